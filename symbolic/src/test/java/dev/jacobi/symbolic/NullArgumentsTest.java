package dev.jacobi.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Program;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Null for an argument of a public method is refused by the name of the argument. */
class NullArgumentsTest {

  private static final Formula FORMULA = Formula.parse("x*x");
  private static final Graph GRAPH = new Graph();
  private static final Node NODE = GRAPH.input("x");
  private static final Tape TAPE = new Tape();
  private static final Variable VARIABLE = TAPE.variable(2);
  private static final Point POINT = Point.of("x", 2);

  /** What the methods are called on, and arguments for them. */
  private static final List<Object> SAMPLES =
      List.of(
          FORMULA,
          POINT,
          Seed.ONES,
          Tensor.scalar(2),
          TensorType.scalar(DType.F64),
          Shape.SCALAR,
          Dim.of(2),
          GRAPH,
          NODE,
          TAPE,
          VARIABLE,
          new Buffers(),
          Backends.load(),
          FORMULA.executable("out"),
          FORMULA.toVectorFunction(),
          FORMULA.valueAndGradient("x"),
          FORMULA.derivation(Seed.NONE),
          FORMULA.derivative("x"),
          FORMULA.compile("x"),
          FORMULA.record(POINT),
          FORMULA.valueAndGradient(POINT, Seed.NONE));

  private static final List<Object> OTHERS =
      List.of(
          "x",
          DType.F64,
          Mode.TAPE,
          ScalarOp.SIN,
          Program.parse("x*x"),
          Backends.load().best(),
          List.of(VARIABLE),
          Optional.empty(),
          1.0,
          1,
          1L,
          true,
          ByteBuffer.allocate(8),
          DoubleBuffer.allocate(1),
          FloatBuffer.allocate(1));

  private static Optional<Object> sample(Class<?> type) {
    if (type.isArray()) {
      return Optional.of(Array.newInstance(type.getComponentType(), 0));
    }
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return Stream.concat(SAMPLES.stream(), OTHERS.stream()).filter(boxed::isInstance).findFirst();
  }

  /** What computes with nodes and shapes inside is left out, and what Java itself asks for. */
  private static boolean isForUsers(Method method) {
    Class<?> home = method.getDeclaringClass();
    boolean inner =
        home == Node.class
            || (home == Shape.class && !method.getName().equals("of"))
            || method.getReturnType() == Diagnostic.class
            || Stream.of(TensorAlgebra.class.getMethods())
                .anyMatch(
                    other ->
                        TensorAlgebra.class.isAssignableFrom(home)
                            && other.getName().equals(method.getName())
                            && other.getParameterCount() == method.getParameterCount());
    return home.getName().startsWith("dev.jacobi.")
        && !inner
        && !method.isBridge()
        && !List.of("equals", "valueOf").contains(method.getName());
  }

  @Test
  void everyPublicMethodNamesTheArgumentThatIsNull() {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Object subject : SAMPLES) {
      for (Method method : subject.getClass().getMethods()) {
        for (int i = 0; isForUsers(method) && i < method.getParameterCount(); i++) {
          if (!method.getParameterTypes()[i].isPrimitive()) {
            checked++;
            wrong.addAll(fault(subject, method, i));
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(checked > 100, () -> "only some were checked");
  }

  private static List<String> fault(Object subject, Method method, int argument) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      if (i != argument) {
        Optional<Object> value = sample(method.getParameterTypes()[i]);
        if (value.isEmpty()) {
          return List.of("no sample: " + method);
        }
        arguments[i] = value.get();
      }
    }
    try {
      method.setAccessible(true);
      method.invoke(Modifier.isStatic(method.getModifiers()) ? null : subject, arguments);
      return List.of("accepted: " + argument + " of " + method);
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      String message = String.valueOf(cause.getMessage());
      boolean named =
          cause instanceof NullPointerException
              && cause.getMessage() != null
              && !message.startsWith("Cannot ");
      return named
          ? List.of()
          : List.of(
              cause.getClass().getSimpleName() + " " + message + ": " + argument + " of " + method);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(method.toString(), impossible);
    }
  }
}

package dev.jacobi.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.function.Arithmetic;
import dev.jacobi.core.function.Functions;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Arguments that do not fit are diagnostics with a repair, from Java as from a program. */
class BadArgumentsTest {

  private static Diagnostic refused(Executable action) {
    return assertThrows(DiagnosticException.class, action).first();
  }

  private static Map<String, Executable> cases() {
    Formula square = Formula.parse("x*x");
    Graph graph = new Graph();
    Node x = graph.input("x");
    Tape tape = new Tape();
    Variable own = tape.variable(3);
    Variable other = new Tape().variable(2);
    Map<String, Executable> cases = new LinkedHashMap<>();
    cases.put("tape/other: operand", () -> own.times(other));
    cases.put(
        "tape/other: output",
        () -> new Tape().backward(own.times(own), Optional.empty(), false, false));
    cases.put(
        "tape/other: seed", () -> tape.backward(own.times(own), Optional.of(other), false, false));
    cases.put("graph/other: operand", () -> x.times(new Graph().input("x")));
    cases.put("graph/frozen: node", () -> frozen(x).times(7));
    cases.put("graph/input: type", () -> graph.input("x", new TensorType(DType.F32, Shape.SCALAR)));
    cases.put("output/unknown: graph", () -> graph.output("z"));
    cases.put(
        "name/unknown-function: call",
        () -> Functions.call(new Arithmetic<>(graph, DType.F64), "softmx", x));
    cases.put(
        "derivative/not-asked: gradient",
        () -> square.valueAndGradient(Point.of("x", 1), Seed.NONE, "x").by("y"));
    cases.put("derivative/not-asked: formula", () -> square.derivation(Seed.NONE, "x").by("y"));
    cases.put("tensor/dtype: array", () -> Tensor.scalar(1).floats());
    cases.put(
        "buffer/unknown: bind",
        () ->
            square
                .executable("out")
                .bind(
                    new Buffers()
                        .and("x", new double[1])
                        .and("out", new double[1])
                        .and("ouT", new double[1])));
    return cases;
  }

  private static Node frozen(Node x) {
    return x.graph().extract(Map.of("y", x)).output("y");
  }

  @TestFactory
  Stream<DynamicTest> argumentsThatDoNotFitAreDiagnostics() {
    return cases().entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      Diagnostic found = refused(entry.getValue());
                      assertEquals(entry.getKey().replaceFirst(":.*", ""), found.code());
                      assertFalse(found.hint().isEmpty());
                    }));
  }

  @Test
  void aBufferOfAnUnknownNameIsNamedWithTheNameThatIsNear() {
    Buffers buffers =
        new Buffers()
            .and("x", new double[1])
            .and("losss", new double[1])
            .and("loss", new double[1]);
    Diagnostic found = refused(() -> Formula.parse("loss = x*x").executable("loss").bind(buffers));
    assertTrue(found.message().contains("losss"), found::toString);
    assertTrue(found.hint().startsWith("did you mean loss?"), found::toString);
  }

  @Test
  void aPositionOfNothingIsRefusedUnderItsOwnName() {
    for (String name : List.of("argmin", "argmax")) {
      for (String call : List.of(name + "([])", name + "(zeros([2, 0]), axis=1)")) {
        Diagnostic found = refused(() -> Formula.parse(call).value(Point.empty()));
        assertEquals("shape/empty", found.code());
        assertTrue(found.message().startsWith(name + " of no elements"), found::toString);
      }
    }
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.lower.Scalarization;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Graphs written out element by element have the bits of their operations on tensors. */
class ScalarizationTest {

  private static final int RANDOM_PROGRAMS = 120;
  private static final long LIMIT = 20_000;

  /** What stands for the scenarios: those of doubles that are small and have expansions. */
  private static Stream<Scenario> scenarios() {
    Stream<Scenario> elementWise =
        Arrays.stream(ScalarOp.values())
            .filter(op -> ElementWiseScenarios.types(op).contains(DType.F64))
            .flatMap(
                op ->
                    Stream.concat(
                        Stream.of(ElementWiseScenarios.values(op, DType.F64)),
                        ElementWiseScenarios.derivatives(op, DType.F64).stream()));
    return Stream.of(
            elementWise,
            TensorScenarios.small(),
            TensorScenarios.layouts(),
            TensorScenarios.reductions(),
            TensorScenarios.products(),
            IntStream.range(0, RANDOM_PROGRAMS).mapToObj(RandomProgram::scenario))
        .flatMap(stream -> stream);
  }

  private static boolean isScalarizable(Scenario scenario) {
    boolean isF64 =
        Stream.concat(
                scenario.graph().inputs().values().stream(),
                scenario.graph().outputs().values().stream())
            .allMatch(node -> node.dtype() == DType.F64 || node.dtype() == DType.BOOL);
    return isF64 && Scalarization.obstacle(results(scenario), LIMIT, 0).isEmpty();
  }

  private static List<Node> results(Scenario scenario) {
    return List.copyOf(scenario.graph().outputs().values());
  }

  @TestFactory
  Stream<DynamicTest> elementsHaveTheBitsOfTensors() {
    return scenarios()
        .filter(ScalarizationTest::isScalarizable)
        .map(scenario -> dynamicTest(scenario.name(), () -> check(scenario)));
  }

  @Test
  void manyScenariosAreScalarized() {
    AtomicInteger count = new AtomicInteger();
    scenarios().filter(ScalarizationTest::isScalarizable).forEach(any -> count.incrementAndGet());
    assertTrue(count.get() >= 100, () -> "only " + count);
  }

  private static void check(Scenario scenario) {
    List<String> inputs = List.copyOf(scenario.graph().inputs().keySet());
    Body body = Scalarization.of(results(scenario), inputs);
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    int next = 0;
    for (String name : inputs) {
      Tensor value =
          Optional.ofNullable(scenario.inputs().get(name))
              .orElseGet(
                  () ->
                      Tensor.zeros(
                          Objects.requireNonNull(scenario.graph().inputs().get(name)).type()));
      for (int i = 0; i < value.size(); i++) {
        d[next] = value.getDouble(i);
        k[next++] = value.dtype() == DType.BOOL && value.booleans()[i] ? 1 : 0;
      }
    }
    body.evaluate(d, k);
    int result = 0;
    for (Tensor wanted : scenario.expected().values()) {
      double[] found = new double[wanted.size()];
      for (int i = 0; i < found.length; i++) {
        int value = body.results().get(result++);
        found[i] = body.lane(value) == Lane.TRUTH ? k[value] : d[value];
      }
      assertArrayEquals(wanted.toDoubles(), found, () -> scenario.name() + "\n" + body);
    }
  }
}

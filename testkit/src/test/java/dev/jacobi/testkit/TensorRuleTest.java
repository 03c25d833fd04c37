package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The derivative rule of every kind of operation on tensors, by every route. */
class TensorRuleTest {

  @TestFactory
  Stream<DynamicTest> everyTensorRuleMatchesDifferences() {
    return TensorCases.all().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(TensorCase c) {
    GradientCheck.of(c.build(new Graph()), c.point()).check();
  }
}

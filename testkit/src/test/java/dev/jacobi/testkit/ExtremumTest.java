package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Who gets the derivative of a largest or smallest element: the first of equals, or all of them in
 * equal shares, and NaN before anything else. PyTorch's {@code max(x)} shares, its {@code max(x,
 * axis)} picks.
 */
class ExtremumTest {

  @TestFactory
  Stream<DynamicTest> theDerivativeGoesToTheExtremum() {
    return ExtremumCase.all().map(claim -> dynamicTest(claim.program().name(), () -> check(claim)));
  }

  private static void check(ExtremumCase claim) {
    Graph graph = new Graph();
    Node y = claim.program().build(graph);
    List<Node> x = List.copyOf(graph.inputs().values());
    Derivatives derivatives = new Derivatives(graph, y, x, Map.of());
    List<Tensor> point = List.of(claim.x());
    Tensor ones = Tensor.ones(y.type());
    assertEquals(claim.gradient(), derivatives.gradients(point, ones).get(0), "the graph");
    assertEquals(claim.gradient(), derivatives.tapeGradients(point, ones).get(0), "the tape");
    double total = InnerProduct.of(claim.gradient(), claim.gradient()).value();
    Tensor tangent = derivatives.tangent(point, List.of(claim.gradient()));
    assertEquals(total, InnerProduct.of(ones, tangent).value(), 1e-15, "forward mode");
  }
}

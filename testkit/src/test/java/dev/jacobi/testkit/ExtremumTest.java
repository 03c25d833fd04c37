package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.type.Shape;
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

  private static final double NAN = Double.NaN;
  private static final double THIRD = 1 / 3.0;

  private record Claim(Reduction reduction, List<Integer> axes, Tensor x, Tensor gradient) {}

  private static Claim vector(Reduction reduction, Tensor x, double... gradient) {
    return new Claim(reduction, List.of(0), x, Tensor.vector(gradient));
  }

  private static Tensor matrix(double... elements) {
    return Tensor.of(Shape.of(2, 3), elements);
  }

  private static Stream<Claim> claims() {
    Tensor ties = Tensor.vector(1.0, 3, 3, 2, 3);
    Tensor missing = Tensor.vector(1.0, NAN, 3);
    Tensor twice = Tensor.vector(NAN, 1, NAN);
    Tensor zeros = Tensor.vector(0.0, -0.0);
    Tensor rows = matrix(1, 2, 2, 5, 5, -1);
    return Stream.of(
        vector(Reduction.AMAX, ties, 0, THIRD, THIRD, 0, THIRD),
        vector(Reduction.MAX, ties, 0, 1, 0, 0, 0),
        vector(Reduction.AMIN, ties, 1, 0, 0, 0, 0),
        vector(Reduction.MIN, Tensor.vector(2.0, 1, 1), 0, 1, 0),
        vector(Reduction.AMIN, Tensor.vector(2.0, 1, 1), 0, 0.5, 0.5),
        vector(Reduction.AMAX, missing, 0, 1, 0),
        vector(Reduction.MAX, missing, 0, 1, 0),
        vector(Reduction.AMIN, missing, 0, 1, 0),
        vector(Reduction.MIN, missing, 0, 1, 0),
        vector(Reduction.AMAX, twice, 0.5, 0, 0.5),
        vector(Reduction.MAX, twice, 1, 0, 0),
        vector(Reduction.MIN, twice, 1, 0, 0),
        vector(Reduction.AMAX, zeros, 0.5, 0.5),
        vector(Reduction.MAX, zeros, 1, 0),
        vector(Reduction.MIN, zeros, 1, 0),
        vector(Reduction.MAX, Tensor.vector(Double.NEGATIVE_INFINITY), 1),
        new Claim(Reduction.MAX, List.of(1), rows, matrix(0, 1, 0, 1, 0, 0)),
        new Claim(Reduction.AMAX, List.of(1), rows, matrix(0, 0.5, 0.5, 0.5, 0.5, 0)),
        new Claim(Reduction.MIN, List.of(0), rows, matrix(1, 1, 0, 0, 0, 1)),
        new Claim(Reduction.AMAX, List.of(0, 1), rows, matrix(0, 0, 0, 0.5, 0.5, 0)),
        new Claim(Reduction.MAX, List.of(0, 1), rows, matrix(0, 0, 0, 1, 0, 0)),
        new Claim(Reduction.MIN, List.of(0, 1), rows, matrix(0, 0, 0, 0, 0, 1)));
  }

  @TestFactory
  Stream<DynamicTest> theDerivativeGoesToTheExtremum() {
    return claims()
        .map(
            claim ->
                dynamicTest(
                    claim.reduction().text() + " of " + claim.x() + " over " + claim.axes(),
                    () -> check(claim)));
  }

  private static void check(Claim claim) {
    Graph graph = new Graph();
    Node x = graph.input("x", claim.x().type());
    Node y = graph.apply(new Op.Reduce(claim.reduction(), claim.axes(), false), List.of(x));
    Derivatives derivatives = new Derivatives(graph, y, List.of(x), Map.of());
    List<Tensor> point = List.of(claim.x());
    Tensor ones = Tensor.ones(y.type());
    assertEquals(claim.gradient(), derivatives.gradients(point, ones).get(0), "the graph");
    assertEquals(claim.gradient(), derivatives.tapeGradients(point, ones).get(0), "the tape");
    double total = InnerProduct.of(claim.gradient(), claim.gradient()).value();
    Tensor tangent = derivatives.tangent(point, List.of(claim.gradient()));
    assertEquals(total, InnerProduct.of(ones, tangent).value(), 1e-15, "forward mode");
  }
}

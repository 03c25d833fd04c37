package dev.jacobi.symbolic.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Listings, labels and counts. */
class ListingTest {

  private final Graph graph = new Graph();
  private final Node x = graph.input("x");
  private final Node p = graph.input("p", 2, 2);

  @Test
  void oneNodeALine() {
    Node z = x.times(p).plus(0.5).sum();
    assertEquals(
        """
        %0 = input x : f64
        %1 = input p : f64[2, 2]
        %2 = multiply %0 %1 : f64[2, 2]
        %3 = constant 0.5 : f64
        %4 = add %2 %3 : f64[2, 2]
        %5 = sum %4 axes=[0, 1] : f64
        z = %5
        """,
        GraphText.of(graph.extract(Map.of("z", z))));
  }

  @Test
  void onlyWhatTheRootsNeed() {
    Node product = graph.contract(p, p, "ab", "bc", "ac");
    x.map(ScalarOp.SIN);
    assertEquals(
        """
        %1 = input p : f64[2, 2]
        %2 = contract %1 %1 ij,jk->ik : f64[2, 2]
        """,
        GraphText.of(List.of(product)));
  }

  @Test
  void sharedOperationsCountOnceAndViewsNot() {
    Node sine = x.map(ScalarOp.SIN);
    Node y = graph.transpose(p).times(sine);
    assertEquals(2, OperationCount.of(List.of(y)));
    assertEquals(3, OperationCount.of(List.of(y, sine.plus(1))));
    assertEquals(0, OperationCount.of(List.of()));
  }

  @Test
  void labels() {
    assertEquals("z̄·∂z/∂x", DerivativeLabel.seeded("z", "x"));
    assertEquals("∂z/∂x", DerivativeLabel.plain("z", "x"));
    assertEquals("loss̄·∂loss/∂w1", DerivativeLabel.seeded("loss", "w1"));
    assertEquals("z̄1", DerivativeLabel.adjoint("z1"));
    assertEquals("ȳ", DerivativeLabel.adjoint("y"));
  }
}

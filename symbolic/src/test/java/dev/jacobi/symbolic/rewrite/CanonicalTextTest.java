package dev.jacobi.symbolic.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.print.Printer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What derivatives look like, from the raw graphs that reverse mode builds. */
final class CanonicalTextTest {

  private final Graph g = new Graph();
  private final Node x = g.input("x");
  private final Node y = g.input("y");
  private final Node p = g.input("p", 2, 2);

  private static String real(Node node) {
    return Printer.TEXT.print(Rewriter.real().simplify(node.graph(), node));
  }

  private Node number(long value) {
    return g.constant(value, DType.F64);
  }

  /** z = 2*y + 2*p*p with y = x*x: the raw derivatives by x and p for a seed. */
  private List<Node> seeded(Node seed) {
    Node byY = g.sumTo(g.times(seed, number(2)), Shape.SCALAR);
    Node byX = g.plus(g.times(byY, x), g.times(byY, x));
    Node twoP = g.times(number(2), p);
    Node byTwoP = g.times(seed, p);
    Node byP = g.plus(g.times(seed, twoP), g.times(byTwoP, number(2)));
    return List.of(byX, byP);
  }

  @Test
  void seedStaysAFactor() {
    List<Node> raw = seeded(g.input("seed", 2, 2));
    assertEquals("sum(4*x*seed)", real(raw.get(0)));
    assertEquals("4*p*seed", real(raw.get(1)));
  }

  @Test
  void seedOfOnesDisappears() {
    List<Node> raw = seeded(g.full(1, new TensorType(DType.F64, Shape.of(2, 2))));
    assertEquals("16*x", real(raw.get(0)));
    assertEquals("4*p", real(raw.get(1)));
  }

  @Test
  void seedOfTheMeanIsFoldedIn() {
    Node quarter = g.div(number(1), number(4));
    List<Node> raw = seeded(g.broadcast(quarter, Shape.of(2, 2)));
    assertEquals("4*x", real(raw.get(0)));
    assertEquals("p", real(raw.get(1)));
  }

  @Test
  void polynomialsCollect() {
    assertEquals("5*x", real(x.times(2).plus(x.times(3))));
    assertEquals("x^2", real(x.times(x)));
    assertEquals("x^5", real(x.times(x).times(x.pow(3))));
    assertEquals("0", real(x.minus(x)));
    assertEquals("x - y", real(y.unaryMinus().plus(x)));
    assertEquals("-x*y", real(x.times(y.unaryMinus())));
    assertEquals("6*x*y", real(x.times(2).times(y.times(3))));
    assertEquals("x/2", real(x.times(0.5)));
    assertEquals("x*(y + z)", real(x.times(y).plus(x.times(g.input("z")))));
    assertEquals("1 - x^2", real(number(1).minus(x).times(number(1).plus(x))));
    assertEquals("3*x^2 + 2*x + 1", real(x.pow(2).times(3).plus(x.times(2)).plus(1)));
  }

  @Test
  void singularitiesStay() {
    assertEquals("x/x", real(x.div(x)));
    assertEquals("x^3/x", real(x.pow(3).div(x)));
    assertEquals("1/x^2", real(x.div(x.pow(3))));
    assertEquals("sqrt(x)^2", real(x.map(ScalarOp.SQRT).times(x.map(ScalarOp.SQRT))));
    Node size = x.map(ScalarOp.EXP);
    assertEquals("1", real(size.div(size)));
  }

  @Test
  void quotientsHaveOneFractionBar() {
    Node z = g.input("z");
    assertEquals("x*z/y", real(x.div(y).times(z)));
    assertEquals("x/(y*z)", real(x.div(y).div(z)));
    assertEquals("-x^2/2", real(x.times(x).div(2).unaryMinus()));
    assertEquals("1/(2*sqrt(x))", real(number(1).div(number(2).times(x.map(ScalarOp.SQRT)))));
  }

  @Test
  void functionsMeet() {
    Node ex = x.map(ScalarOp.EXP);
    assertEquals("exp(x + y)", real(ex.times(y.map(ScalarOp.EXP))));
    assertEquals("x", real(ex.map(ScalarOp.LOG)));
    assertEquals("sigmoid(x)", real(number(1).div(x.unaryMinus().map(ScalarOp.EXP).plus(1))));
    assertEquals("sigmoid(x)", real(ex.div(ex.plus(1))));
    assertEquals("softplus(x)", real(ex.plus(1).map(ScalarOp.LOG)));
    Node s2 = x.map(ScalarOp.SIN).pow(2);
    Node c2 = x.map(ScalarOp.COS).pow(2);
    assertEquals("y", real(s2.times(y).plus(y.times(c2))));
    assertEquals("x", real(x.map(ScalarOp.ABS).times(x.map(ScalarOp.SIGN))));
  }
}

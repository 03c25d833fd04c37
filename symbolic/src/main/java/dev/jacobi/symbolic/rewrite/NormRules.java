package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds of norms. */
final class NormRules {

  private NormRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        Rule.structural(
            "norm(x)^2 = sum(x^2)", REAL, NormRules::isSquare, (n, signs) -> squared(n)),
        Rule.structural(
            "where(norm(x) == 0, 0, y/norm(x)) = y/norm(x)",
            REAL,
            NormRules::isWhere,
            (n, signs) -> unguarded(n)));
  }

  private static boolean isSquare(Op op) {
    return op instanceof Op.Map map && map.op() == ScalarOp.SQUARE;
  }

  private static boolean isWhere(Op op) {
    return op instanceof Op.Map map && map.op() == ScalarOp.WHERE;
  }

  private static Optional<Node> squared(Node node) {
    Node norm = node.operand(0);
    if (!(norm.op() instanceof Op.Reduce op) || op.reduction() != Reduction.NORM) {
      return Optional.empty();
    }
    Node squares = node.graph().map(ScalarOp.SQUARE, norm.operand(0));
    return Optional.of(node.graph().reduce(Reduction.SUM, squares, op.axes(), op.keepDims()));
  }

  /**
   * Drops the convention that the derivative of a norm is 0 where the norm is 0. The norm has no
   * derivative there, and the shorter formula says so: it is 0/0.
   */
  private static Optional<Node> unguarded(Node node) {
    Node condition = node.operand(0);
    Node quotient = node.operand(2);
    boolean fits =
        condition.is(ScalarOp.EQ)
            && isZero(condition.operand(1))
            && isZero(node.operand(1))
            && isNorm(condition.operand(0))
            && quotient.is(ScalarOp.DIV)
            && quotient.operand(1) == condition.operand(0)
            && quotient.type().equals(node.type());
    return fits ? Optional.of(quotient) : Optional.empty();
  }

  private static boolean isZero(Node node) {
    return node.graph().literal(node).filter(value -> value.isZero()).isPresent();
  }

  /** Whether the value is a norm, perhaps with its axes put back. */
  private static boolean isNorm(Node node) {
    Node inside = node.op() instanceof Op.Reshape ? node.operand(0) : node;
    return inside.op() instanceof Op.Reduce op && op.reduction() == Reduction.NORM;
  }
}

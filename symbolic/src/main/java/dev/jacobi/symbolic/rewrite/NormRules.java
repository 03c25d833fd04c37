package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds of norms. */
final class NormRules {

  private NormRules() {}

  static Stream<Rule> squares() {
    return Stream.of(
        Rule.structural(
            "norm(x)^2 = sum(x^2)", REAL, NormRules::isSquare, (n, facts) -> squared(n)));
  }

  private static boolean isSquare(Op op) {
    return op instanceof Op.Map map && map.op() == ScalarOp.SQUARE;
  }

  /** Factors with sums of squares as powers of the norm, where the norm is a factor as well. */
  static List<Power> gathered(List<Power> factors) {
    if (factors.stream().noneMatch(power -> isReduction(power.base(), Reduction.NORM))) {
      return factors;
    }
    Set<Node> bases = factors.stream().map(Power::base).collect(Collectors.toSet());
    return factors.stream()
        .map(
            power ->
                norm(power.base())
                    .filter(bases::contains)
                    .map(norm -> new Power(norm, power.exponent().times(Rational.TWO)))
                    .orElse(power))
        .toList();
  }

  private static boolean isReduction(Node node, Reduction reduction) {
    return node.op() instanceof Op.Reduce op && op.reduction() == reduction;
  }

  /** The norm whose square a sum of squares is. */
  private static Optional<Node> norm(Node sum) {
    boolean fits = isReduction(sum, Reduction.SUM) && sum.operand(0).is(ScalarOp.SQUARE);
    if (!fits) {
      return Optional.empty();
    }
    Op.Reduce op = (Op.Reduce) sum.op();
    Op norm = new Op.Reduce(Reduction.NORM, op.axes(), op.keepDims());
    return Optional.of(sum.graph().apply(norm, sum.operand(0).operands()));
  }

  private static Optional<Node> squared(Node node) {
    Node norm = node.operand(0);
    if (!(norm.op() instanceof Op.Reduce op) || op.reduction() != Reduction.NORM) {
      return Optional.empty();
    }
    Node squares = node.graph().map(ScalarOp.SQUARE, norm.operand(0));
    return Optional.of(node.graph().reduce(Reduction.SUM, squares, op.axes(), op.keepDims()));
  }
}

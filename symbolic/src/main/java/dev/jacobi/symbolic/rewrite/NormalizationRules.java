package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What holds of softmax, its logarithm, and the logarithm of a sum of exponentials. */
final class NormalizationRules {

  private NormalizationRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        rule("exp(log_softmax(x)) = softmax(x)", ScalarOp.EXP, NormalizationRules::expOfLog),
        rule("log(softmax(x)) = log_softmax(x)", ScalarOp.LOG, NormalizationRules::logOf),
        rule("log(sum(exp(x))) = logsumexp(x)", ScalarOp.LOG, NormalizationRules::logSumExp),
        rule("x - logsumexp(x) = log_softmax(x)", ScalarOp.SUB, NormalizationRules::difference),
        rule("exp(x) / sum(exp(x)) = softmax(x)", ScalarOp.DIV, NormalizationRules::quotient));
  }

  private static Rule rule(
      String name, ScalarOp root, BiFunction<Node, Facts, Optional<Node>> step) {
    return Rule.structural(name, REAL, op -> op instanceof Op.Map map && map.op() == root, step);
  }

  private static Node normalize(Normalization normalization, int axis, Node x) {
    return x.graph().apply(new Op.Normalize(normalization, axis), List.of(x));
  }

  private static Optional<Node> exchange(Node node, Normalization from, Normalization to) {
    Node operand = node.operand(0);
    return operand.op() instanceof Op.Normalize op && op.normalization() == from
        ? Optional.of(normalize(to, op.axis(), operand.operand(0)))
        : Optional.empty();
  }

  private static Optional<Node> expOfLog(Node node, Facts facts) {
    return exchange(node, Normalization.LOG_SOFTMAX, Normalization.SOFTMAX);
  }

  private static Optional<Node> logOf(Node node, Facts facts) {
    return exchange(node, Normalization.SOFTMAX, Normalization.LOG_SOFTMAX);
  }

  private static Optional<Node> logSumExp(Node node, Facts facts) {
    Node sum = node.operand(0);
    boolean fits = ReductionRules.isSum(sum.op()) && sum.operand(0).is(ScalarOp.EXP);
    if (!fits) {
      return Optional.empty();
    }
    Op.Reduce op = (Op.Reduce) sum.op();
    Op whole = new Op.Reduce(Reduction.LOGSUMEXP, op.axes(), op.keepDims());
    return Optional.of(node.graph().apply(whole, sum.operand(0).operands()));
  }

  /** The axis along which a reduction's result goes with its operand again; empty for several. */
  private static Optional<Integer> axis(Node node, Reduction reduction) {
    if (!(node.op() instanceof Op.Reduce op) || op.reduction() != reduction) {
      return Optional.empty();
    }
    boolean aligned = op.keepDims() || node.operand(0).shape().rank() == 1;
    return op.axes().size() == 1 && aligned ? Optional.of(op.axes().get(0)) : Optional.empty();
  }

  private static Optional<Node> difference(Node node, Facts facts) {
    Sum sum = Sum.of(node, facts);
    for (Product term : sum.terms()) {
      boolean minusOne = term.coefficient().equals(Rational.MINUS_ONE) && term.powers().size() == 1;
      Node base = minusOne ? term.powers().get(0).base() : node;
      Optional<Integer> axis = axis(base, Reduction.LOGSUMEXP);
      if (axis.isPresent() && term.powers().get(0).exponent().equals(Rational.ONE)) {
        Node x = base.operand(0);
        List<Product> rest = new ArrayList<>(sum.terms());
        rest.remove(term);
        Sum.of(x, facts).terms().forEach(part -> rest.add(part.negate()));
        boolean equal =
            new Sum(node.graph(), rest).merged().filter(left -> left.terms().isEmpty()).isPresent();
        if (equal) {
          return Optional.of(normalize(Normalization.LOG_SOFTMAX, axis.get(), x));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Node> quotient(Node node, Facts facts) {
    Product product = Product.of(node, facts);
    for (Power below : product.powers()) {
      Optional<Integer> axis = axis(below.base(), Reduction.SUM);
      if (below.isInverse() && below.exponent().isInteger() && axis.isPresent()) {
        Node exponential = below.base().operand(0);
        int place = product.powers().indexOf(Power.of(exponential));
        if (exponential.is(ScalarOp.EXP) && place >= 0) {
          Node softmax = normalize(Normalization.SOFTMAX, axis.get(), exponential.operand(0));
          List<Power> powers = new ArrayList<>(product.powers());
          powers.set(place, Power.of(softmax));
          Rational left = below.exponent().plus(Rational.ONE);
          powers.remove(below);
          if (!left.isZero()) {
            powers.add(below.to(left));
          }
          return Optional.of(product.withPowers(powers).build());
        }
      }
    }
    return Optional.empty();
  }
}

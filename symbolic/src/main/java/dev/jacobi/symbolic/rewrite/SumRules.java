package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds of sums of any number of terms. */
final class SumRules {

  /** What a rule makes of a node that is a sum. */
  private interface Step {
    Optional<Node> apply(Node node, Sum sum, Facts facts);
  }

  private SumRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        rule("x + 0 = x", (node, sum, facts) -> sum.withoutZeros().map(other -> other.build(node))),
        rule(
            "a*x + b*x = (a + b)*x",
            (node, sum, facts) -> sum.merged().map(other -> other.build(node))),
        rule("x*y + x*z = x*(y + z)", (node, sum, facts) -> new Factoring(sum, facts).build(node)),
        rule(
            "x + (y - z) = x + y - z",
            (node, sum, facts) -> Optional.of(facts.representative(sum, node, sum.build(node)))));
  }

  private static Rule rule(String name, Step step) {
    return Rule.structural(
        name,
        REAL,
        SumRules::isSum,
        (node, facts) ->
            Optional.of(node)
                .filter(ProductRules::isReal)
                .filter(Sum::isSum)
                .flatMap(sum -> step.apply(sum, Sum.of(sum, facts), facts)));
  }

  private static boolean isSum(Op op) {
    return op instanceof Op.Map map
        && (map.op() == ScalarOp.ADD || map.op() == ScalarOp.SUB || map.op() == ScalarOp.NEG);
  }
}

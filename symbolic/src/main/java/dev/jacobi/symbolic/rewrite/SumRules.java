package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What holds of sums of any number of terms. */
final class SumRules {

  private SumRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        rule("x + 0 = x", (node, sum) -> sum.withoutZeros().map(other -> other.build(node))),
        rule("a*x + b*x = (a + b)*x", (node, sum) -> sum.merged().map(other -> other.build(node))),
        rule("x*y + x*z = x*(y + z)", (node, sum) -> new Factoring(sum).build(node)),
        rule("x + (y - z) = x + y - z", (node, sum) -> Optional.of(sum.build(node))));
  }

  private static Rule rule(String name, BiFunction<Node, Sum, Optional<Node>> step) {
    return Rule.structural(
        name,
        REAL,
        SumRules::isSum,
        (node, signs) ->
            Optional.of(node)
                .filter(ProductRules::isReal)
                .filter(Sum::isSum)
                .flatMap(sum -> step.apply(sum, Sum.of(sum, signs))));
  }

  private static boolean isSum(Op op) {
    return op instanceof Op.Map map
        && (map.op() == ScalarOp.ADD || map.op() == ScalarOp.SUB || map.op() == ScalarOp.NEG);
  }
}

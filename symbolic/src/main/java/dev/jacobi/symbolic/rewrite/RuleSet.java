package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules in the order in which they are tried, found by the operation they may fit. */
final class RuleSet {

  private final List<Rule> rules;
  private final Map<Object, List<Rule>> byOperation = new HashMap<>();

  RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules that may fit a node made by the operation. */
  List<Rule> of(Op op) {
    return byOperation.computeIfAbsent(
        kind(op), any -> rules.stream().filter(rule -> rule.pattern().admits(op)).toList());
  }

  /** What the patterns of rules tell apart without looking at operands. */
  private static Object kind(Op op) {
    if (op instanceof Op.Map map) {
      return map.op();
    }
    return op instanceof Op.Reduce reduce ? reduce.reduction() : op.getClass();
  }
}

package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Op;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rules in the order in which they are tried, found by the operation they may fit. Safe to share
 * between threads: what is kept is found again the same.
 */
final class RuleSet {

  private final List<Rule> rules;
  private final Map<Object, List<Rule>> byOperation = new ConcurrentHashMap<>();

  RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules that may fit a node made by the operation. */
  List<Rule> of(Op op) {
    Object kind = kind(op);
    List<Rule> known = byOperation.get(kind);
    if (known != null) {
      return known;
    }
    List<Rule> found = rules.stream().filter(rule -> rule.pattern().admits(op)).toList();
    byOperation.put(kind, found);
    return found;
  }

  /** What the patterns of rules tell apart without looking at operands. */
  private static Object kind(Op op) {
    if (op instanceof Op.Map map) {
      return map.op();
    }
    return op instanceof Op.Reduce reduce ? reduce.reduction() : op.getClass();
  }
}

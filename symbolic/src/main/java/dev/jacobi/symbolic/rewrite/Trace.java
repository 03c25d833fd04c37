package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rule fired where, in order. */
public final class Trace {

  /** One use of a rule. */
  public record Step(Rule rule, Node before, Node after) {
    /** The equation and the two nodes. */
    @Override
    public String toString() {
      return rule.name() + ": %" + before.id() + " -> %" + after.id();
    }
  }

  private final List<Step> steps = new ArrayList<>();

  void add(Rule rule, Node before, Node after) {
    steps.add(new Step(rule, before, after));
  }

  /** Every use of a rule, in order. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** How often each rule fired, in the order of first use. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    steps.forEach(step -> counts.merge(step.rule().name(), 1, Integer::sum));
    return counts;
  }

  /** One step a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append(step).append('\n'));
    return text.toString();
  }
}

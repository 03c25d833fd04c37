package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Dim;
import dev.jacobi.symbolic.parse.Parser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which values get a name of their own: those used more than once that are not short, and those so
 * long or so deep that what uses them would be.
 */
final class Statements {

  /** A repeated value of fewer characters is written again. */
  private static final int SHORT = 12;

  /** A value nested deeper than this is named; each may stand in parentheses of its own. */
  private static final int DEEP = Parser.MAX_DEPTH / 2 - 10;

  private static final int NAME_LENGTH = 4;

  /** No value is named. */
  static final Statements NONE = new Statements(node -> Phrase.words(""), Integer.MAX_VALUE, 0);

  private final Function<Node, Phrase> phrases;
  private final int longest;
  private final int[] uses;
  private final List<Node> named = new ArrayList<>();
  private final Map<Node, String> names = new HashMap<>();

  private Statements(Function<Node, Phrase> phrases, int longest, int count) {
    this.phrases = phrases;
    this.longest = longest;
    this.uses = new int[count];
  }

  /** Chooses the values to be named, for roots of one graph. */
  static Statements of(Collection<Node> roots, Function<Node, Phrase> phrases, int longest) {
    Node last = roots.stream().reduce((a, b) -> a.id() > b.id() ? a : b).orElseThrow();
    List<Node> nodes = last.graph().nodes().subList(0, last.id() + 1);
    Statements statements = new Statements(phrases, longest, nodes.size());
    statements.count(nodes, roots);
    statements.choose(nodes, Set.copyOf(roots));
    statements.name(last.graph().inputs());
    return statements;
  }

  private void count(List<Node> nodes, Collection<Node> roots) {
    roots.forEach(root -> uses[root.id()]++);
    for (int id = nodes.size() - 1; id >= 0; id--) {
      if (uses[id] > 0) {
        for (Node operand : phrases.apply(nodes.get(id)).operands()) {
          uses[operand.id()]++;
        }
      }
    }
  }

  private void choose(List<Node> nodes, Set<Node> roots) {
    int[] length = new int[nodes.size()];
    int[] depth = new int[nodes.size()];
    for (Node node : nodes) {
      int id = node.id();
      if (uses[id] == 0) {
        continue;
      }
      for (Phrase.Part part : phrases.apply(node).parts()) {
        if (part instanceof Phrase.Words words) {
          length[id] += words.text().length();
        } else if (part instanceof Phrase.Slot slot) {
          length[id] += length[slot.node().id()];
          depth[id] = Math.max(depth[id], depth[slot.node().id()] + 1);
        }
      }
      boolean repeated = uses[id] > 1 && length[id] >= SHORT;
      boolean large = length[id] > longest || depth[id] > DEEP;
      boolean last = uses[id] == 1 && roots.contains(node);
      if ((repeated || large) && !last && isNamed(node)) {
        named.add(node);
        length[id] = NAME_LENGTH;
        depth[id] = 0;
      }
    }
  }

  /** Leaves are names already; numbers without an element type would get one. */
  private static boolean isNamed(Node node) {
    return !node.operands().isEmpty() && Untyped.number(node).isEmpty();
  }

  private void name(Map<String, Node> inputs) {
    Set<String> taken = new HashSet<>(inputs.keySet());
    for (Node input : inputs.values()) {
      ((Op.Input) input.op()).type().shape().dims().stream().map(Dim::toString).forEach(taken::add);
    }
    int number = 1;
    for (Node node : named) {
      while (taken.contains("t" + number)) {
        number++;
      }
      names.put(node, "t" + number++);
    }
  }

  /** The named values, operands before results. */
  List<Node> nodes() {
    return Collections.unmodifiableList(named);
  }

  /** The name of each named value. */
  Map<Node, String> names() {
    return Collections.unmodifiableMap(names);
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The values of a graph over any algebra of tensors, node by node: over {@code Eager} this is what
 * every backend must give, over a tape it records, over another graph it copies.
 */
final class Replay {

  private Replay() {}

  /**
   * The values of some nodes of one graph.
   *
   * @param input what stands for an input
   */
  static <T> List<T> of(
      TensorAlgebra<T> a, Graph graph, Collection<Node> wanted, Function<Op.Input, T> input) {
    boolean[] live = graph.live(wanted);
    Map<Node, T> values = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (live[node.id()]) {
        values.put(node, value(a, node, values, input));
      }
    }
    return wanted.stream().map(values::get).toList();
  }

  private static <T> T value(
      TensorAlgebra<T> a, Node node, Map<Node, T> values, Function<Op.Input, T> input) {
    if (node.op() instanceof Op.Input named) {
      return input.apply(named);
    }
    List<T> operands = new ArrayList<>(node.operands().size());
    for (Node operand : node.operands()) {
      operands.add(values.get(operand));
    }
    return a.apply(node.op(), operands);
  }
}

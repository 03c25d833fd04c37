package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forward mode: one sweep from inputs, each with a tangent, to the tangent of a result. */
public final class Forward {

  private Forward() {}

  /**
   * Appends to a graph the Jacobian–vector product {@code Σ ∂output/∂w·dw}.
   *
   * @param tangents for each {@code w} its tangent, a node of the same type
   * @return a node of the output's type; zeros when the output depends on no {@code w}
   */
  public static Node tangent(Graph graph, Node output, Map<Node, Node> tangents) {
    return tangents(graph, List.of(output), tangents).get(0);
  }

  /** As {@link #tangent}, for several results in one sweep. */
  public static List<Node> tangents(Graph graph, List<Node> outputs, Map<Node, Node> tangents) {
    tangents.forEach(
        (w, dw) -> {
          if (!w.type().equals(dw.type())) {
            throw Diagnostic.error(
                    "derivative/tangent",
                    "a tangent has type " + dw.type() + ", but its value has type " + w.type(),
                    "give a tangent of the value's shape")
                .exception();
          }
        });
    int size = outputs.stream().mapToInt(Node::id).max().orElse(-1) + 1;
    List<Node> nodes = List.copyOf(graph.nodes().subList(0, size));
    boolean[] depends = dependents(graph, size, tangents.keySet());
    boolean[] live = graph.live(outputs);
    List<Optional<Node>> found = new ArrayList<>(size);
    for (Node node : nodes) {
      boolean needed = depends[node.id()] && live[node.id()];
      found.add(needed ? step(graph, node, tangents, found) : Optional.empty());
    }
    return outputs.stream()
        .map(output -> found.get(output.id()).orElseGet(() -> graph.full(0, output.type())))
        .toList();
  }

  private static Optional<Node> step(
      Graph graph, Node node, Map<Node, Node> tangents, List<Optional<Node>> found) {
    Node given = tangents.get(node);
    if (given != null) {
      return Optional.of(given);
    }
    List<Optional<Node>> dx = new ArrayList<>(node.operands().size());
    for (Node operand : node.operands()) {
      dx.add(found.get(operand.id()));
    }
    if (dx.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return node.op().fold(new Tangent<>(graph, node.operands(), node, dx));
  }

  /** Marks which of the first nodes of a graph are, or are made of, one of the given nodes. */
  static boolean[] dependents(Graph graph, int size, Collection<Node> sources) {
    boolean[] depends = new boolean[size];
    for (Node source : sources) {
      if (source.id() < size) {
        depends[source.id()] = true;
      }
    }
    for (Node node : graph.nodes().subList(0, size)) {
      for (Node operand : node.operands()) {
        depends[node.id()] |= depends[operand.id()];
      }
    }
    return depends;
  }
}

package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
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
    boolean[] needed = GraphTrace.dependents(graph, size, tangents.keySet());
    boolean[] live = graph.live(outputs);
    for (int id = 0; id < size; id++) {
      needed[id] &= live[id];
    }
    Map<Integer, Node> given = new HashMap<>();
    tangents.forEach((w, dw) -> given.put(w.id(), dw));
    List<Optional<Node>> found = sweep(graph, new GraphTrace(graph, needed), given);
    return outputs.stream()
        .map(output -> found.get(output.id()).orElseGet(() -> graph.full(0, output.type())))
        .toList();
  }

  /**
   * The tangents of the steps of a trace. On graph nodes the sweep appends the formula of each to
   * the graph; on tensors it computes.
   *
   * @param a the operations to make tangents with
   * @param tangents those given, by step
   * @return for each step its tangent; empty for one that is zero
   */
  public static <T> List<Optional<T>> sweep(
      TensorAlgebra<T> a, Trace<T> trace, Map<Integer, T> tangents) {
    List<Optional<T>> found = new ArrayList<>(trace.size());
    for (int step = 0; step < trace.size(); step++) {
      T given = tangents.get(step);
      found.add(given == null ? step(a, trace, step, found) : Optional.of(given));
    }
    return found;
  }

  private static <T> Optional<T> step(
      TensorAlgebra<T> a, Trace<T> trace, int step, List<Optional<T>> found) {
    List<T> x = trace.operandValues(step);
    List<Optional<T>> dx = new ArrayList<>(x.size());
    boolean moves = false;
    for (int i = 0; i < x.size(); i++) {
      int operand = trace.operand(step, i);
      dx.add(operand < 0 ? Optional.empty() : found.get(operand));
      moves |= dx.get(i).isPresent();
    }
    return moves
        ? trace.op(step).fold(new Tangent<>(a, x, trace.value(step), dx))
        : Optional.empty();
  }
}

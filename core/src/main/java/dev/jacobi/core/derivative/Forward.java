package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forward mode: one sweep from inputs, each with a tangent, to the tangent of a result. */
public final class Forward {

  /** The extent of an axis without elements: of such a value nothing moves. */
  private static final Dim NOTHING = Dim.of(0);

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
    Map<Integer, Guarded<Node>> given = new HashMap<>();
    tangents.forEach(
        (w, dw) -> {
          requireSameType(w, dw);
          given.put(w.id(), Guarded.of(dw));
        });
    return tangents(graph, outputs, tangents.keySet(), given);
  }

  /**
   * Appends to a graph the derivatives by some elements of a node, moved alone. Other than in
   * {@link #tangents}, a zero in the direction is no factor: it says that the element stays where
   * it is, so that nothing it is put through, infinite or NaN, touches the result.
   *
   * @param direction a node of the type of {@code w}
   * @return for each output a node of its type
   */
  public static List<Node> partials(Graph graph, List<Node> outputs, Node w, Node direction) {
    requireSameType(w, direction);
    Guarded<Node> moved = Guarded.of(direction);
    boolean all = graph.literal(direction).filter(value -> !value.isZero()).isPresent();
    if (!all) {
      Node zero = graph.constant(0, w.dtype());
      moved = moved.where(graph, graph.map(ScalarOp.NE, direction, zero), true);
    }
    return tangents(graph, outputs, List.of(w), Map.of(w.id(), moved));
  }

  /** As {@link #partials}, for one output. */
  public static Node partial(Graph graph, Node output, Node w, Node direction) {
    return partials(graph, List.of(output), w, direction).get(0);
  }

  private static void requireSameType(Node w, Node dw) {
    if (!w.type().equals(dw.type())) {
      throw Diagnostic.error(
              "derivative/tangent",
              "a tangent has type " + dw.type() + ", but its value has type " + w.type(),
              "give a tangent of the value's shape")
          .exception();
    }
  }

  private static List<Node> tangents(
      Graph graph,
      List<Node> outputs,
      Collection<Node> moving,
      Map<Integer, Guarded<Node>> tangents) {
    int size = outputs.stream().mapToInt(Node::id).max().orElse(-1) + 1;
    boolean[] needed = GraphTrace.dependents(graph, size, moving);
    boolean[] live = graph.live(outputs);
    for (int id = 0; id < size; id++) {
      needed[id] &= live[id];
    }
    List<Optional<Guarded<Node>>> found = guarded(graph, new GraphTrace(graph, needed), tangents);
    return outputs.stream()
        .map(
            output ->
                found
                    .get(output.id())
                    .map(tangent -> tangent.materialize(graph, output.type()))
                    .orElseGet(() -> graph.full(0, output.type())))
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
    Map<Integer, Guarded<T>> given = new HashMap<>();
    tangents.forEach((step, tangent) -> given.put(step, Guarded.of(tangent)));
    List<Optional<Guarded<T>>> found = guarded(a, trace, given);
    List<Optional<T>> result = new ArrayList<>(found.size());
    for (int step = 0; step < found.size(); step++) {
      TensorType type = a.type(trace.value(step));
      result.add(found.get(step).map(tangent -> tangent.materialize(a, type)));
    }
    return result;
  }

  private static <T> List<Optional<Guarded<T>>> guarded(
      TensorAlgebra<T> a, Trace<T> trace, Map<Integer, Guarded<T>> tangents) {
    List<Optional<Guarded<T>>> found = new ArrayList<>(trace.size());
    for (int step = 0; step < trace.size(); step++) {
      Guarded<T> given = tangents.get(step);
      found.add(given == null ? step(a, trace, step, found) : Optional.of(given));
    }
    return found;
  }

  private static <T> Optional<Guarded<T>> step(
      TensorAlgebra<T> a, Trace<T> trace, int step, List<Optional<Guarded<T>>> found) {
    List<T> x = trace.operandValues(step);
    List<Optional<Guarded<T>>> dx = new ArrayList<>(x.size());
    boolean moves = false;
    for (int i = 0; i < x.size(); i++) {
      int operand = trace.operand(step, i);
      dx.add(operand < 0 ? Optional.empty() : found.get(operand));
      moves |= dx.get(i).isPresent();
    }
    T value = trace.value(step);
    return moves && !a.shape(value).dims().contains(NOTHING)
        ? trace.op(step).fold(new Tangent<>(a, x, value, dx))
        : Optional.empty();
  }
}

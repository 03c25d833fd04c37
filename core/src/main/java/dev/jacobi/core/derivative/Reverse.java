package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reverse mode: one sweep from a result back to what it was made of. On graph nodes the sweep
 * appends the formula of the derivative to the graph; on tensors it computes.
 */
public final class Reverse {

  private Reverse() {}

  /**
   * The adjoints of some steps of a trace.
   *
   * @param a the operations to make adjoints with
   * @param output the step to differentiate
   * @param seed the adjoint of the output, of its type
   * @param wanted the steps whose adjoints are asked for
   * @return for each wanted step its adjoint; empty when the output does not depend on it
   */
  public static <T> List<Optional<T>> sweep(
      TensorAlgebra<T> a, Trace<T> trace, int output, T seed, List<Integer> wanted) {
    ReverseSweep<T> sweep = new ReverseSweep<>(a, trace, output);
    sweep.run(seed, wanted);
    List<Optional<T>> result = new ArrayList<>(wanted.size());
    for (int step : wanted) {
      result.add(sweep.adjoint(step));
    }
    return result;
  }

  /**
   * Appends to a graph the vector–Jacobian products {@code seedᵀ·∂output/∂w} for each {@code w}.
   *
   * @param output a floating-point node
   * @param seed the adjoint of the output, of the output's type
   * @param wrt nodes of the graph, inputs or not
   * @return for each {@code w} a node of its type; zeros when the output does not depend on it
   */
  public static List<Node> gradients(Graph graph, Node output, Node seed, List<Node> wrt) {
    List<Optional<Node>> found = gradientsIfAny(graph, output, seed, wrt);
    List<Node> result = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Node w = wrt.get(i);
      result.add(found.get(i).orElseGet(() -> graph.full(0, w.type())));
    }
    return result;
  }

  /** As {@link #gradients}, but empty for nodes the output does not depend on. */
  public static List<Optional<Node>> gradientsIfAny(
      Graph graph, Node output, Node seed, List<Node> wrt) {
    if (!seed.type().equals(output.type())) {
      throw Diagnostic.error(
              "derivative/seed",
              "the seed has type " + seed.type() + ", but the output has type " + output.type(),
              "give a seed of the output's shape, for example ones_like(output)")
          .exception();
    }
    if (!output.dtype().isFloat()) {
      throw Diagnostic.error(
              "derivative/type",
              "a value of type " + output.type() + " has no derivative",
              "differentiate a floating-point value")
          .exception();
    }
    int size = output.id() + 1;
    Trace<Node> trace = new GraphTrace(graph, GraphTrace.dependents(graph, size, wrt));
    return sweep(graph, trace, output.id(), seed, wrt.stream().map(Node::id).toList());
  }
}

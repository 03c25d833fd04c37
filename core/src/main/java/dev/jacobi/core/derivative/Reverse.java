package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    List<@Nullable Guarded<T>> adjoints = new ArrayList<>(output + 1);
    for (int step = 0; step <= output; step++) {
      adjoints.add(null);
    }
    adjoints.set(output, Guarded.of(seed));
    boolean[] keep = new boolean[output + 1];
    for (int step : wanted) {
      if (step <= output) {
        keep[step] = true;
      }
    }
    for (int step = output; step >= 0; step--) {
      Guarded<T> adjoint = adjoints.get(step);
      if (adjoint != null) {
        pass(a, trace, step, adjoint, adjoints);
        if (!keep[step]) {
          adjoints.set(step, null);
        }
      }
    }
    List<Optional<T>> result = new ArrayList<>(wanted.size());
    for (int step : wanted) {
      Guarded<T> adjoint = step <= output ? adjoints.get(step) : null;
      result.add(
          adjoint == null
              ? Optional.empty()
              : Optional.of(adjoint.materialize(a, a.type(trace.value(step)))));
    }
    return result;
  }

  private static <T> void pass(
      TensorAlgebra<T> a,
      Trace<T> trace,
      int step,
      Guarded<T> yBar,
      List<@Nullable Guarded<T>> adjoints) {
    List<T> x = trace.operandValues(step);
    List<Optional<Guarded<T>>> shares = new ArrayList<>(x.size());
    for (int i = 0; i < x.size(); i++) {
      shares.add(
          trace.operand(step, i) >= 0
              ? Adjoint.of(a, trace.op(step), x, trace.value(step), yBar, i)
              : Optional.empty());
    }
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).isPresent()) {
        int operand = trace.operand(step, i);
        Guarded<T> share = shares.get(i).get();
        Guarded<T> sum = adjoints.get(operand);
        TensorType type = a.type(x.get(i));
        adjoints.set(operand, sum == null ? share : sum.plus(a, share, type));
      }
    }
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

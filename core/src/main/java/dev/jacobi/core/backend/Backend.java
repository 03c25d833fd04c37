package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns graphs into something that runs. Found by {@link java.util.ServiceLoader}: a backend that
 * cannot work on this machine throws from its constructor, and the message is the reason shown to
 * the user. Safe to share between threads; no static state.
 */
public interface Backend {

  /** The name it is asked for by, such as {@code cpu}; lower case, no blanks. */
  String name();

  /** How much it is preferred when none is asked for; the highest wins. */
  int priority();

  /** What it can do here, a few words each: element types, threads, device. */
  List<String> capabilities();

  /**
   * Prepares a graph for running.
   *
   * @param graph frozen, with at least one output, without named dimensions
   * @throws dev.jacobi.core.type.DiagnosticException {@code graph/open}, {@code graph/output},
   *     {@code graph/unbound} when the graph is not so; {@code shape/too-large} when a tensor has
   *     more elements than an array holds
   */
  Executable compile(Graph graph);

  /**
   * Tensors computed at once, operation by operation, with the bits that graphs give: what a tape
   * of this backend computes with. Whoever asks may ask once and share it between threads.
   */
  default TensorAlgebra<Tensor> tensors() {
    return new CompiledTensors(this::compile);
  }

  /**
   * Prepares a graph of doubles for being called with plain numbers, again and again.
   *
   * @param graph as for {@link #compile}; its outputs are of doubles and have one element or more
   * @param inputs the names of all inputs that the outputs need, in the order of the numbers; all
   *     of doubles
   * @throws dev.jacobi.core.type.DiagnosticException as {@link #compile} does
   */
  default VectorFunction function(Graph graph, List<String> inputs) {
    return TensorFunction.of(compile(graph), graph, inputs);
  }

  /**
   * As {@link #function(Graph, List)}, for nodes of a graph that nobody has simplified yet: a
   * backend that can call them at once does so, and asks for the simplified graph when that begins
   * to pay.
   *
   * @param results what is computed, all nodes of one graph, which is not looked at after the
   *     return
   * @param simplified the graph of the results with other nodes and the same bits; asked for by any
   *     thread, or never
   */
  default VectorFunction function(
      List<Node> results, List<String> inputs, Supplier<Graph> simplified) {
    return function(simplified.get(), inputs);
  }
}

package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Diagnostic;

/** What a graph must be to be run. */
public final class Runnability {

  private Runnability() {}

  /**
   * Refuses a graph that no backend can run: {@code graph/open}, {@code graph/output}, {@code
   * graph/unbound}, {@code shape/too-large}.
   */
  public static void require(Graph graph) {
    if (!graph.isFrozen()) {
      throw Diagnostic.error("graph/open", "the graph can still grow", "run graph.extract(outputs)")
          .exception();
    }
    if (graph.outputs().isEmpty()) {
      throw Diagnostic.error(
              "graph/output",
              "the graph has no outputs",
              "name the wanted nodes: graph.extract(Map.of(\"y\", y))")
          .exception();
    }
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.SizeOf size) {
        throw unbound("the size of dimension " + size.dim()).exception();
      }
      if (!node.shape().isFixed()) {
        boolean isInput = node.op() instanceof Op.Input;
        String what = isInput ? ((Op.Input) node.op()).name() : "%" + node.id();
        throw unbound("the shape of " + what + " : " + node.type()).exception();
      }
      if (node.shape().rank() > 0) {
        // Refuses a tensor with more elements than an array holds.
        node.shape().elements();
      }
    }
  }

  private static Diagnostic unbound(String what) {
    return Diagnostic.error(
        "graph/unbound",
        what + " is not known: a named dimension has no size",
        "give the sizes: graph.extract(outputs, Map.of(\"n\", 3L))");
  }
}

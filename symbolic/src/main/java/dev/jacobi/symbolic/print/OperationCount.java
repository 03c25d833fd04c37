package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.Collection;

/** How many operations values take, each shared one counted once. */
public final class OperationCount {

  private OperationCount() {}

  /**
   * The number of operations that the roots, nodes of one graph, are made with. Inputs and
   * constants are none, nor are views and conversions of what is there already.
   */
  public static long of(Collection<Node> roots) {
    if (roots.isEmpty()) {
      return 0;
    }
    var graph = roots.iterator().next().graph();
    boolean[] live = graph.live(roots);
    return graph.nodes().stream().filter(node -> live[node.id()] && isWork(node.op())).count();
  }

  private static boolean isWork(Op op) {
    return !(op instanceof Op.Input
        || op instanceof Op.Constant
        || op instanceof Op.Data
        || op instanceof Op.Iota
        || op instanceof Op.SizeOf
        || op instanceof Op.Broadcast
        || op instanceof Op.Reshape
        || op instanceof Op.Permute
        || op instanceof Op.Cast);
  }
}

package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import java.util.Comparator;

/**
 * The order in which factors are written: named constants and sizes, names, functions, sums, and
 * the seed of a derivative last; among equals what was made first.
 */
final class FactorOrder implements Comparator<Power> {

  /** The name under which derivatives ask for their seed. */
  static final String SEED = "seed";

  static final FactorOrder INSTANCE = new FactorOrder();

  private FactorOrder() {}

  @Override
  public int compare(Power a, Power b) {
    int byRank = Integer.compare(rank(a.base()), rank(b.base()));
    return byRank != 0 ? byRank : Integer.compare(a.base().id(), b.base().id());
  }

  private static int rank(Node node) {
    if (isSeed(node)) {
      return 5;
    }
    if (node.is(ScalarOp.ADD) || node.is(ScalarOp.SUB)) {
      return 4;
    }
    Op op = node.op();
    if (op instanceof Op.Constant) {
      return 0;
    }
    if (op instanceof Op.SizeOf) {
      return 1;
    }
    return op instanceof Op.Input ? 2 : 3;
  }

  /** Whether a value is the seed, perhaps under another shape. */
  static boolean isSeed(Node node) {
    Node current = node;
    while (current.op() instanceof Op.Broadcast
        || current.op() instanceof Op.Reshape
        || current.op() instanceof Op.Permute) {
      current = current.operand(0);
    }
    return current.op() instanceof Op.Input input && input.name().equals(SEED);
  }
}

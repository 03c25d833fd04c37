package dev.jacobi.core.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct nodes of a graph, found by operation and operands. Open addressing over the nodes
 * themselves: operands compare by identity and hash by id, so a look-up touches no operand's inside
 * and its cost does not depend on how deep the graph is.
 */
final class InternTable {

  private @Nullable Node[] slots = new Node[64];
  private int size;

  /** The node of an operation on operands, if the graph has it. */
  @Nullable Node find(Op op, List<Node> operands) {
    return slots[slot(op, operands)];
  }

  /** Adds a node that is not there yet. */
  void add(Node node) {
    if (2 * ++size > slots.length) {
      grow();
    }
    slots[slot(node.op(), node.operands())] = node;
  }

  private void grow() {
    @Nullable Node[] old = slots;
    slots = Arrays.copyOf(new Node[0], 2 * old.length);
    for (Node node : old) {
      if (node != null) {
        slots[slot(node.op(), node.operands())] = node;
      }
    }
  }

  /** Where the node is, or where it would go. */
  private int slot(Op op, List<Node> operands) {
    int hash = op.hashCode();
    for (int i = 0; i < operands.size(); i++) {
      hash = 31 * hash + operands.get(i).id();
    }
    hash *= 0x9E3779B9;
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    for (Node node = slots[slot]; node != null; node = slots[slot]) {
      if (same(node, op, operands)) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(Node node, Op op, List<Node> operands) {
    List<Node> others = node.operands();
    if (others.size() != operands.size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i) != operands.get(i)) {
        return false;
      }
    }
    return node.op().equals(op);
  }
}

package dev.jacobi.core.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct nodes of a graph, found by operation and operands. Open addressing over the nodes
 * themselves, with their hashes beside them: operands compare by identity and hash by id, so a
 * look-up touches no operand's inside and its cost does not depend on how deep the graph is.
 */
final class InternTable {

  private @Nullable Node[] slots = new Node[64];
  private int[] hashes = new int[64];
  private int size;

  /** Makes room for so many nodes at once. */
  void reserve(int count) {
    int length = slots.length;
    while (length <= 2 * count && length < 1 << 30) {
      length *= 2;
    }
    if (length > slots.length) {
      resize(length);
    }
  }

  /** The hash of an operation on operands. */
  static int hash(Op op, List<Node> operands) {
    int hash = op.hashCode();
    for (int i = 0; i < operands.size(); i++) {
      hash = 31 * hash + operands.get(i).id();
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }

  /** The node of an operation on operands, if the graph has it. */
  @Nullable Node find(int hash, Op op, List<Node> operands) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (Node node = slots[slot]; node != null; node = slots[slot]) {
      if (hashes[slot] == hash && same(node, op, operands)) {
        return node;
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  /** Adds a node that is not there yet, with its hash. */
  void add(int hash, Node node) {
    if (2 * ++size > slots.length) {
      resize(2 * slots.length);
    }
    put(hash, node);
  }

  private void put(int hash, Node node) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = node;
    hashes[slot] = hash;
  }

  private void resize(int length) {
    @Nullable Node[] old = slots;
    int[] oldHashes = hashes;
    slots = Arrays.copyOf(new Node[0], length);
    hashes = new int[length];
    for (int i = 0; i < old.length; i++) {
      Node node = old[i];
      if (node != null) {
        put(oldHashes[i], node);
      }
    }
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

package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Shape;

/** How much work a node is, in operations on elements. */
final class Extent {

  private Extent() {}

  /** About how many there are; views count their elements too. */
  static long operations(Node node) {
    long size = size(node.shape());
    for (int i = 0; i < node.operands().size(); i++) {
      size = Math.max(size, size(node.operand(i).shape()));
    }
    if (node.op() instanceof Op.Contract contract) {
      return size * summed(contract, node.operand(0).shape());
    }
    return size;
  }

  private static long summed(Op.Contract op, Shape left) {
    long result = 1;
    for (int axis = 0; axis < left.rank(); axis++) {
      if (op.result().indexOf(op.left().charAt(axis)) < 0) {
        result *= left.dim(axis).size();
      }
    }
    return result;
  }

  private static long size(Shape shape) {
    long result = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      result *= shape.dim(axis).size();
    }
    return result;
  }
}

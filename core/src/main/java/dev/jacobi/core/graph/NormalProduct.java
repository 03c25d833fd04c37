package dev.jacobi.core.graph;

import java.util.List;

/**
 * A contraction in the form in which a graph keeps it, so that products that differ only in how
 * they were written are one node: operands are not permuted (the letters say the order), and the
 * axes of the result that only the left operand has begin before those that only the right has.
 *
 * <p>With more than one summed axis the order of additions hangs on the order of the letters, so
 * such a contraction stays as it is. Otherwise value and bits are the same.
 */
record NormalProduct(Op.Contract op, List<Node> operands) {

  /** The form of a contraction that is known to fit its operands. */
  static NormalProduct of(Op.Contract op, List<Node> operands) {
    String left = op.left();
    String right = op.right();
    if (summed(op) > 1) {
      return new NormalProduct(op, operands);
    }
    Node x = operands.get(0);
    Node y = operands.get(1);
    while (x.op() instanceof Op.Permute permute) {
      left = unpermuted(left, permute.axes());
      x = x.operand(0);
    }
    while (y.op() instanceof Op.Permute permute) {
      right = unpermuted(right, permute.axes());
      y = y.operand(0);
    }
    return isMirrored(op)
        ? new NormalProduct(new Op.Contract(right, left, op.result()), List.of(y, x))
        : new NormalProduct(new Op.Contract(left, right, op.result()), List.of(x, y));
  }

  private static long summed(Op.Contract op) {
    return op.left().chars().filter(letter -> op.result().indexOf(letter) < 0).count();
  }

  /** The letters of the operand of a permutation, from those of its result. */
  private static String unpermuted(String letters, List<Integer> axes) {
    char[] result = new char[letters.length()];
    for (int axis = 0; axis < result.length; axis++) {
      result[Math.floorMod(axes.get(axis), result.length)] = letters.charAt(axis);
    }
    return String.valueOf(result);
  }

  /** Whether both operands have axes of their own, and the right's begin first in the result. */
  private static boolean isMirrored(Op.Contract op) {
    int ofLeft = firstOwn(op.result(), op.right());
    int ofRight = firstOwn(op.result(), op.left());
    return ofRight < ofLeft && ofLeft < op.result().length();
  }

  /** The place of the first letter of the result that the operand lacks. */
  private static int firstOwn(String result, String without) {
    int place = 0;
    while (place < result.length() && without.indexOf(result.charAt(place)) >= 0) {
      place++;
    }
    return place;
  }
}

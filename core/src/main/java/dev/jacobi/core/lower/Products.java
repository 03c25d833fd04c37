package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Shape;

/**
 * Which products each element of a contraction adds: the summed axes ascending in the order that
 * they have in the left operand.
 */
final class Products {

  private final int[] lefts;
  private final int[] rights;
  private final int[] leftSteps;
  private final int[] rightSteps;
  private int start;

  Products(Op.Contract op, Shape left, Shape right) {
    StringBuilder summed = new StringBuilder();
    for (int axis = 0; axis < op.left().length(); axis++) {
      if (op.result().indexOf(op.left().charAt(axis)) < 0) {
        summed.append(op.left().charAt(axis));
      }
    }
    this.lefts = places(op.result(), op, left, right, true);
    this.rights = places(op.result(), op, left, right, false);
    this.leftSteps = places(summed.toString(), op, left, right, true);
    this.rightSteps = places(summed.toString(), op, left, right, false);
  }

  /** The distances in an operand of all positions of some letters, in row-major order. */
  private static int[] places(
      String letters, Op.Contract op, Shape left, Shape right, boolean inLeft) {
    int[] leftSizes = left.sizes();
    int[] rightSizes = right.sizes();
    int[] strides = inLeft ? left.strides() : right.strides();
    int[] places = {0};
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      int inFirst = op.left().indexOf(letter);
      int inSecond = op.right().indexOf(letter);
      int size = inFirst >= 0 ? leftSizes[inFirst] : rightSizes[inSecond];
      int axis = inLeft ? inFirst : inSecond;
      places = Rows.times(places, size, axis < 0 ? 0 : strides[axis]);
    }
    return places;
  }

  /** Goes to an element of the result. */
  void start(int element) {
    start = element;
  }

  /** How many products it adds. */
  int count() {
    return leftSteps.length;
  }

  /** Where the left factor of its product is. */
  int left(int product) {
    return lefts[start] + leftSteps[product];
  }

  /** Where the right factor of its product is. */
  int right(int product) {
    return rights[start] + rightSteps[product];
  }
}

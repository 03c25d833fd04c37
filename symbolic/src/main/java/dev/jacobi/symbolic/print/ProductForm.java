package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Op;
import java.util.Optional;

/**
 * A contraction that the language writes shorter than {@code einsum}: a matrix product with factors
 * transposed or not, or an outer product.
 *
 * @param outer whether it is an outer product
 * @param left the factor written first
 * @param right the factor written second
 */
record ProductForm(boolean outer, Factor left, Factor right) {

  /**
   * An operand of the contraction in its place.
   *
   * @param operand its position
   * @param transposed whether its last two axes are exchanged
   */
  record Factor(int operand, boolean transposed) {}

  /** The short form of a contraction, if it has one. */
  static Optional<ProductForm> of(Op.Contract op) {
    String summed = summed(op);
    if (summed.isEmpty()) {
      return outer(op);
    }
    if (summed.length() > 1) {
      return Optional.empty();
    }
    boolean leftVector = op.left().length() == 1;
    boolean rightVector = op.right().length() == 1;
    if (leftVector && rightVector) {
      return product(false, false);
    }
    if (leftVector) {
      return place(op.right(), summed, op.result(), 2).map(plain -> form(0, false, 1, !plain));
    }
    if (rightVector) {
      return place(op.left(), summed, op.result(), 1).map(plain -> form(0, !plain, 1, false));
    }
    return matrices(op, summed.charAt(0));
  }

  private static ProductForm form(
      int first, boolean firstTurned, int second, boolean secondTurned) {
    return new ProductForm(false, new Factor(first, firstTurned), new Factor(second, secondTurned));
  }

  private static Optional<ProductForm> product(boolean leftTurned, boolean rightTurned) {
    return Optional.of(form(0, leftTurned, 1, rightTurned));
  }

  private static String summed(Op.Contract op) {
    StringBuilder letters = new StringBuilder();
    for (char letter : op.left().toCharArray()) {
      if (op.right().indexOf(letter) >= 0 && op.result().indexOf(letter) < 0) {
        letters.append(letter);
      }
    }
    return letters.toString();
  }

  private static Optional<ProductForm> outer(Op.Contract op) {
    boolean vectors =
        op.left().length() == 1 && op.right().length() == 1 && op.result().length() == 2;
    if (!vectors) {
      return Optional.empty();
    }
    int first = op.result().startsWith(op.left()) ? 0 : 1;
    return Optional.of(
        new ProductForm(true, new Factor(first, false), new Factor(1 - first, false)));
  }

  /**
   * Where the summed letter stands in the factor that a vector multiplies: true for the given place
   * counted from the end, false for the other of the last two, empty for neither.
   */
  private static Optional<Boolean> place(String factor, String summed, String result, int plain) {
    int fromEnd = factor.length() - factor.indexOf(summed);
    boolean rest = factor.replace(summed, "").equals(result);
    return rest && fromEnd <= 2 ? Optional.of(fromEnd == plain) : Optional.empty();
  }

  private static Optional<ProductForm> matrices(Op.Contract op, char summed) {
    String left = tail(op.left());
    String right = tail(op.right());
    int inLeft = left.indexOf(summed);
    int inRight = right.indexOf(summed);
    if (inLeft < 0 || inRight < 0 || op.result().length() < 2) {
      return Optional.empty();
    }
    char row = left.charAt(1 - inLeft);
    char column = right.charAt(1 - inRight);
    boolean own = op.right().indexOf(row) < 0 && op.left().indexOf(column) < 0;
    if (!own || !batches(head(op.left()), head(op.right()), head(op.result()))) {
      return Optional.empty();
    }
    String result = tail(op.result());
    if (result.equals("" + row + column)) {
      return product(inLeft == 0, inRight == 1);
    }
    return result.equals("" + column + row)
        ? Optional.of(form(1, inRight == 0, 0, inLeft == 1))
        : Optional.empty();
  }

  /** Whether the leading axes are those that broadcasting gives. */
  private static boolean batches(String left, String right, String result) {
    String longer = left.length() >= right.length() ? left : right;
    String shorter = left.length() >= right.length() ? right : left;
    return longer.endsWith(shorter) && result.equals(longer);
  }

  private static String tail(String letters) {
    return letters.substring(Math.max(0, letters.length() - 2));
  }

  private static String head(String letters) {
    return letters.substring(0, Math.max(0, letters.length() - 2));
  }

  /** The subscripts of {@code einsum}. */
  static String subscripts(Op.Contract op) {
    return op.left() + "," + op.right() + "->" + op.result();
  }
}

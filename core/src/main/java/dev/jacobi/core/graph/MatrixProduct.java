package dev.jacobi.core.graph;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The product {@code x @ y} by NumPy's rules: the last axis of {@code x} is summed against the last
 * but one of {@code y}; a vector counts as a row on the left and as a column on the right; leading
 * axes broadcast.
 */
public final class MatrixProduct {

  /** The products without leading axes, by the ranks of the operands. */
  private static final Op[][] PLAIN = {
    {new Op.Contract("k", "k", ""), new Op.Contract("k", "kj", "j")},
    {new Op.Contract("ik", "k", "i"), new Op.Contract("ik", "kj", "ij")}
  };

  private MatrixProduct() {}

  /** The product; shapes that do not fit are a diagnostic that names both. */
  public static <T> T of(TensorAlgebra<T> a, T x, T y) {
    Shape left = a.shape(x);
    Shape right = a.shape(y);
    if (left.rank() == 0 || right.rank() == 0) {
      throw Diagnostic.error(
              "shape/mismatch",
              "both operands of @ need at least one axis, but they have shapes "
                  + left
                  + " and "
                  + right,
              "multiply by a scalar with *")
          .exception();
    }
    Dim summedLeft = left.dim(left.rank() - 1);
    Dim summedRight = right.dim(Math.max(right.rank() - 2, 0));
    if (!summedLeft.equals(summedRight)) {
      throw Diagnostic.error(
              "shape/mismatch",
              "shapes "
                  + left
                  + " and "
                  + right
                  + " cannot be multiplied with @: the last axis of the"
                  + " left has "
                  + summedLeft
                  + ", the "
                  + (right.rank() > 1 ? "last but one" : "only")
                  + " axis of the right has "
                  + summedRight,
              repair(left, right))
          .exception();
    }
    if (left.rank() <= 2 && right.rank() <= 2) {
      return a.apply(PLAIN[left.rank() - 1][right.rank() - 1], List.of(x, y));
    }
    int batch = Math.max(Math.max(left.rank(), right.rank()) - 2, 0);
    Side<T> leftSide = Side.of(a, x, right, Math.max(left.rank() - 2, 0), batch);
    Side<T> rightSide = Side.of(a, y, left, Math.max(right.rank() - 2, 0), batch);
    String rows = left.rank() > 1 ? "i" : "";
    String columns = right.rank() > 1 ? "j" : "";
    StringBuilder result = new StringBuilder();
    for (char letter = 'p'; letter < 'p' + batch; letter++) {
      result.append(letter);
    }
    return a.contract(
        leftSide.value(),
        rightSide.value(),
        leftSide.letters() + rows + "k",
        rightSide.letters() + "k" + columns,
        result + rows + columns);
  }

  private static String repair(Shape left, Shape right) {
    boolean both = left.rank() == 2 && right.rank() == 2;
    if (both && left.dim(1).equals(right.dim(1))) {
      return "transpose the right operand: x @ y'";
    }
    if (left.rank() == 2 && left.dim(0).equals(right.dim(0))) {
      return "transpose the left operand: x' @ y";
    }
    return left.equals(right)
        ? "for the product element by element write *"
        : "check the shapes: [m, k] @ [k, n] gives [m, n]";
  }

  private record Side<T>(T value, String letters) {

    /** Names the leading axes, dropping those of extent 1 that the other side repeats. */
    static <T> Side<T> of(TensorAlgebra<T> a, T value, Shape other, int own, int batch) {
      Shape shape = a.shape(value);
      int others = Math.max(other.rank() - 2, 0);
      List<Dim> kept = new ArrayList<>();
      StringBuilder letters = new StringBuilder();
      for (int axis = 0; axis < own; axis++) {
        int place = axis + batch - own;
        int theirs = place - (batch - others);
        boolean repeated =
            shape.dim(axis).equals(Dim.ONE) && theirs >= 0 && !other.dim(theirs).equals(Dim.ONE);
        if (!repeated) {
          kept.add(shape.dim(axis));
          letters.append((char) ('p' + place));
        }
      }
      kept.addAll(shape.dims().subList(own, shape.rank()));
      return new Side<>(a.reshape(value, Shape.of(kept)), letters.toString());
    }
  }
}

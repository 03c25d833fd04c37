package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.MatrixProduct;
import dev.jacobi.core.graph.TensorAlgebra;
import java.util.List;

/** Products that sum over shared axes, with NumPy's rules for ranks. */
final class Products {

  static final List<TensorFunction> TABLE =
      List.of(
          define(
              "matmul",
              "x, y",
              "the matrix product x @ y; vectors are rows on the left and columns on the right,"
                  + " leading axes broadcast",
              Products::matmul),
          define(
              "dot",
              "x, y",
              "the sum of products over the last axis of x and the last but one of y",
              Products::dot),
          define("outer", "x, y", "all products of two vectors", Products::outer),
          define(
              "einsum",
              "subscripts, *operands",
              "a sum of products over letters: einsum(\"ij,jk->ik\", a, b)",
              Products::einsum));

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private Products() {}

  private static <T> T matmul(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> operands = args.promoted(false, "x", "y");
    return MatrixProduct.of(a, operands.get(0), operands.get(1));
  }

  private static <T> T dot(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> operands = args.promoted(false, "x", "y");
    T x = operands.get(0);
    T y = operands.get(1);
    int left = a.shape(x).rank();
    int right = a.shape(y).rank();
    if (left == 0 || right == 0) {
      return a.times(x, y);
    }
    if (left <= 2 && right <= 2) {
      return MatrixProduct.of(a, x, y);
    }
    int summed = Math.max(0, right - 2);
    String ofLeft = LETTERS.substring(0, left - 1);
    StringBuilder ofRight = new StringBuilder(LETTERS.substring(left, left + right - 1));
    String result = ofLeft + ofRight;
    ofRight.insert(summed, LETTERS.charAt(left - 1));
    return a.contract(x, y, ofLeft + LETTERS.charAt(left - 1), ofRight.toString(), result);
  }

  private static <T> T outer(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> operands = args.promoted(false, "x", "y");
    for (String name : List.of("x", "y")) {
      int rank = a.shape(operands.get(name.equals("x") ? 0 : 1)).rank();
      if (rank != 1) {
        throw args.wrong(name, "a vector");
      }
    }
    return a.contract(operands.get(0), operands.get(1), "x", "y", "xy");
  }

  private static <T> T einsum(TensorAlgebra<T> a, Arguments<T> args) {
    return new Einsum<>(a, args).value();
  }
}

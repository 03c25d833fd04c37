package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import java.util.List;
import java.util.Locale;

/**
 * A batch of matrix products C = A·B: each element of C begins at 0 and adds its products with fma,
 * k ascending.
 *
 * @param dtype f64 or f32
 * @param left A: sizes batch, m, k
 * @param right B: sizes batch, k, n
 * @param result C: sizes batch, m, n; dense by rows or by columns within a batch
 */
public record Product(DType dtype, Layout left, Layout right, Layout result) implements Step {

  /** Checks the sizes. */
  public Product {
    boolean fits =
        left.sizes().size() == 3
            && right.sizes().size() == 3
            && result.sizes().size() == 3
            && left.sizes().get(2).equals(right.sizes().get(1))
            && result.sizes().get(1).equals(left.sizes().get(1))
            && result.sizes().get(2).equals(right.sizes().get(2))
            && left.sizes().get(0).equals(right.sizes().get(0))
            && left.sizes().get(0).equals(result.sizes().get(0));
    if (!fits) {
      throw new AssertionError(left + " times " + right + " gives no " + result);
    }
  }

  /** How many products. */
  public int batch() {
    return left.sizes().get(0);
  }

  /** The rows of A and C. */
  public int m() {
    return left.sizes().get(1);
  }

  /** The columns of A and rows of B. */
  public int k() {
    return left.sizes().get(2);
  }

  /** The columns of B and C. */
  public int n() {
    return right.sizes().get(2);
  }

  /** The product of some rows of A, giving those of C. */
  public Product rows(int from, int count) {
    return new Product(dtype, left.part(1, from, count), right, result.part(1, from, count));
  }

  /** The part of all sums that goes over some of the columns of A. */
  public Product terms(int from, int count) {
    return new Product(dtype, left.part(2, from, count), right.part(1, from, count), result);
  }

  @Override
  public List<Integer> reads() {
    return List.of(left.buffer(), right.buffer());
  }

  @Override
  public List<Integer> writes() {
    return List.of(result.buffer());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "product %s %d * [%d, %d] * [%d, %d]: %s * %s -> %s\n",
        dtype,
        batch(),
        m(),
        k(),
        k(),
        n(),
        left,
        right,
        result);
  }
}

package dev.jacobi.cpu.product;

import java.util.function.BooleanSupplier;

/**
 * A product whose result has few columns, of a matrix with dense columns: its transpose, in which
 * whole vectors lie along the rows of A, a stretch of rows at a time. It adds the same products in
 * the same order.
 */
final class NarrowResult {

  /** Rows of A in a stretch. */
  static final int STRETCH = 1024;

  private final Tiling tiling;
  private final Kernel kernel;
  private final Buffers buffers;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;

  NarrowResult(Tiling tiling, Kernel kernel, Buffers buffers, Matrix a, Matrix b, Matrix c) {
    this.tiling = tiling;
    this.kernel = kernel;
    this.buffers = buffers;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** Whether so many rows and columns are such a product, and worth it. */
  static boolean fits(int m, int n, Matrix a, Tiling tiling) {
    return a.row() == 1 && n <= tiling.lanes() && m >= Tiling.WIDTH * tiling.lanes();
  }

  /** C = A B or C + A B; what stands in C is of no use if it stops before the end. */
  void multiply(int m, int n, int k, boolean accumulate, BooleanSupplier stopped) {
    Loops loops = Loops.of(a);
    Object turned = buffers.turned;
    for (int i = 0; i < m; i += STRETCH) {
      int rows = Math.min(STRETCH, m - i);
      if (accumulate) {
        loops.gather(rows, n, c.elements(), c.at(i, 0), c.row(), 1, turned, 0, rows);
      }
      Matrix result = new Matrix(turned, 0, rows, 1);
      new Blocks(tiling, kernel, buffers, b.transposed(), a.from(i, 0).transposed(), result)
          .multiply(n, rows, k, accumulate, stopped);
      loops.gather(n, rows, turned, 0, rows, 1, c.elements(), c.at(i, 0), c.row());
    }
  }
}

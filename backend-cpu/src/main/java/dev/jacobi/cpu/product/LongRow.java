package dev.jacobi.cpu.product;

import java.util.function.BooleanSupplier;

/**
 * One row times a matrix with dense rows. The rows of B are read once, a few at a time, so that
 * they are still in cache when the next columns are looked at.
 */
final class LongRow {

  private static final int BLOCK_ELEMENTS = 8_192;
  private static final int SHALLOW = 8;

  private final Tiling tiling;
  private final Kernel kernel;
  private final Buffers buffers;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;

  LongRow(Tiling tiling, Kernel kernel, Buffers buffers, Matrix a, Matrix b, Matrix c) {
    this.tiling = tiling;
    this.kernel = kernel;
    this.buffers = buffers;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  void multiply(int n, int k, boolean accumulate, BooleanSupplier stopped) {
    int most = Math.max(SHALLOW, Math.min(tiling.depth(), BLOCK_ELEMENTS / n));
    for (int p = 0; p < k; p += most) {
      if (stopped.getAsBoolean()) {
        return;
      }
      rows(n, p, Math.min(most, k - p), accumulate || p > 0);
    }
  }

  private void rows(int n, int p, int depth, boolean accumulate) {
    int lanes = tiling.lanes();
    int j = 0;
    while (n - j >= lanes) {
      int vectors = Math.min(Tiling.LONG, Integer.highestOneBit((n - j) / lanes));
      tile(vectors, p, depth, b.from(p, j), c.elements(), c.at(0, j), accumulate);
      j += vectors * lanes;
    }
    if (j < n) {
      int left = n - j;
      Loops.of(b)
          .gather(left, depth, b.elements(), b.at(p, j), 1, b.row(), buffers.right, 0, lanes);
      if (accumulate) {
        System.arraycopy(c.elements(), c.at(0, j), buffers.tiles, 0, left);
      }
      Matrix panel = new Matrix(buffers.right, 0, lanes, 1);
      tile(1, p, depth, panel, buffers.tiles, 0, accumulate);
      System.arraycopy(buffers.tiles, 0, c.elements(), c.at(0, j), left);
    }
  }

  private void tile(
      int vectors, int p, int depth, Matrix right, Object target, int to, boolean accumulate) {
    kernel.tiles(
        1,
        vectors,
        1,
        depth,
        accumulate,
        a.elements(),
        a.at(0, p),
        0,
        a.column(),
        0,
        right.elements(),
        right.start(),
        right.row(),
        target,
        to,
        0);
  }
}

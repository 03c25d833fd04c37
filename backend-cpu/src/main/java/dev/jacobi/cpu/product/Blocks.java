package dev.jacobi.cpu.product;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One part of a product, a rectangle of C, by tiles. Panels of A are read where they lie, and those
 * of B packed where they are used often enough; either is packed where a cache would hold few of
 * its elements at once. A panel that sticks out of its matrix is always packed, with zeros around,
 * and its tiles go through a buffer.
 */
final class Blocks {

  /**
   * From so many columns on, A with dense columns is packed if they lie in few places of a cache.
   */
  private static final int MANY_COLUMNS = 513;

  /** From so many rows and columns on, B is packed even if its rows are dense. */
  private static final int MANY_ROWS = 65;

  /** From so many rows on, if rows of B lie in few places of a cache. */
  private static final int SOME_ROWS = 17;

  /** Elements so many bytes apart share a place in the first-level cache. */
  private static final int WAY_BYTES = 4096;

  private final Tiling tiling;
  private final Kernel kernel;
  private final Loops loops;
  private final Buffers buffers;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;
  private final int lanes;
  private final int height;
  private boolean packLeft;
  private boolean packRight;

  Blocks(Tiling tiling, Kernel kernel, Buffers buffers, Matrix a, Matrix b, Matrix c) {
    this.tiling = tiling;
    this.kernel = kernel;
    this.loops = Loops.of(a);
    this.buffers = buffers;
    this.a = a;
    this.b = b;
    this.c = c;
    this.lanes = tiling.lanes();
    this.height = tiling.height();
  }

  /** C = A B or C + A B; what stands in C is of no use if it stops before the end. */
  void multiply(int m, int n, int k, boolean accumulate, BooleanSupplier stopped) {
    boolean scattered = a.column() != 1 && a.row() != 1;
    packLeft =
        scattered
            ? n > Tiling.WIDTH * lanes
            : a.row() == 1 && crowds(a.column()) && n >= MANY_COLUMNS;
    packRight =
        b.column() != 1
            || (m >= MANY_ROWS && n >= MANY_ROWS)
            || (m >= SOME_ROWS && crowds(b.row()));
    int depths = Tiling.even(k, tiling.depth(), 1);
    int widths = Tiling.even(n, Tiling.COLUMNS, Tiling.WIDTH * lanes);
    int heights = Tiling.even(m, Tiling.ROWS, height);
    for (int j = 0; j < n; j += widths) {
      int columns = Math.min(widths, n - j);
      for (int p = 0; p < k; p += depths) {
        int depth = Math.min(depths, k - p);
        packRight(p, j, depth, columns);
        for (int i = 0; i < m; i += heights) {
          if (stopped.getAsBoolean()) {
            return;
          }
          int rows = Math.min(heights, m - i);
          packLeft(i, p, rows, depth);
          block(i, j, p, rows, columns, depth, accumulate || p > 0);
        }
      }
    }
  }

  /** Whether what lies one after another with such a stride shares few places in a cache. */
  private boolean crowds(int stride) {
    return stride % (WAY_BYTES / tiling.bytes()) == 0;
  }

  private void packRight(int p, int j, int depth, int columns) {
    int to = 0;
    for (int at = 0; at < columns; ) {
      int width = width(columns - at);
      boolean whole = at + width <= columns;
      int from = b.at(p, j + at);
      if (whole && packRight && b.column() == 1) {
        kernel.pack(width / lanes, depth, b.elements(), from, b.row(), buffers.right, to);
      } else if (packRight || !whole) {
        int inside = Math.min(width, columns - at);
        pack(inside, width, depth, b, from, b.column(), b.row(), buffers.right, to);
      }
      to += depth * width;
      at += width;
    }
  }

  private void packLeft(int i, int p, int rows, int depth) {
    for (int at = 0; at < rows; at += height) {
      int inside = Math.min(height, rows - at);
      if (packLeft || inside < height) {
        int from = a.at(i + at, p);
        pack(inside, tall(inside), depth, a, from, a.row(), a.column(), buffers.left, at * depth);
      }
    }
  }

  /** Packs a panel that may be narrower than its place. */
  private void pack(
      int inside,
      int pitch,
      int depth,
      Matrix matrix,
      int from,
      int across,
      int along,
      Object buffer,
      int to) {
    if (inside < pitch) {
      if (buffer instanceof double[] doubles) {
        Arrays.fill(doubles, to, to + depth * pitch, 0);
      } else {
        Arrays.fill((float[]) buffer, to, to + depth * pitch, 0);
      }
    }
    loops.gather(inside, depth, matrix.elements(), from, across, along, buffer, to, pitch);
  }

  /** How wide the panel is that comes next when so many columns are left. */
  private int width(int left) {
    return Tiling.width((left + lanes - 1) / lanes) * lanes;
  }

  /** How high the tile is that so many rows are in. */
  private int tall(int inside) {
    return inside > tiling.half() ? height : tiling.half();
  }

  private void block(int i, int j, int p, int rows, int columns, int depth, boolean accumulate) {
    int whole = rows / height;
    int rest = rows % height;
    int below = whole * height;
    int packed = 0;
    for (int right = 0; right < columns; ) {
      int width = width(columns - right);
      int across = Math.min(width, columns - right);
      boolean direct = across == width && !packRight;
      Matrix panel = direct ? b.from(p, j + right) : new Matrix(buffers.right, packed, width, 1);
      if (whole > 0) {
        Matrix left = packLeft ? packed(0, depth, height) : a.from(i, p);
        tiles(
            whole,
            height,
            below,
            width,
            across,
            depth,
            left,
            panel,
            c.at(i, j + right),
            accumulate);
      }
      if (rest > 0) {
        Matrix left = packed(below, depth, tall(rest));
        int at = c.at(i + below, j + right);
        tiles(1, tall(rest), rest, width, across, depth, left, panel, at, accumulate);
      }
      packed += depth * width;
      right += width;
    }
  }

  /** The panel of A, packed so high, that begins at a row of the block. */
  private Matrix packed(int row, int depth, int tall) {
    return new Matrix(buffers.left, row * depth, 1, tall);
  }

  /** Computes tiles one below the other, of which so many rows and columns are in C. */
  private void tiles(
      int count,
      int tall,
      int inside,
      int width,
      int across,
      int depth,
      Matrix left,
      Matrix right,
      int at,
      boolean accumulate) {
    boolean fits = inside == count * tall && across == width;
    Object target = fits ? c.elements() : buffers.tiles;
    int to = fits ? at : 0;
    int row = fits ? c.row() : width;
    if (!fits && accumulate) {
      copy(inside, across, c.elements(), at, c.row(), target, to, row);
    }
    kernel.tiles(
        tall,
        width / lanes,
        count,
        depth,
        accumulate,
        left.elements(),
        left.start(),
        left.row(),
        left.column(),
        left.elements() == buffers.left ? tall * depth : tall * left.row(),
        right.elements(),
        right.start(),
        right.row(),
        target,
        to,
        row);
    if (!fits) {
      copy(inside, across, target, to, row, c.elements(), at, c.row());
    }
  }

  private static void copy(
      int rows, int columns, Object from, int at, int row, Object to, int start, int pitch) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(from, at + i * row, to, start + i * pitch, columns);
    }
  }
}

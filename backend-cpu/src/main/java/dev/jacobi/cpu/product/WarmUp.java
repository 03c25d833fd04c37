package dev.jacobi.cpu.product;

import java.util.concurrent.locks.LockSupport;

/**
 * Runs a kernel on scratch data until the just-in-time compiler has made it fast. Before, each
 * vector is an object, and plain loops are ten to forty times as fast.
 */
final class WarmUp {

  /** What a multiplication of vectors may take, and one call. Not yet compiled, they take more. */
  private static final double NANOS = 3;

  private static final double CALL_NANOS = 60;

  /** So many fast bursts in a row are no accident. */
  private static final int STREAK = 4;

  private static final int CALLS = 16;
  private static final int DEPTH = 24;

  /** Tiles of every other call; the rest have one, so that no loop seems to end at once always. */
  private static final int TILES = 2;

  /** When to give up: a busy machine may take long to compile. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  /** When to leave the processor to others, the compiler among them, after each burst. */
  private static final long EAGER_NANOS = 3_000_000_000L;

  private static final long REST_NANOS = 1_000_000L;

  private final Kernel kernel;
  private final Tiling tiling;
  private final Object left;
  private final Object right;
  private final Object target;

  private WarmUp(Kernel kernel, Tiling tiling) {
    this.kernel = kernel;
    this.tiling = tiling;
    int widest = Tiling.LONG * tiling.lanes();
    left = tiling.array(TILES * tiling.height() * DEPTH);
    right = tiling.array(widest * DEPTH);
    target = tiling.array(TILES * widest * tiling.height());
  }

  /** Whether the kernel has become fast; if not, this JVM does not compile it. */
  static boolean run(Kernel kernel, Tiling tiling) {
    WarmUp warmUp = new WarmUp(kernel, tiling);
    long start = System.nanoTime();
    // What the compiler left out since it had not been seen yet makes it begin again: twice.
    for (int pass = 0; pass < 2; pass++) {
      for (int[] tile : tiling.tiles()) {
        if (!warmUp.becomesFast(tile[0], tile[1], start)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean becomesFast(int rows, int vectors, long start) {
    double limit = CALLS * (CALL_NANOS + NANOS * DEPTH * rows * vectors * (1 + TILES) / 2);
    int streak = 0;
    while (streak < STREAK) {
      long begin = System.nanoTime();
      burst(rows, vectors);
      long end = System.nanoTime();
      streak = end - begin < limit ? streak + 1 : 0;
      if (end - start > PATIENCE_NANOS) {
        return false;
      }
      if (streak == 0 && end - start > EAGER_NANOS) {
        LockSupport.parkNanos(REST_NANOS);
      }
    }
    return true;
  }

  /** All forms of a tile: panels and slices, sums that go on and sums that begin, one and more. */
  private void burst(int rows, int vectors) {
    int width = vectors * tiling.lanes();
    for (int call = 0; call < CALLS; call++) {
      boolean panel = call % 2 == 0;
      kernel.tiles(
          rows,
          vectors,
          call % 8 < 4 ? 1 : TILES,
          DEPTH,
          call % 4 < 2,
          left,
          0,
          panel ? 1 : DEPTH,
          panel ? rows : 1,
          rows * DEPTH,
          right,
          0,
          width,
          target,
          0,
          width);
    }
    if (vectors <= Tiling.WIDTH) {
      kernel.pack(vectors, DEPTH, right, 0, width, right, 0);
    }
  }
}

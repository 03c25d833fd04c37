package dev.jacobi.cpu.product;

/**
 * How a product is divided among threads: C into rectangles, each computed whole by one thread.
 *
 * @param m rows of C
 * @param n columns of C
 * @param height rows of each part but the last
 * @param width columns of each part but the last
 */
record Split(int m, int n, int height, int width) {

  /** Multiplications that are worth a thread of their own. */
  private static final long WORTH = 1_000_000;

  /** Multiplications of rows after which one should look whether they are still wanted. */
  private static final long LONG = 500_000_000;

  /** Parts for each thread, so that none waits long for another. */
  private static final int SPARE = 4;

  /** Rows, when each takes so many multiplications, most of them waiting for memory. */
  static Split rows(int m, long each, int unit, int threads) {
    long work = m * Math.max(each, 1);
    int pieces = (int) Math.max(pieces(work, threads), work / LONG);
    return new Split(m, 1, piece(m, pieces, unit), 1);
  }

  /** Columns, when each takes so many multiplications. */
  static Split columns(int n, long each, int unit, int threads) {
    // Each part reads all rows of B, so there is one for each thread and no more.
    int pieces = Math.min(threads, pieces(n * Math.max(each, 1), threads));
    return new Split(1, n, 1, piece(n, pieces, unit));
  }

  /** Rectangles, as square as can be, of whole tiles. */
  static Split grid(int m, int n, int k, Tiling tiling, int threads) {
    int pieces = pieces((long) m * n * k, threads);
    int down = 1;
    int across = 1;
    while (down * across < pieces) {
      if (m / down >= n / across) {
        down *= 2;
      } else {
        across *= 2;
      }
    }
    int height = piece(m, down, tiling.height());
    return new Split(m, n, height, piece(n, across, Tiling.WIDTH * tiling.lanes()));
  }

  private static int pieces(long work, int threads) {
    if (threads == 1 || work < 2 * WORTH) {
      return 1;
    }
    long enough = Math.max(threads, work / (SPARE * WORTH));
    return (int) Math.min(Math.min((long) SPARE * threads, enough), work / WORTH);
  }

  private static int piece(int total, int pieces, int unit) {
    int length = (total + pieces - 1) / pieces;
    return (int) Math.min(total, ((long) length + unit - 1) / unit * unit);
  }

  private int across() {
    return (n + width - 1) / width;
  }

  int parts() {
    return (m + height - 1) / height * across();
  }

  int row(int part) {
    return part / across() * height;
  }

  int column(int part) {
    return part % across() * width;
  }

  int rows(int part) {
    return Math.min(height, m - row(part));
  }

  int columns(int part) {
    return Math.min(width, n - column(part));
  }
}

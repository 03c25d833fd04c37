package dev.jacobi.cpu.product;

import dev.jacobi.core.type.DType;

/**
 * How a product is cut for one element type and vector width. A tile of C stays in registers while
 * k ascends. Panels of A lie in the second-level cache while all panels of a block of B pass; both
 * blocks are as large as given here at most.
 *
 * @param dtype the element type
 * @param bits how wide a vector is
 */
record Tiling(DType dtype, int bits) {

  /** The most vectors a tile is wide. */
  static final int WIDTH = 3;

  /** The most vectors that a tile one row high is wide. */
  static final int LONG = 8;

  /** Rows of a block of A. */
  static final int ROWS = 128;

  /** Columns of a block of B. */
  static final int COLUMNS = 480;

  private static final int PANEL_BYTES = 4096;

  /** Bytes of an element. */
  int bytes() {
    return dtype == DType.F64 ? Double.BYTES : Float.BYTES;
  }

  /** Elements of a vector. */
  int lanes() {
    return bits / Byte.SIZE / bytes();
  }

  /** Rows of a tile: its sums fit the 32 registers of AVX-512, or the 16 of narrower vectors. */
  int height() {
    return bits == 512 ? 8 : 4;
  }

  /** Rows of the lower tile, for what is left over below the others. */
  int half() {
    return height() / 2;
  }

  /** How far k goes before sums are written back. */
  int depth() {
    return PANEL_BYTES / bytes();
  }

  /**
   * The tiles that there is code for, rows and vectors of each; the largest do most of the work.
   */
  int[][] tiles() {
    return new int[][] {
      {height(), WIDTH},
      {height(), 2},
      {height(), 1},
      {half(), WIDTH},
      {half(), 2},
      {half(), 1},
      {1, LONG},
      {1, 4},
      {1, 2},
      {1, 1}
    };
  }

  /** How many vectors the next panel is wide when so many are left: the last is never thin. */
  static int width(int left) {
    return left == WIDTH + 1 ? 2 : Math.min(left, WIDTH);
  }

  /** An array of elements, all 0. */
  Object array(int size) {
    return dtype == DType.F64 ? new double[size] : new float[size];
  }

  /** The length of equal pieces, a multiple of {@code unit} and at most {@code most}. */
  static int even(int total, int most, int unit) {
    int pieces = Math.max(1, (total + most - 1) / most);
    int length = (total + pieces - 1) / pieces;
    return Math.min(most, (length + unit - 1) / unit * unit);
  }
}

package dev.jacobi.cpu.product;

/**
 * The method of one tile: sums in registers, and for each p a row of B that is multiplied with the
 * elements of a column of A, one after another.
 */
final class Tile {

  private static final int K = 0;
  private static final int A = 1;
  private static final int A_AT = 2;
  private static final int A_ROW = 3;
  private static final int A_COLUMN = 4;
  private static final int B = 5;
  private static final int B_AT = 6;
  private static final int B_ROW = 7;
  private static final int C = 8;
  private static final int C_AT = 9;
  private static final int C_ROW = 10;
  private static final int START = 11;
  private static final int START_AT = 12;
  private static final int START_ROW = 13;
  private static final int P = 14;
  private static final int AT = 15;
  private static final int FACTOR = 16;
  private static final int RIGHT = 17;

  private final int rows;
  private final int vectors;
  private final boolean dense;
  private final VectorCode code;

  /**
   * A tile.
   *
   * @param dense whether columns of A are dense, so that one check of bounds serves several
   *     elements; {@code aRow} is then not looked at
   */
  Tile(int rows, int vectors, boolean dense, VectorCode code) {
    this.rows = rows;
    this.vectors = vectors;
    this.dense = dense;
    this.code = code;
  }

  private int sum(int i, int v) {
    return RIGHT + vectors + i * vectors + v;
  }

  void write() {
    code.copy(START_AT, AT);
    for (int i = 0; i < rows; i++) {
      for (int v = 0; v < vectors; v++) {
        code.load(sum(i, v), START, AT, v);
      }
      code.add(AT, START_ROW);
    }
    code.loop(P, K, this::step);
    for (int i = 0; i < rows; i++) {
      for (int v = 0; v < vectors; v++) {
        code.store(sum(i, v), C, C_AT, v);
      }
      code.add(C_AT, C_ROW);
    }
    code.end();
  }

  private void step() {
    for (int v = 0; v < vectors; v++) {
      code.load(RIGHT + v, B, B_AT, v);
    }
    code.copy(A_AT, AT);
    for (int i = 0; i < rows; i++) {
      code.broadcast(FACTOR, A, AT, dense ? i : 0);
      for (int v = 0; v < vectors; v++) {
        code.fma(RIGHT + v, FACTOR, sum(i, v));
      }
      if (!dense && i < rows - 1) {
        code.add(AT, A_ROW);
      }
    }
    code.add(A_AT, A_COLUMN);
    code.add(B_AT, B_ROW);
  }
}

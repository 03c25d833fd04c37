package dev.jacobi.cpu.product;

/**
 * The method of one tile: sums in registers, and for each p a row of B that is multiplied with the
 * elements of a column of A, one after another.
 */
final class Tile {

  private static final int K = 0;
  private static final int ACCUMULATE = 1;
  private static final int A = 2;
  private static final int A_AT = 3;
  private static final int A_ROW = 4;
  private static final int A_COLUMN = 5;
  private static final int B = 6;
  private static final int B_AT = 7;
  private static final int B_ROW = 8;
  private static final int C = 9;
  private static final int C_AT = 10;
  private static final int C_ROW = 11;
  private static final int P = 12;
  private static final int AT = 13;
  private static final int FACTOR = 14;
  private static final int PAIRS = 15;

  private static final int PAIR = 2;

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

  private int right(int v) {
    return PAIRS + (rows + 1) / PAIR + v;
  }

  private int sum(int i, int v) {
    return right(vectors) + i * vectors + v;
  }

  void write() {
    code.either(ACCUMULATE, this::goOn, this::begin);
    if (!dense) {
      pairs();
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

  private void begin() {
    for (int i = 0; i < rows; i++) {
      for (int v = 0; v < vectors; v++) {
        code.zero(sum(i, v));
      }
    }
  }

  private void goOn() {
    code.copy(C_AT, AT);
    for (int i = 0; i < rows; i++) {
      for (int v = 0; v < vectors; v++) {
        code.load(sum(i, v), C, AT, v);
      }
      code.add(AT, C_ROW);
    }
  }

  /**
   * Where every other row of A is. With only one such place the compiler keeps the multiples of
   * {@code aRow} at hand, and the array of B no longer.
   */
  private void pairs() {
    for (int i = 0; i < rows; i += PAIR) {
      code.copy(i == 0 ? A_AT : pair(i - PAIR), pair(i));
      for (int step = 0; step < PAIR && i > 0; step++) {
        code.add(pair(i), A_ROW);
      }
    }
  }

  private int pair(int row) {
    return PAIRS + row / PAIR;
  }

  private void step() {
    for (int v = 0; v < vectors; v++) {
      code.load(right(v), B, B_AT, v);
    }
    for (int i = 0; i < rows; i++) {
      factor(i);
      for (int v = 0; v < vectors; v++) {
        code.fma(right(v), FACTOR, sum(i, v));
      }
    }
    if (dense) {
      code.add(A_AT, A_COLUMN);
    }
    for (int i = 0; i < rows && !dense; i += PAIR) {
      code.add(pair(i), A_COLUMN);
    }
    code.add(B_AT, B_ROW);
  }

  /** An element of A in every lane. */
  private void factor(int i) {
    if (dense) {
      code.broadcast(FACTOR, A, A_AT, i);
    } else if (i % PAIR == 0) {
      code.broadcast(FACTOR, A, pair(i), 0);
    } else {
      code.copy(pair(i), AT);
      code.add(AT, A_ROW);
      code.broadcast(FACTOR, A, AT, 0);
    }
  }
}

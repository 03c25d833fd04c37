package dev.jacobi.cpu.product;

/** Plain loops over elements of one type. Arrays are of that type; strides are in elements. */
interface Loops {

  /** From so many columns on, rows of C are added to as a whole. */
  int BY_ROWS = 32;

  /** How many rows of a matrix are multiplied with a vector side by side. */
  int HEIGHT = 8;

  /**
   * How many rows follow one another in each of the eight stretches that are multiplied with a
   * vector side by side. Memory is quick when it is read in order, also in eight places at once;
   * eight neighbouring rows would begin anew every few cache lines. The number is odd, or rows of a
   * power of two would all lie in the same set of the cache; few rows are left over.
   */
  static int stretch(int m) {
    return m < HEIGHT ? 0 : (m / HEIGHT - 1) | 1;
  }

  /** The loops for the elements of a matrix. */
  static Loops of(Matrix matrix) {
    return matrix.isWide() ? DOUBLES : FLOATS;
  }

  /** Those of doubles. */
  Loops DOUBLES = new DoubleLoops();

  /** Those of floats. */
  Loops FLOATS = new FloatLoops();

  /** C = A B, or C = C + A B; rows of C are dense. */
  void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate);

  /**
   * y = A x, or y = y + A x, for m × k elements of A, whose rows are dense; x and y are columns.
   */
  void timesVector(int m, int k, Matrix a, Matrix x, Matrix y, boolean accumulate);

  /**
   * Copies {@code k} rows of {@code width} elements, to lie {@code pitch} apart, each dense.
   *
   * @param from element (p, i) lies at {@code at + p * along + i * across}
   */
  void gather(
      int width,
      int k,
      Object from,
      int at,
      int across,
      int along,
      Object to,
      int start,
      int pitch);
}

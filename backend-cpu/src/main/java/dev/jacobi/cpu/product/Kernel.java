package dev.jacobi.cpu.product;

/**
 * The inner loops of a product, generated for one element type and one vector width. Arrays are of
 * that element type. Sizes and strides are in elements.
 */
interface Kernel {

  /**
   * Computes a tile of C that is {@code rows} high and {@code vectors} vectors wide, held in
   * registers while k ascends.
   *
   * @param rows rows of the tile; {@link Tiling#tiles} lists those that there is code for
   * @param vectors its width in vectors
   * @param k how many products are added to each element
   * @param a element (i, p) lies at {@code aAt + i * aRow + p * aColumn}
   * @param b element (p, j) lies at {@code bAt + p * bRow + j}
   * @param c element (i, j) lies at {@code cAt + i * cRow + j}
   * @param start the sum of element (i, j) begins with what lies at {@code startAt + i * startRow +
   *     j}; may be C
   */
  void tile(
      int rows,
      int vectors,
      int k,
      Object a,
      int aAt,
      int aRow,
      int aColumn,
      Object b,
      int bAt,
      int bRow,
      Object c,
      int cAt,
      int cRow,
      Object start,
      int startAt,
      int startRow);

  /** Copies {@code k} rows of {@code vectors} vectors, {@code stride} apart, to lie dense. */
  void pack(int vectors, int k, Object source, int at, int stride, Object target, int targetAt);
}

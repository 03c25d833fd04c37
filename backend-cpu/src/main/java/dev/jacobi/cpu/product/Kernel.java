package dev.jacobi.cpu.product;

/**
 * The inner loops of a product, generated for one element type and one vector width. Arrays are of
 * that element type. Sizes and strides are in elements.
 */
interface Kernel {

  /**
   * Computes tiles of C, one below the other, each {@code rows} high, {@code vectors} vectors wide
   * and held in registers while k ascends.
   *
   * @param rows rows of a tile; {@link Tiling#tiles} lists those that there is code for
   * @param vectors its width in vectors
   * @param count how many tiles
   * @param k how many products are added to each element
   * @param accumulate whether sums begin with what stands in C, or with 0
   * @param a element (i, p) of tile t lies at {@code aAt + t * aStep + i * aRow + p * aColumn}
   * @param b element (p, j) lies at {@code bAt + p * bRow + j}
   * @param c element (i, j) of tile t lies at {@code cAt + (t * rows + i) * cRow + j}
   */
  void tiles(
      int rows,
      int vectors,
      int count,
      int k,
      boolean accumulate,
      Object a,
      int aAt,
      int aRow,
      int aColumn,
      int aStep,
      Object b,
      int bAt,
      int bRow,
      Object c,
      int cAt,
      int cRow);

  /** Copies {@code k} rows of {@code vectors} vectors, {@code stride} apart, to lie dense. */
  void pack(int vectors, int k, Object source, int at, int stride, Object target, int targetAt);
}

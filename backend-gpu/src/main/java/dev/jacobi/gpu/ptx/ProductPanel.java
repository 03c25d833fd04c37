package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;

/**
 * An operand of a product, with the axes called by what they are for: the batch, the outer axis,
 * which the result has too, and the terms, which are summed over.
 *
 * @param layout sizes batch, m, k or batch, k, n
 * @param outerAxis 1 for a left operand, 2 for a right one
 */
record ProductPanel(Layout layout, int outerAxis) {

  /** What memory reads at least, in bytes. */
  private static final int SECTOR = 32;

  /** The extent of the outer axis. */
  int outer() {
    return layout.sizes().get(outerAxis);
  }

  /** How many terms a sum has. */
  int terms() {
    return layout.sizes().get(3 - outerAxis);
  }

  /** How far apart the operands of neighbouring products lie. */
  int batchStride() {
    return layout.strides().get(0);
  }

  /** How far apart neighbours along the outer axis lie. */
  int outerStride() {
    return layout.strides().get(outerAxis);
  }

  /** How far apart neighbouring terms lie. */
  int termStride() {
    return layout.strides().get(3 - outerAxis);
  }

  /** Whether terms lie closer together than neighbours along the outer axis. */
  boolean isAlongTerms() {
    return distance(termStride()) < distance(outerStride());
  }

  private static int distance(int stride) {
    return stride == 0 ? Integer.MAX_VALUE : Math.abs(stride);
  }

  /**
   * Whether elements may be read by so many at once, aligned: the nearer axis is without gaps, and
   * everything else keeps the alignment.
   */
  boolean isAligned(int width) {
    boolean terms = isAlongTerms();
    int near = terms ? termStride() : outerStride();
    int far = terms ? outerStride() : termStride();
    int extent = terms ? terms() : outer();
    return near == 1
        && extent % width == 0
        && far % width == 0
        && batchStride() % width == 0
        && layout.offset() % width == 0;
  }

  /** The bytes that memory moves for a term of some positions of the outer axis: whole sectors. */
  long bytes(int positions, int size) {
    boolean torn = !isAlongTerms() && outer() > positions;
    return torn ? Math.max((long) positions * size, SECTOR) : (long) positions * size;
  }
}

package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Loop;

/**
 * How a space is reduced: outer × reduced × inner elements become outer × inner.
 *
 * @param sequential whether the elements are taken one after the other, as those of products
 */
record Geometry(int outer, int reduced, int inner, boolean sequential) {

  /** The elements of a block of a sum. */
  static final int BLOCK = 128;

  /** The lanes of a block: element i is added to lane i mod 8. */
  static final int LANES = 8;

  static Geometry of(Loop.Reduce reduce) {
    return new Geometry(
        reduce.outer(), reduce.reduced(), reduce.inner(), reduce.reduction() == Reduction.PROD);
  }

  /** How many results there are. */
  int positions() {
    return outer * inner;
  }

  /** The blocks that are reduced to one result. */
  int blocks() {
    return sequential ? 1 : (reduced - 1) / BLOCK + 1;
  }

  /** The least power of two that is not below a number. */
  static int powerOfTwo(int least) {
    return least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
  }

  /** The logarithm of a power of two. */
  static int log(int powerOfTwo) {
    return Integer.numberOfTrailingZeros(powerOfTwo);
  }
}

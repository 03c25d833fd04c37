package dev.jacobi.core.backend.tile;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Lane;

/** Reduces integers; sums wrap, so that no order matters. */
final class LongAccumulator extends Accumulator {

  private final Reduction reduction;
  private final long[] partials;
  private final long[] found;

  LongAccumulator(Loop.Reduce reduce, long[] partials) {
    super(reduce, partials);
    this.reduction = reduce.reduction();
    if (!Loop.Reduce.takes(reduction, Lane.I64)) {
      throw new AssertionError(reduce);
    }
    this.partials = partials;
    this.found = new long[inner];
  }

  private long both(long x, long y) {
    return switch (reduction) {
      case SUM -> x + y;
      case MAX, AMAX -> Math.max(x, y);
      case MIN, AMIN -> Math.min(x, y);
      case PROD, NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
    };
  }

  @Override
  void whole(Object values, int at, int length, int target, int count) {
    long[] x = (long[]) values;
    switch (reduction) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          partials[target + i] = sum(x, at + i * length, length);
        }
      }
      case MAX, AMAX -> {
        for (int i = 0; i < count; i++) {
          partials[target + i] = largest(x, at + i * length, length);
        }
      }
      case MIN, AMIN -> {
        for (int i = 0; i < count; i++) {
          partials[target + i] = smallest(x, at + i * length, length);
        }
      }
      case PROD, NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
    }
  }

  private static long sum(long[] x, int at, int length) {
    long result = x[at];
    for (int i = at + 1; i < at + length; i++) {
      result += x[i];
    }
    return result;
  }

  private static long largest(long[] x, int at, int length) {
    long result = x[at];
    for (int i = at + 1; i < at + length; i++) {
      result = Math.max(result, x[i]);
    }
    return result;
  }

  private static long smallest(long[] x, int at, int length) {
    long result = x[at];
    for (int i = at + 1; i < at + length; i++) {
      result = Math.min(result, x[i]);
    }
    return result;
  }

  @Override
  void row(Object values, int at, int count, int inBlock, int j) {
    long[] x = (long[]) values;
    if (inBlock == 0) {
      System.arraycopy(x, at, found, j, count);
      return;
    }
    switch (reduction) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          found[j + i] += x[at + i];
        }
      }
      case MAX, AMAX -> {
        for (int i = 0; i < count; i++) {
          found[j + i] = Math.max(found[j + i], x[at + i]);
        }
      }
      case MIN, AMIN -> {
        for (int i = 0; i < count; i++) {
          found[j + i] = Math.min(found[j + i], x[at + i]);
        }
      }
      case PROD, NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
    }
  }

  @Override
  void end(int length, int target) {
    System.arraycopy(found, 0, partials, target, inner);
  }

  @Override
  void join(int left, int right, int target) {
    for (int j = 0; j < inner; j++) {
      partials[target + j] = both(partials[left + j], partials[right + j]);
    }
  }
}

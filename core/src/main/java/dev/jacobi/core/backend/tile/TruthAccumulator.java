package dev.jacobi.core.backend.tile;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Loop;

/** Reduces truth values: whether any is true, whether all are. */
final class TruthAccumulator extends Accumulator {

  private final boolean any;
  private final boolean[] partials;
  private final boolean[] found;

  TruthAccumulator(Loop.Reduce reduce, boolean[] partials) {
    super(reduce, partials);
    this.any = reduce.reduction() == Reduction.ANY;
    if (!any && reduce.reduction() != Reduction.ALL) {
      throw new AssertionError(reduce);
    }
    this.partials = partials;
    this.found = new boolean[inner];
  }

  private boolean both(boolean x, boolean y) {
    return any ? x || y : x && y;
  }

  @Override
  void whole(Object values, int at, int length, int target, int count) {
    boolean[] x = (boolean[]) values;
    int end = at;
    for (int block = 0; block < count; block++) {
      int i = end;
      end += length;
      while (i < end && x[i] != any) {
        i++;
      }
      partials[target + block] = any == i < end;
    }
  }

  @Override
  void row(Object values, int at, int count, int inBlock, int j) {
    boolean[] x = (boolean[]) values;
    for (int i = 0; i < count; i++) {
      found[j + i] = inBlock == 0 ? x[at + i] : both(found[j + i], x[at + i]);
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

package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Lane;

/**
 * Reduces the elements of a loop's space, seen as outer × reduced × inner, that arrive in row-major
 * order. What is reduced is cut into blocks: block b of outer position o and inner position j goes
 * to element {@code (o·blocks + b)·inner + j} of the partial results, which {@link #join} brings
 * together. The cut depends on the counts alone, so several accumulators may each take stretches
 * that end where a block does.
 */
abstract class Accumulator {

  /** The elements of a block; a product has a single one. */
  static final int BLOCK = 128;

  final int reduced;
  final int inner;
  final int blocks;
  private final int outer;
  private final int blockLength;

  /** The array of partial results. */
  private final Object results;

  Accumulator(Loop.Reduce reduce, Object partials) {
    results = partials;
    outer = reduce.outer();
    reduced = reduce.reduced();
    inner = reduce.inner();
    blockLength = blockLength(reduce);
    blocks = blocks(reduce);
  }

  private static int blockLength(Loop.Reduce reduce) {
    return reduce.reduction() == Reduction.PROD ? Math.max(reduce.reduced(), 1) : BLOCK;
  }

  private static int blocks(Loop.Reduce reduce) {
    int length = blockLength(reduce);
    return (reduce.reduced() + length - 1) / length;
  }

  /** How many partial results there are. */
  static int partials(Loop.Reduce reduce) {
    return reduce.outer() * blocks(reduce) * reduce.inner();
  }

  /** Where stretches may be cut: at multiples of this. */
  static int unit(Loop.Reduce reduce) {
    int row = reduce.reduced() * reduce.inner();
    int block = blockLength(reduce) * reduce.inner();
    return reduce.outer() > 1 || block > row ? row : block;
  }

  /** An accumulator for values of a lane that leaves its results in an array of that lane. */
  static Accumulator of(Loop.Reduce reduce, Lane lane, Object partials) {
    return switch (lane) {
      case F64 -> new DoubleAccumulator(reduce, (double[]) partials);
      case F32 -> new FloatAccumulator(reduce, (float[]) partials);
      case TRUTH -> new TruthAccumulator(reduce, (boolean[]) partials);
      case I64 -> new LongAccumulator(reduce, (long[]) partials);
    };
  }

  /** Takes the elements from a row-major number on. */
  final void accept(Object values, int offset, int element, int count) {
    int at = offset;
    int from = element;
    int left = count;
    while (left > 0) {
      int taken =
          inner == 1 ? acceptRow(values, at, from, left) : acceptColumns(values, at, from, left);
      at += taken;
      from += taken;
      left -= taken;
    }
  }

  private int acceptRow(Object values, int at, int from, int left) {
    int row = from / reduced;
    int r = from - row * reduced;
    int block = r / blockLength;
    int inBlock = r - block * blockLength;
    int length = Math.min(blockLength, reduced - block * blockLength);
    int taken = Math.min(left, length - inBlock);
    int target = row * blocks + block;
    if (taken == length) {
      int alike = blocks == 1 ? left : Math.min(left, reduced - block * blockLength);
      int count = alike / length;
      whole(values, at, length, target, count);
      return count * length;
    }
    for (int i = 0; i < taken; i++) {
      row(values, at + i, 1, inBlock + i, 0);
    }
    if (inBlock + taken == length) {
      end(length, target);
    }
    return taken;
  }

  private int acceptColumns(Object values, int at, int from, int left) {
    int line = from / inner;
    int j = from - line * inner;
    int row = line / reduced;
    int r = line - row * reduced;
    int block = r / blockLength;
    int inBlock = r - block * blockLength;
    int length = Math.min(blockLength, reduced - block * blockLength);
    int taken = Math.min(left, inner - j);
    row(values, at, taken, inBlock, j);
    if (inBlock == length - 1 && j + taken == inner) {
      end(length, (row * blocks + block) * inner);
    }
    return taken;
  }

  /** Reduces whole blocks of one length, that lie one behind the other, to neighbouring results. */
  abstract void whole(Object values, int at, int length, int target, int count);

  /** Takes elements with one place in their block and neighbouring inner positions. */
  abstract void row(Object values, int at, int count, int inBlock, int j);

  /** Ends a block of which all elements were taken, for all inner positions. */
  abstract void end(int length, int target);

  /**
   * Joins neighbours {@code i} and {@code i + 1} of a row of partial results into {@code i / 2}.
   */
  abstract void join(int left, int right, int target);

  /** Moves partial results. */
  private void move(int from, int target) {
    System.arraycopy(results, from, results, target, inner);
  }

  /** Brings the partial results together; afterwards they stand at o·blocks·inner + j. */
  final void join() {
    for (int o = 0; o < outer && blocks > 1; o++) {
      int base = o * blocks * inner;
      for (int left = blocks; left > 1; left = (left + 1) / 2) {
        for (int i = 0; i + 1 < left; i += 2) {
          join(base + i * inner, base + (i + 1) * inner, base + i / 2 * inner);
        }
        if (left % 2 == 1) {
          move(base + (left - 1) * inner, base + left / 2 * inner);
        }
      }
    }
  }

  /** The final results, out of joined partial ones. */
  static void collect(Loop.Reduce reduce, Object partials, Object result) {
    int blocks = blocks(reduce);
    int rows = blocks == 1 ? reduce.outer() : 1;
    int size = rows * reduce.inner();
    for (int o = 0; o < reduce.outer(); o += rows) {
      Storage.copy(partials, o * blocks * reduce.inner(), result, o * reduce.inner(), size);
    }
  }
}

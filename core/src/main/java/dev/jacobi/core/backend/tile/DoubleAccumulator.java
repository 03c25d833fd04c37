package dev.jacobi.core.backend.tile;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Loop;
import java.util.Arrays;

/**
 * Reduces doubles. A sum's block has eight lanes, each beginning at 0; element i is added to lane i
 * mod 8, ascending; the lanes l are joined as ((l₀+l₁)+(l₂+l₃))+((l₄+l₅)+(l₆+l₇)).
 */
final class DoubleAccumulator extends Accumulator {

  private static final int LANES = 8;

  private final Reduction reduction;
  private final double[] partials;
  private final double[] lanes;

  DoubleAccumulator(Loop.Reduce reduce, double[] partials) {
    super(reduce, partials);
    this.reduction = reduce.reduction();
    this.partials = partials;
    this.lanes = new double[(reduction == Reduction.SUM ? LANES : 1) * inner];
  }

  @Override
  void whole(Object values, int at, int length, int target, int count) {
    double[] x = (double[]) values;
    switch (reduction) {
      case SUM -> {
        for (int i = 0; i < count; i++) {
          partials[target + i] = sum(x, at + i * length, length);
        }
      }
      case PROD -> {
        for (int i = 0; i < count; i++) {
          partials[target + i] = product(x, at + i * length, length);
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
      case NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
    }
  }

  private static double sum(double[] x, int at, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int end = at + length;
    int i = at;
    for (; i + LANES <= end; i += LANES) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    int left = end - i;
    s0 = left > 0 ? s0 + x[i] : s0;
    s1 = left > 1 ? s1 + x[i + 1] : s1;
    s2 = left > 2 ? s2 + x[i + 2] : s2;
    s3 = left > 3 ? s3 + x[i + 3] : s3;
    s4 = left > 4 ? s4 + x[i + 4] : s4;
    s5 = left > 5 ? s5 + x[i + 5] : s5;
    s6 = left > 6 ? s6 + x[i + 6] : s6;
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double product(double[] x, int at, int length) {
    double result = 1;
    for (int i = at; i < at + length; i++) {
      result *= x[i];
    }
    return result;
  }

  /** In four chains, of which none waits for another: the order changes no bit. */
  private static double largest(double[] x, int at, int length) {
    double a = x[at];
    double b = a;
    double c = a;
    double d = a;
    int end = at + length;
    int i = at + 1;
    for (; i + 4 <= end; i += 4) {
      a = Math.max(a, x[i]);
      b = Math.max(b, x[i + 1]);
      c = Math.max(c, x[i + 2]);
      d = Math.max(d, x[i + 3]);
    }
    for (; i < end; i++) {
      a = Math.max(a, x[i]);
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  private static double smallest(double[] x, int at, int length) {
    double a = x[at];
    double b = a;
    double c = a;
    double d = a;
    int end = at + length;
    int i = at + 1;
    for (; i + 4 <= end; i += 4) {
      a = Math.min(a, x[i]);
      b = Math.min(b, x[i + 1]);
      c = Math.min(c, x[i + 2]);
      d = Math.min(d, x[i + 3]);
    }
    for (; i < end; i++) {
      a = Math.min(a, x[i]);
    }
    return Math.min(Math.min(a, b), Math.min(c, d));
  }

  @Override
  void row(Object values, int at, int count, int inBlock, int j) {
    double[] x = (double[]) values;
    switch (reduction) {
      case SUM -> add(x, at, count, inBlock % LANES * inner + j, inBlock == 0);
      case PROD -> multiply(x, at, count, j, inBlock == 0);
      case MAX, AMAX -> raise(x, at, count, j, inBlock == 0);
      case MIN, AMIN -> lower(x, at, count, j, inBlock == 0);
      case NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
    }
  }

  private void add(double[] x, int at, int count, int lane, boolean first) {
    if (first && lane == 0) {
      Arrays.fill(lanes, 0);
    }
    for (int i = 0; i < count; i++) {
      lanes[lane + i] += x[at + i];
    }
  }

  private void multiply(double[] x, int at, int count, int j, boolean first) {
    for (int i = 0; i < count; i++) {
      lanes[j + i] = (first ? 1 : lanes[j + i]) * x[at + i];
    }
  }

  private void raise(double[] x, int at, int count, int j, boolean first) {
    for (int i = 0; i < count; i++) {
      lanes[j + i] = first ? x[at + i] : Math.max(lanes[j + i], x[at + i]);
    }
  }

  private void lower(double[] x, int at, int count, int j, boolean first) {
    for (int i = 0; i < count; i++) {
      lanes[j + i] = first ? x[at + i] : Math.min(lanes[j + i], x[at + i]);
    }
  }

  @Override
  void end(int length, int target) {
    if (reduction != Reduction.SUM) {
      System.arraycopy(lanes, 0, partials, target, inner);
      return;
    }
    for (int j = 0; j < inner; j++) {
      partials[target + j] =
          ((lanes[j] + lanes[inner + j]) + (lanes[2 * inner + j] + lanes[3 * inner + j]))
              + ((lanes[4 * inner + j] + lanes[5 * inner + j])
                  + (lanes[6 * inner + j] + lanes[7 * inner + j]));
    }
  }

  @Override
  void join(int left, int right, int target) {
    for (int j = 0; j < inner; j++) {
      double x = partials[left + j];
      double y = partials[right + j];
      partials[target + j] =
          switch (reduction) {
            case SUM -> x + y;
            case PROD -> x * y;
            case MAX, AMAX -> Math.max(x, y);
            case MIN, AMIN -> Math.min(x, y);
            case NORM, LOGSUMEXP, ANY, ALL -> throw new AssertionError(reduction);
          };
    }
  }
}

package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarFunction;
import dev.jacobi.core.op.ScalarOp;

/**
 * Reductions of one row of doubles. Where the element type is f32, each sum, product, difference,
 * quotient and function value is rounded to f32 before it is used again, which gives what f32
 * arithmetic gives.
 *
 * <p>The sum's tree depends on the length alone. The row is cut into blocks of 128. In a block,
 * element i is added to lane i mod 8, ascending, each lane beginning at 0; the lanes l are joined
 * as ((l₀+l₁)+(l₂+l₃))+((l₄+l₅)+(l₆+l₇)). The blocks are joined in the same way: neighbours in
 * pairs, the pairs in pairs, an odd last one carried along unchanged. No elements give 0.
 */
final class Row {

  /** The elements of a block of the sum. */
  static final int BLOCK = 128;

  private static final int LANES = 8;

  private final boolean single;

  /** Of f32 values, or of doubles. */
  Row(boolean single) {
    this.single = single;
  }

  private double round(double value) {
    return single ? (float) value : value;
  }

  /** The reduction of {@code length} elements from {@code start}. */
  double reduce(Reduction reduction, double[] x, int start, int length) {
    return switch (reduction) {
      case SUM -> sum(x, start, length);
      case PROD -> product(x, start, length);
      case MAX, AMAX, ANY -> largest(x, start, length, reduction == Reduction.ANY ? 0 : x[start]);
      case MIN, AMIN, ALL -> smallest(x, start, length, reduction == Reduction.ALL ? 1 : x[start]);
      case NORM -> norm(x, start, length);
      case LOGSUMEXP -> logSumExp(x, start, length);
    };
  }

  double sum(double[] x, int start, int length) {
    if (length <= BLOCK) {
      return block(x, start, length);
    }
    int count = (length + BLOCK - 1) / BLOCK;
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      sums[i] = block(x, start + i * BLOCK, Math.min(BLOCK, length - i * BLOCK));
    }
    return pairwise(sums, count);
  }

  private double block(double[] x, int start, int length) {
    double[] lanes = new double[LANES];
    int end = start + length;
    for (int i = start; i < end; i += LANES) {
      int count = Math.min(LANES, end - i);
      for (int lane = 0; lane < count; lane++) {
        lanes[lane] = round(lanes[lane] + x[i + lane]);
      }
    }
    return pairwise(lanes, LANES);
  }

  private double pairwise(double[] sums, int count) {
    for (int left = count; left > 1; left = (left + 1) / 2) {
      for (int i = 0; i + 1 < left; i += 2) {
        sums[i / 2] = round(sums[i] + sums[i + 1]);
      }
      if (left % 2 == 1) {
        sums[left / 2] = sums[left - 1];
      }
    }
    return sums[0];
  }

  private double product(double[] x, int start, int length) {
    double result = 1;
    for (int i = start; i < start + length; i++) {
      result = round(result * x[i]);
    }
    return result;
  }

  private static double largest(double[] x, int start, int length, double first) {
    double result = first;
    for (int i = start; i < start + length; i++) {
      result = Math.max(result, x[i]);
    }
    return result;
  }

  private static double smallest(double[] x, int start, int length, double first) {
    double result = first;
    for (int i = start; i < start + length; i++) {
      result = Math.min(result, x[i]);
    }
    return result;
  }

  /** The square root of the sum of squares. */
  private double norm(double[] x, int start, int length) {
    double[] squares = new double[length];
    for (int i = 0; i < length; i++) {
      squares[i] = round(x[start + i] * x[start + i]);
    }
    return round(Math.sqrt(sum(squares, 0, length)));
  }

  /** {@code m + log Σ exp(x − m)} with m the largest element, or 0 if that is infinite. */
  private double logSumExp(double[] x, int start, int length) {
    double largest = largest(x, start, length, Double.NEGATIVE_INFINITY);
    double shift = Double.isInfinite(largest) ? 0 : largest;
    double[] powers = new double[length];
    for (int i = 0; i < length; i++) {
      powers[i] = exp(round(x[start + i] - shift));
    }
    return round(shift + log(sum(powers, 0, length)));
  }

  /**
   * {@code exp(x − m) / Σ exp(x − m)} or {@code (x − m) − log Σ exp(x − m)}, with m the largest
   * element.
   */
  double[] normalize(Normalization normalization, double[] x, int start, int length) {
    double shift = largest(x, start, length, Double.NEGATIVE_INFINITY);
    double[] shifted = new double[length];
    double[] powers = new double[length];
    for (int i = 0; i < length; i++) {
      shifted[i] = round(x[start + i] - shift);
      powers[i] = exp(shifted[i]);
    }
    double sum = sum(powers, 0, length);
    double logarithm = log(sum);
    for (int i = 0; i < length; i++) {
      shifted[i] =
          switch (normalization) {
            case SOFTMAX -> round(powers[i] / sum);
            case LOG_SOFTMAX -> round(shifted[i] - logarithm);
          };
    }
    return shifted;
  }

  private double exp(double x) {
    return unary(ScalarOp.EXP.function(), x);
  }

  private double log(double x) {
    return unary(ScalarOp.LOG.function(), x);
  }

  private double unary(ScalarFunction function, double x) {
    return round(function.apply(x, x, x));
  }
}

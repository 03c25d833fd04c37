package dev.jacobi.testkit;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by differences: central differences at shrinking steps, extrapolated to step 0 by
 * Neville's scheme (C. J. F. Ridders, Advances in Engineering Software 4, 1982; {@code dfridr} in
 * Press et al., Numerical Recipes, §5.7). The scheme says how far off it may be. It knows nothing
 * of derivative rules, which is why it can judge them.
 */
public final class Ridders {

  /** The factor between steps. */
  private static final double SHRINK = 1.4;

  /** The number of steps. */
  private static final int STEPS = 12;

  /** An error that much above the best ends the search. */
  private static final double WORSE = 2;

  /** First steps that are tried, in units of the scale of the argument. */
  private static final double[] STARTS = {0.2, 0.03, 0.005, 0.0008};

  private Ridders() {}

  /**
   * A derivative by differences.
   *
   * @param value the derivative; NaN where the function has no values around the point
   * @param error how far off it may be
   */
  public record Estimate(double value, double error) {}

  /**
   * The derivative of a function, from the best of some first steps.
   *
   * @param x where
   * @param scale the distance over which the function changes much, such as {@code max(|x|, 1)}
   */
  public static Estimate derivative(DoubleUnaryOperator function, double x, double scale) {
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (double start : STARTS) {
      Estimate estimate = extrapolate(function, x, start * scale);
      if (estimate.error() < best.error()) {
        best = estimate;
      }
    }
    return best;
  }

  private static Estimate extrapolate(DoubleUnaryOperator function, double x, double start) {
    double[][] table = new double[STEPS][STEPS];
    double step = start;
    double value = difference(function, x, step);
    double error = Double.POSITIVE_INFINITY;
    table[0][0] = value;
    for (int i = 1; i < STEPS; i++) {
      step /= SHRINK;
      table[0][i] = difference(function, x, step);
      double factor = 1;
      for (int j = 1; j <= i; j++) {
        factor *= SHRINK * SHRINK;
        table[j][i] = (table[j - 1][i] * factor - table[j - 1][i - 1]) / (factor - 1);
        double change =
            Math.max(
                Math.abs(table[j][i] - table[j - 1][i]),
                Math.abs(table[j][i] - table[j - 1][i - 1]));
        if (change <= error) {
          error = change;
          value = table[j][i];
        }
      }
      if (Math.abs(table[i][i] - table[i - 1][i - 1]) >= WORSE * error) {
        break;
      }
    }
    return new Estimate(value, error);
  }

  /** A central difference over the distance that the rounded arguments really have. */
  private static double difference(DoubleUnaryOperator function, double x, double step) {
    double right = x + step;
    double left = x - step;
    return (function.applyAsDouble(right) - function.applyAsDouble(left)) / (right - left);
  }
}

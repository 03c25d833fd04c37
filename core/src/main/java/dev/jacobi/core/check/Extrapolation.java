package dev.jacobi.core.check;

import dev.jacobi.core.check.Differences.Line;
import dev.jacobi.core.check.Differences.Side;

/**
 * Differences at steps that shrink from a first one, extrapolated to step 0 by Neville's scheme.
 * The estimate is believed only where the function is seen to be smooth at such steps: its values
 * come closer with the step, and the error is a small part of how fast they change, or no more than
 * rounding makes.
 */
final class Extrapolation {

  private static final int ROWS = 12;

  private static final double SHRINK = 1.4;

  /** The largest error of a smooth function, as a part of how fast it changes. */
  private static final double SMOOTH = 1e-3;

  /** An error of so many roundings of the function is one that rounding makes. */
  private static final double NOISES = 16;

  private final Line line;
  private final Side side;
  private final double x;
  private final double firstStep;
  private final double middle;
  private final double[][] table = new double[ROWS][ROWS];
  private final double[] steps = new double[ROWS];
  private final double[] changes = new double[ROWS];
  private double largest;
  private double best = Double.NaN;
  private double error = Double.POSITIVE_INFINITY;
  private double trusted;

  Extrapolation(Line line, Side side, double x, double firstStep) {
    this.line = line;
    this.side = side;
    this.x = x;
    this.firstStep = firstStep;
    this.middle = line.at(x);
    this.largest = Math.abs(middle);
  }

  /** The slope and an estimate of its error, infinite where the slope is not to be believed. */
  double[] estimate() {
    for (int i = 0; i < ROWS; i++) {
      evaluate(i);
      extrapolate(i);
      if (i > 0 && Math.abs(table[i][i] - table[i - 1][i - 1]) >= 2 * error) {
        break;
      }
    }
    return new double[] {best, error <= trusted ? error : Double.POSITIVE_INFINITY};
  }

  /** The difference at one step. */
  private void evaluate(int i) {
    // A step that leads to a number on both sides, so that both are as far.
    double step = line.precision().round(x + firstStep / Math.pow(SHRINK, i)) - x;
    double up = line.precision().round(x + step);
    double down = line.precision().round(x - step);
    double above = line.at(up);
    double below = line.at(down);
    table[i][0] =
        switch (side) {
          case BOTH -> (above - below) / (up - down);
          case BELOW -> (middle - below) / (x - down);
          case ABOVE -> (above - middle) / (up - x);
        };
    steps[i] = step;
    changes[i] = Math.max(Math.abs(above - middle), Math.abs(below - middle));
    largest = Math.max(largest, Math.max(Math.abs(above), Math.abs(below)));
  }

  /** One more row of the table; keeps the entry that its neighbours confirm best. */
  private void extrapolate(int i) {
    double rounding = Math.max(line.precision().ulp(largest), line.rounding());
    double noise = rounding / steps[i];
    for (int j = 1; j <= i; j++) {
      double ratio = steps[i - j] / steps[i];
      double factor = side == Side.BOTH ? ratio * ratio : ratio;
      table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / (factor - 1);
      double change =
          Math.max(
              Math.max(Math.abs(table[i][j] - table[i][j - 1]), noise),
              Math.abs(table[i][j] - table[i - 1][j - 1]));
      if (change <= error) {
        error = change;
        best = table[i][j];
        trusted =
            continuous(i, rounding) ? Math.max(SMOOTH * changes[i] / steps[i], NOISES * noise) : 0;
      }
    }
  }

  private boolean continuous(int i, double rounding) {
    return changes[i] <= Math.sqrt(steps[i] / steps[0]) * changes[0]
        || changes[i] <= NOISES * rounding;
  }
}

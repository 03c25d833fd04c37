package dev.jacobi.testkit;

/**
 * A value of a function with a bound on its absolute error, which is infinite where nothing is
 * known.
 */
record Estimate(DoubleWord value, double error) {
  static final Estimate UNKNOWN = new Estimate(DoubleWord.of(0), Double.POSITIVE_INFINITY);

  /** From here on, and up to about its inverse, double words keep their precision. */
  private static final double SMALLEST = 0x1p-900;

  private static final double LARGEST = 0x1p1000;

  /** How to estimate a function of one or two doubles; the second may be ignored. */
  @FunctionalInterface
  interface Source {
    Estimate at(double x, double y);

    /** The same, knowing nothing where an operand or the value nears the ends of the range. */
    default Source inRange() {
      return (x, y) -> {
        if (!isInRange(x) || y != 0 && !isInRange(y)) {
          return UNKNOWN;
        }
        Estimate estimate = at(x, y);
        return isInRange(estimate.value.high()) ? estimate : UNKNOWN;
      };
    }
  }

  private static boolean isInRange(double x) {
    double size = Math.abs(x);
    return size >= SMALLEST && size <= LARGEST;
  }

  /** A value whose error is small beside itself. */
  static Estimate of(DoubleWord value) {
    return new Estimate(value, Math.abs(value.high()) * 0x1p-85);
  }

  /** A value found by cancellation of terms that were at most so large. */
  static Estimate of(DoubleWord value, double largest) {
    return new Estimate(value, largest * 0x1p-92);
  }
}

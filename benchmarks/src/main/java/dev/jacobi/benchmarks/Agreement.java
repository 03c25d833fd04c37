package dev.jacobi.benchmarks;

/** Compares what is to be measured with the handwritten peer: no case times a wrong answer. */
public final class Agreement {

  private static final double F64 = 1e-9;
  private static final double F32 = 2e-4;

  private Agreement() {}

  /** Fails unless each double is within 1e-9 of the larger of 1 and the size expected. */
  public static void check(String what, double[] expected, double[] found) {
    check(what, F64, expected, found);
  }

  /** Fails unless the double is within 1e-9 of the larger of 1 and the size expected. */
  public static void check(String what, double expected, double found) {
    check(what, new double[] {expected}, new double[] {found});
  }

  /** Fails unless each float is within 2e-4 of the larger of 1 and the size expected. */
  public static void check(String what, double[] expected, float[] found) {
    double[] wide = new double[found.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = found[i];
    }
    check(what, F32, expected, wide);
  }

  private static void check(String what, double tolerance, double[] expected, double[] found) {
    if (expected.length != found.length) {
      throw new AssertionError(
          what + ": " + found.length + " values instead of " + expected.length);
    }
    for (int i = 0; i < expected.length; i++) {
      double most = tolerance * Math.max(1, Math.abs(expected[i]));
      if (!(Math.abs(expected[i] - found[i]) <= most)) {
        throw new AssertionError(
            what + "[" + i + "] is " + found[i] + " instead of " + expected[i]);
      }
    }
  }
}

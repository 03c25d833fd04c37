package dev.jacobi.testkit.golden;

import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * What a test judged: how many numbers, the one closest to its tolerance, and those beyond it. Any
 * number of threads may report to it.
 */
final class Tally {

  private static final int SHOWN = 400;

  /** So many places of the project's own code are shown for an exception. */
  private static final int FRAMES = 6;

  private final String name;
  private final List<String> failures = new ArrayList<>();
  private long numbers;
  private double worst;
  private String worstWhere = "";

  Tally(String name) {
    this.name = name;
  }

  /** Judges a number against an exact one. */
  void judge(String where, double found, BigDecimal exact, double tolerance) {
    double error = error(found, exact);
    record(where, found, exact.toString(), error, tolerance);
  }

  /**
   * Judges a number against an exact one; the tolerance is asked for where the number is not
   * already the double nearest to the exact one.
   */
  void judge(String where, double found, BigDecimal exact, DoubleSupplier tolerance) {
    boolean nearest = found == exact.doubleValue();
    judge(where, found, exact, nearest ? Math.ulp(found) : tolerance.getAsDouble());
  }

  /** Judges a number against an exact one by a tolerance, and by another if it is beyond that. */
  void judge(
      String where, double found, BigDecimal exact, double tolerance, DoubleSupplier explained) {
    boolean within = error(found, exact) <= tolerance;
    judge(where, found, exact, within ? tolerance : explained.getAsDouble());
  }

  /** The same against another double: NaN and infinities must be the same. */
  void judge(
      String where, double found, double expected, double tolerance, DoubleSupplier explained) {
    if (Double.isFinite(expected)) {
      judge(where, found, new BigDecimal(expected), tolerance, explained);
    } else {
      boolean same = Double.compare(found, expected) == 0;
      record(where, found, "" + expected, same ? 0 : Double.POSITIVE_INFINITY, 0);
    }
  }

  private static double error(double found, BigDecimal exact) {
    return Double.isFinite(found)
        ? new BigDecimal(found).subtract(exact).abs().doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  private synchronized void record(
      String where, double found, String expected, double error, double tolerance) {
    numbers++;
    double fraction = error == 0 ? 0 : error / tolerance;
    if (!(fraction <= 1)) {
      failures.add(
          "%s: %s instead of %s, %.3g of a tolerance of %.3g"
              .formatted(where, found, expected, fraction, tolerance));
    } else if (fraction > worst) {
      worst = fraction;
      worstWhere = where;
    }
  }

  /** Something that is wrong without being a number. */
  synchronized void wrong(String where, String what) {
    failures.add(where + ": " + what);
  }

  /** Runs what judges one case; an exception is a failure of that case. */
  void guard(String where, Runnable judgement) {
    try {
      judgement.run();
    } catch (RuntimeException | AssertionError failure) {
      String places =
          Arrays.stream(failure.getStackTrace())
              .filter(frame -> frame.getClassName().startsWith("dev.jacobi"))
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < "));
      wrong(where, failure + " at " + places);
    }
  }

  /** Prints the line of the summary and fails if anything was beyond its tolerance. */
  synchronized void close(String cases) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %s; %d numbers, worst at %.3g of its tolerance%s",
            name,
            cases,
            numbers,
            worst,
            worstWhere.isEmpty() ? "" : " (" + worstWhere + ")"));
    if (!failures.isEmpty()) {
      fail(
          "%d of %s are wrong:%n%s"
              .formatted(
                  failures.size(),
                  name,
                  String.join(
                      System.lineSeparator(), failures.stream().sorted().limit(SHOWN).toList())));
    }
  }
}

package dev.jacobi.core.check;

import java.util.List;
import java.util.Optional;

/**
 * How the answers of routes and backends compare with the first one.
 *
 * @param baseline the route and backend the others are compared with
 * @param rows one line for each route, backend and result
 * @param skipped routes that could not answer, with the reason
 * @param firstDifference the first value on the way that differs between backends, if any does
 */
public record Report(
    String baseline, List<Row> rows, List<Skip> skipped, Optional<String> firstDifference) {

  /** Copies the lists. */
  public Report {
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
  }

  /** What a comparison came to. */
  public enum Verdict {
    /** Every bit agrees. */
    SAME_BITS("same bits"),
    /** The difference is within what rounding can explain. */
    WITHIN_ROUNDING("within rounding"),
    /** The difference is within the route's estimate of its own error. */
    WITHIN_ESTIMATE("within its own error"),
    /** There is no derivative, and the stated one is a slope on one side or between both. */
    KINK("kink: between the one-sided slopes"),
    /** The derivative, or what the route found, is infinite or NaN: differences cannot judge it. */
    NOT_JUDGED("not judged: no finite derivative"),
    /** Equations of the reals were used, and a compared number is infinite or NaN. */
    NOT_REAL("not judged: equations of the reals need finite numbers"),
    /** Equations of the reals were used, and a number on the way overflows or underflows. */
    OUT_OF_RANGE("not judged: the formula as printed leaves the range of numbers"),
    /** The route's estimate of its own error is too large to say. */
    INCONCLUSIVE("inconclusive"),
    /** Rounding cannot explain the difference. */
    DIFFERS("DIFFERS");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * One comparison; the figures are those of the worst element.
   *
   * @param result the name of the compared result; {@link Question#VALUE} for the value
   * @param ulps the difference in units in the last place
   * @param absolute the absolute difference
   * @param relative the difference relative to the larger of both
   * @param ofBound the difference as a fraction of what rounding (or the route's own error) can
   *     explain; NaN where that is not known
   * @param witness an element that differs more than that, where the verdict is DIFFERS
   */
  public record Row(
      String route,
      String backend,
      String result,
      double ulps,
      double absolute,
      double relative,
      double ofBound,
      Verdict verdict,
      Optional<Witness> witness) {}

  /**
   * An element that differs.
   *
   * @param place its index, such as {@code [1, 0]}; empty for a scalar
   * @param expected the number that the baseline has there
   * @param found the number that the route has there
   */
  public record Witness(String place, String expected, String found) {}

  /** A route that could not answer on a backend. */
  public record Skip(String route, String backend, String reason) {}

  /** Whether nothing differs. */
  public boolean agrees() {
    return rows.stream().noneMatch(row -> row.verdict() == Verdict.DIFFERS);
  }
}

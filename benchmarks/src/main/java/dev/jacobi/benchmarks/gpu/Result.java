package dev.jacobi.benchmarks.gpu;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a workload, as a line of a table that the summary reads.
 *
 * @param name the workload's
 * @param milliseconds the median; empty when nothing was measured
 * @param spread the least and the most, for a person; or why nothing was measured
 * @param floor the limit in milliseconds, where there is one
 * @param goal the largest ratio to the floor that we want, where there is one
 * @param limit what the limit is, in words
 * @param peerGoal the largest ratio to the time of a peer that we want
 */
record Result(
    String name,
    Optional<Double> milliseconds,
    String spread,
    Optional<Double> floor,
    Optional<Double> goal,
    String limit,
    double peerGoal) {

  private static final int CELLS = 7;

  /** Nothing was measured. */
  static Result failed(Workload workload, Throwable reason) {
    String message = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
    return new Result(
        workload.name(),
        Optional.empty(),
        reason.getClass().getSimpleName() + ": " + message,
        Optional.empty(),
        Optional.empty(),
        "",
        workload.goal());
  }

  /** Jacobi's time by the limit. */
  Optional<Double> ratio() {
    return milliseconds.flatMap(time -> floor.map(least -> time / least));
  }

  /** Whether the goal for the limit is met; empty where there is none, or nothing was measured. */
  Optional<Boolean> met() {
    return ratio().flatMap(ratio -> goal.map(most -> ratio <= most));
  }

  /** As a line of cells between tabulators. */
  String line() {
    return String.join(
        "\t",
        name,
        number(milliseconds),
        cell(spread),
        number(floor),
        number(goal),
        cell(limit),
        Double.toString(peerGoal));
  }

  private static String number(Optional<Double> number) {
    return number.map(value -> Double.toString(value)).orElse("");
  }

  private static String cell(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** What {@link #line} wrote. */
  static Result parse(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() != CELLS) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d cells instead of %d: %s", cells.size(), CELLS, line));
    }
    return new Result(
        cells.get(0),
        value(cells.get(1)),
        cells.get(2),
        value(cells.get(3)),
        value(cells.get(4)),
        cells.get(5),
        Double.parseDouble(cells.get(6)));
  }

  private static Optional<Double> value(String cell) {
    return cell.isEmpty() ? Optional.empty() : Optional.of(Double.parseDouble(cell));
  }
}

package dev.jacobi.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param name case and parameters
 * @param jdk the feature release of the JDK that ran both sides
 * @param measured what was measured of Jacobi, with its unit
 * @param peer who or what it is compared with
 * @param against what was measured of the peer
 * @param ratio Jacobi's figure by the peer's
 * @param unit what the ratio is a multiple of
 * @param goal the ratio to reach, if one is set
 * @param floor the limit, as a ratio to the same peer where it was measured
 * @param allocated bytes that a call of Jacobi's allocates, where that was measured
 */
public record Row(
    String name,
    int jdk,
    String measured,
    String peer,
    String against,
    double ratio,
    String unit,
    Optional<Double> goal,
    String floor,
    Optional<Double> allocated) {

  static final String HEAD =
      """
      | case | JDK | Jacobi | peer | peer's | ratio | goal | limit | allocated |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** The first line of a file of results. */
  public static final String CSV_HEAD = "name,ratio,unit,peer,floor\n";

  String csv() {
    return csv(name, ratio, unit, peer, floor);
  }

  /** A line of a file of results. */
  public static String csv(String name, double ratio, String unit, String peer, String floor) {
    return String.join(",", quoted(name), digits(ratio), quoted(unit), quoted(peer), quoted(floor))
        + "\n";
  }

  private static String quoted(String text) {
    return text.matches("[\\w.-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  String markdown() {
    return key()
        + " | "
        + String.join(
            " | ",
            against,
            digits(ratio),
            goal.map(most -> "≤ " + digits(most)).orElse(""),
            floor,
            allocated.map(bytes -> String.format(Locale.ROOT, "%,.0f B", bytes)).orElse(""))
        + " |\n";
  }

  /** The cells up to the peer, of which the figure of Jacobi's is not a part of the identity. */
  private String key() {
    return String.join(" | ", "| `" + name + "`", Integer.toString(jdk), measured, peer);
  }

  /** Whether a line of the table is an older measurement of the same. */
  boolean replaces(String line) {
    String[] cells = line.split(" \\| ", -1);
    return cells.length > 3
        && cells[0].equals("| `" + name + "`")
        && cells[1].equals(Integer.toString(jdk))
        && cells[3].equals(peer);
  }

  /** Three significant digits, without exponent. */
  public static String digits(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    int places = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%,." + Math.min(places, 9) + "f", value).replace(",", "");
  }

  /** A time, in the unit that reads best. */
  public static String time(double nanoseconds) {
    if (nanoseconds < 1e3) {
      return digits(nanoseconds) + " ns";
    }
    if (nanoseconds < 1e6) {
      return digits(nanoseconds / 1e3) + " µs";
    }
    return nanoseconds < 1e9 ? digits(nanoseconds / 1e6) + " ms" : digits(nanoseconds / 1e9) + " s";
  }
}

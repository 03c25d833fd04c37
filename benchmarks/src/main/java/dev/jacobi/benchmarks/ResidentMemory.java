package dev.jacobi.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;

/**
 * Whether memory stays flat over 10,000 calls of a value and gradient, each at other values of the
 * inputs. Runs in a JVM of its own, which prints its resident set before and after the last 5,000:
 * until then the JIT is at work.
 */
public final class ResidentMemory {

  static final String NAME = "resident-memory";
  static final String WORK =
      "resident set after 10,000 calls of value and gradient of sum(log(1 + exp(-y*x))) at 4,096"
          + " points, by the resident set after 5,000";

  private static final int POINTS = 4096;
  private static final int FIRST = 5_000;
  private static final int CALLS = 10_000;

  private ResidentMemory() {}

  /** Makes the calls and prints two sizes in pages. Linux only. */
  public static void main(String[] arguments) throws IOException {
    Formula formula = Formula.parse("sum(log(1 + exp(-y*x)))");
    Formula.Compiled compiled = formula.compile("x");
    for (int call = 1; call <= CALLS; call++) {
      compiled.at(point(call));
      if (call == FIRST || call == CALLS) {
        System.out.println(residentPages());
      }
    }
  }

  private static Map<String, Tensor> point(int call) {
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = (i + call) % 17 / 8.0 - 1;
      y[i] = (i & 1) * 2 - 1;
    }
    return Point.of("x", x).and("y", y);
  }

  private static String residentPages() throws IOException {
    try (Scanner sizes = new Scanner(Path.of("/proc/self/statm"), UTF_8)) {
      sizes.nextLong();
      return Long.toString(sizes.nextLong());
    }
  }

  /** The row, or nothing where the operating system does not tell the size of a process. */
  static Optional<Row> measure() throws IOException, InterruptedException {
    if (!Files.isReadable(Path.of("/proc/self/statm"))) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap much larger than what is alive would let it grow all the while.
    command.add("-Xms64m");
    command.add("-Xmx64m");
    command.add("-XX:+AlwaysPreTouch");
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ResidentMemory.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> pages;
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      pages = output.lines().toList();
    }
    if (process.waitFor() != 0 || pages.size() != 2) {
      throw new AssertionError("the calls failed, see above");
    }
    double before = Double.parseDouble(pages.get(0));
    double after = Double.parseDouble(pages.get(1));
    return Optional.of(
        new Row(
            NAME,
            Runtime.version().feature(),
            megabytes(after),
            "itself after 5,000 calls",
            megabytes(before),
            after / before,
            "x the resident set after 5,000 calls",
            Optional.of(1.05),
            "1",
            Optional.empty()));
  }

  private static String megabytes(double pages) {
    return Row.digits(pages * 4096 / 1e6) + " MB";
  }
}

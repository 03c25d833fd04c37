package dev.jacobi.benchmarks.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.gpu.GpuBackend;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.Probe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * What the bundle for devices runs: {@code probe}, {@code measure [--quick]} and {@code summary},
 * each with the folder of results. Status 3: there is no device, and the reason is printed; 1:
 * something could not be measured; 2: the command line is wrong.
 */
public final class Main {

  private static final String USAGE = "probe FOLDER | measure FOLDER [--quick] | summary FOLDER";
  private static final String CASES = "cases.jsonl";

  /** The copies that the floors are reckoned with, so large that no cache holds them. */
  private static final long COPY = 1L << 29;

  private static final long QUICK_COPY = 1L << 26;

  private final Path folder;
  private final PrintStream out;

  private Main(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Does one part of a run. */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean quick = words.contains("--quick");
    if (words.size() != (quick ? 3 : 2)) {
      System.err.println(USAGE);
      System.exit(2);
    }
    Main main = new Main(Path.of(words.get(1)), out);
    System.exit(
        switch (words.get(0)) {
          case "probe" -> main.probe();
          case "measure" -> main.measure(quick);
          case "summary" -> main.summary();
          default -> {
            System.err.println(USAGE);
            yield 2;
          }
        });
  }

  private int probe() throws IOException {
    Probe probe = Probe.result();
    if (probe instanceof Probe.Usable usable) {
      String text = Card.of(usable.driver(), usable.device()).description();
      Files.writeString(folder.resolve(Summary.CARD), text);
      out.print(text);
      return 0;
    }
    Probe.Unusable none = (Probe.Unusable) probe;
    String text = "no device: " + none.reason() + "\n";
    Files.writeString(folder.resolve(Summary.CARD), text);
    out.print(text);
    if (!none.hint().isEmpty()) {
      out.println("hint: " + none.hint());
    }
    return 3;
  }

  private int measure(boolean quick) throws IOException {
    if (!(Probe.result() instanceof Probe.Usable usable)) {
      return probe();
    }
    Timing.Effort effort = quick ? Timing.Effort.QUICK : Timing.Effort.THOROUGH;
    Card card = Card.of(usable.driver(), usable.device());
    try (GpuBackend device = new GpuBackend()) {
      Copies copies = copies(usable, quick ? QUICK_COPY : COPY, effort);
      Backend judge = Backends.load().named("cpu");
      Measurement measurement =
          new Measurement(device, judge, card, copies.bytesPerSecond(), effort);
      int failed = 0;
      for (Workload workload : quick ? Workloads.quick() : Workloads.thorough()) {
        failed += measure(measurement, workload) ? 0 : 1;
      }
      return failed == 0 ? 0 : 1;
    }
  }

  private Copies copies(Probe.Usable usable, long bytes, Timing.Effort effort) throws IOException {
    Driver driver = usable.driver();
    Driver.Context context = driver.retainPrimaryContext(usable.device());
    try {
      driver.makeCurrent(context);
      Copies copies = Copies.measure(driver, Math.min(bytes, driver.freeMemory() / 4), effort);
      String text =
          String.format(
              Locale.ROOT,
              "copy        %.0f GB/s by the driver, %.0f GB/s by a kernel; floors take the faster%n",
              copies.driver() / 1e9,
              copies.kernel() / 1e9);
      Files.writeString(folder.resolve(Summary.COPIES), text);
      out.print(text);
      return copies;
    } finally {
      driver.releasePrimaryContext(usable.device());
    }
  }

  /** Measures, and adds a line to the files at once: a run that is cut short leaves what it has. */
  private boolean measure(Measurement measurement, Workload workload) throws IOException {
    Result result;
    try {
      Measurement.Outcome outcome = measurement.of(workload);
      result = outcome.result();
      append(CASES, workload.json(outcome.digests()));
    } catch (RuntimeException | AssertionError | OutOfMemoryError failure) {
      result = Result.failed(workload, failure);
    }
    append(Summary.RESULTS, result.line());
    out.println(result.line().replace('\t', ' '));
    return result.milliseconds().isPresent();
  }

  private void append(String file, String line) throws IOException {
    Files.writeString(
        folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private int summary() throws IOException {
    Summary summary = new Summary(folder);
    String page = summary.page();
    Files.writeString(folder.resolve("summary.txt"), page);
    Files.writeString(folder.resolve("benchmarks.csv"), summary.csv());
    out.print(page);
    return 0;
  }
}

package dev.jacobi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks and writes their ratios: {@code benchmarks/run [name]}. */
public final class Main {

  private static final Path TABLE = Path.of("docs", "benchmarks.md");
  private static final Path CSV = Path.of("benchmarks", "target", "benchmarks.csv");
  private static final String ROWS = "<!-- rows: written by benchmarks/run -->";

  private Main() {}

  /** Runs the case of the given name, or all. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    List<Case> chosen =
        Case.ALL.stream()
            .filter(line -> arguments.length == 0 || line.name().equals(arguments[0]))
            .toList();
    if (chosen.isEmpty()) {
      System.err.println(
          "no benchmark "
              + arguments[0]
              + "; there are: "
              + Case.ALL.stream().map(Case::name).toList());
      System.exit(2);
    }
    List<Row> rows = new ArrayList<>();
    for (Case line : chosen) {
      rows.add(measure(line));
    }
    write(rows);
  }

  private record Row(Case line, double jacobi, double peer) {

    String ratio() {
      return String.format(Locale.ROOT, "%.2f", jacobi / peer);
    }

    String csv() {
      return String.join(
          ",",
          line.name(),
          ratio(),
          "\"x the time of the peer\"",
          quoted(line.peer()),
          quoted(line.floor()));
    }

    String markdown() {
      return String.format(
          Locale.ROOT,
          "| `%s`: %s | %s | %.2f ms | %.2f ms: %s | %s |",
          line.name(),
          line.work(),
          ratio(),
          jacobi,
          peer,
          line.peer(),
          line.floor());
    }

    private static String quoted(String text) {
      return '"' + text.replace("\"", "\"\"") + '"';
    }
  }

  private static Row measure(Case line) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(line.benchmark().getName() + "\\.(jacobi|peer)$")
            .mode(Mode.AverageTime)
            .timeUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
            .forks(1)
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgsAppend("-Xmx4g")
            .build();
    Collection<RunResult> results = new Runner(options).run();
    Map<String, Double> scores = new HashMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      scores.put(name.substring(name.lastIndexOf('.') + 1), result.getPrimaryResult().getScore());
    }
    return new Row(line, score(scores, "jacobi"), score(scores, "peer"));
  }

  private static double score(Map<String, Double> scores, String name) {
    Double score = scores.get(name);
    if (score == null) {
      throw new AssertionError("no score for " + name);
    }
    return score;
  }

  private static void write(List<Row> rows) throws IOException {
    StringBuilder csv = new StringBuilder("name,ratio,unit,peer,floor\n");
    rows.forEach(row -> csv.append(row.csv()).append('\n'));
    Files.createDirectories(CSV.getParent());
    Files.writeString(CSV, csv);
    System.out.print(csv);
    if (rows.size() == Case.ALL.size()) {
      String page = Files.readString(TABLE);
      StringBuilder table = new StringBuilder();
      rows.forEach(row -> table.append(row.markdown()).append('\n'));
      int end = page.indexOf(ROWS) + ROWS.length();
      Files.writeString(TABLE, page.substring(0, end) + "\n\n" + HEAD + table);
    }
  }

  private static final String HEAD =
      "| case | ratio | Jacobi | peer | limit |\n|---|---|---|---|---|\n";
}

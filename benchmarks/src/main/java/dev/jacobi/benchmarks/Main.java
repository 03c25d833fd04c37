package dev.jacobi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs benchmarks and writes their ratios: {@code benchmarks/run [--list] [--quick] [name...]}.
 *
 * <p>A name stands for all rows that begin with it. With {@code --quick} measurements are short and
 * the page in docs is left alone.
 */
public final class Main {

  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final Path CSV = Path.of("benchmarks", "target", "benchmarks.csv");

  private final List<Comparison> comparisons = Catalogue.load();
  private final List<Row> rows = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Main() {}

  /** Runs the cases of the given names, or all. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException {
    List<String> options = Arrays.stream(arguments).filter(a -> a.startsWith("--")).toList();
    List<String> asked = Arrays.stream(arguments).filter(a -> !a.startsWith("--")).toList();
    Optional<String> unknown =
        options.stream().filter(option -> !List.of("--list", "--quick").contains(option)).findAny();
    if (unknown.isPresent()) {
      System.err.println("no option " + unknown.get() + "; there are --list and --quick");
      System.exit(2);
    }
    System.exit(new Main().run(options, asked));
  }

  private int run(List<String> options, List<String> asked)
      throws IOException, InterruptedException, RunnerException {
    for (String name : asked) {
      if (names().stream().noneMatch(row -> isCalled(row, name))) {
        System.err.println("no benchmark " + name + "; there are:");
        names().forEach(System.err::println);
        return 2;
      }
    }
    if (options.contains("--list")) {
      System.out.print(cases());
      names().forEach(System.out::println);
      return 0;
    }
    boolean quick = options.contains("--quick");
    measure(
        quick ? Session.QUICK : Session.THOROUGH,
        row -> asked.isEmpty() || asked.stream().anyMatch(name -> isCalled(row, name)));
    if (!quick) {
      new Page(PAGE).update(rows, names(), cases(), Machine.description());
    }
    System.out.print(Files.readString(CSV));
    missing.forEach(line -> System.err.println("not measured: " + line + ", see above"));
    Machine.pythonPeers().forEach(System.err::println);
    return missing.isEmpty() ? 0 : 1;
  }

  /** A row is asked for by its name, or the beginning of it up to a hyphen. */
  private static boolean isCalled(String row, String asked) {
    return (row + "-").startsWith(asked + "-");
  }

  /** The names of all rows, in the order of the table. */
  private List<String> names() {
    return Stream.concat(
            comparisons.stream()
                .flatMap(comparison -> comparison.settings().stream())
                .map(Comparison.Setting::name),
            Stream.of(ResidentMemory.NAME))
        .toList();
  }

  private String cases() {
    return comparisons.stream()
            .map(comparison -> comparison.description())
            .map(description -> line(description.value(), description.work()))
            .collect(Collectors.joining())
        + line(ResidentMemory.NAME, ResidentMemory.WORK);
  }

  private static String line(String name, String work) {
    return "- `" + name + "`: " + work + "\n";
  }

  private void measure(Session session, Predicate<String> asked)
      throws IOException, InterruptedException, RunnerException {
    write();
    for (Comparison comparison : comparisons) {
      for (Comparison.Setting setting : comparison.settings()) {
        if (asked.test(setting.name())) {
          List<Row> measured = session.measure(comparison, setting);
          rows.addAll(measured);
          comparison.peers().stream()
              .filter(peer -> measured.stream().noneMatch(row -> row.peer().equals(peer.label())))
              .forEach(peer -> missing.add(setting.name() + " against " + peer.label()));
          write();
        }
      }
    }
    if (asked.test(ResidentMemory.NAME)) {
      ResidentMemory.measure()
          .ifPresentOrElse(rows::add, () -> missing.add(ResidentMemory.NAME + ": Linux only"));
      write();
    }
  }

  /** After each comparison, so that what was measured survives an interruption. */
  private void write() throws IOException {
    StringBuilder csv = new StringBuilder(Row.CSV_HEAD);
    rows.forEach(row -> csv.append(row.csv()));
    Files.createDirectories(CSV.getParent());
    Files.writeString(CSV, csv);
  }
}

package dev.jacobi.cli;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.check.Report;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.print.DerivativeLabel;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers by every route on every backend and prints how the answers agree. */
@Command(
    name = "check",
    description = {
      "Find value and gradient by every route on every backend, and print the table of agreement.",
      "Without a seed, an output of more than one element is given ones."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  private static final int DISAGREES = 1;

  private final Main main;
  @Mixin private ProgramArguments program = new ProgramArguments();
  @Mixin private DerivativeArguments derivative = new DerivativeArguments();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "Only this backend, compared with the reference: cpu, gpu, or auto (default: all that are"
              + " found).")
  private Optional<String> backend = Optional.empty();

  CheckCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    Formula formula = program.formula(main);
    Point point = program.point(formula, derivative.wrt());
    Formula typed = formula.withTypesOf(point);
    Optional<Seed> seed = derivative.seed(program);
    Question question = typed.question(point, seed.orElse(Seed.ONES), derivative.wrt());
    List<Backend> backends = backends();
    Report report =
        new CrossCheck(
                List.of(
                    Routes.symbolic(),
                    printed(),
                    Routes.tape(),
                    Routes.forward(),
                    Routes.differences()),
                backends)
            .check(question);
    head(typed, question, point, seed.isPresent());
    table(report, typed.name());
    tail(report, question, typed.name(), backends.size() > 1);
    return report.agrees() ? 0 : DISAGREES;
  }

  /** All that are found, or the reference and the one that is asked for. */
  private List<Backend> backends() {
    Backends found = Backends.load();
    if (backend.isEmpty()) {
      return found.all();
    }
    BackendChoice choice = BackendChoice.of(backend.get(), found);
    choice.remark().ifPresent(remark -> main.screen().err().println("jacobi: " + remark));
    return Stream.of(found.named("reference"), choice.backend()).distinct().toList();
  }

  /** The formulas that are printed, simplified by equations of the reals. */
  private static Route printed() {
    return Routes.real(
        "printed",
        (graph, nodes) -> Rewriter.real().assuming(List.of(nodes.get(0))).simplify(graph, nodes));
  }

  private void head(Formula formula, Question question, Point point, boolean seeded) {
    PrintWriter out = main.screen().out();
    TensorType type = formula.type();
    out.println(main.screen().bold(formula.name() + " : " + type));
    String values =
        point.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + " = "
                        + question.inputs().getOrDefault(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    if (!values.isEmpty()) {
      out.println("at " + values);
    }
    if (!seeded && !type.shape().isOneElement()) {
      out.println("seed: ones, since none is given and " + formula.name() + " is no scalar");
    }
    out.println();
  }

  private void table(Report report, String output) {
    Table table =
        new Table(
            3, "route", "backend", "result", "ulps", "absolute", "relative", "of bound", "verdict");
    for (Row row : report.rows()) {
      table.line(
          row.route(),
          row.backend().isEmpty() ? "-" : row.backend(),
          label(row, output),
          figure(row.ulps()),
          figure(row.absolute()),
          figure(row.relative()),
          figure(row.ofBound()),
          row.verdict().toString());
    }
    Screen screen = main.screen();
    List<String> lines = table.render();
    screen.out().println("compared with " + report.baseline() + ":");
    screen.out().println(screen.bold(lines.get(0)));
    for (int i = 1; i < lines.size(); i++) {
      boolean differs = report.rows().get(i - 1).verdict() == Report.Verdict.DIFFERS;
      screen.out().println(differs ? screen.bad(lines.get(i)) : lines.get(i));
    }
  }

  private static String label(Row row, String output) {
    boolean value = row.result().equals(Question.VALUE);
    return value ? output : DerivativeLabel.plain(output, row.result());
  }

  /** Both numbers of an element of each row that differs. */
  private void differences(Report report, String output) {
    for (Row row : report.rows()) {
      String where = row.route() + (row.backend().isEmpty() ? "" : " on " + row.backend());
      row.witness()
          .ifPresent(
              witness ->
                  main.screen()
                      .out()
                      .println(
                          "differs: %s%s is %s by %s, but %s by %s"
                              .formatted(
                                  label(row, output),
                                  witness.place(),
                                  witness.expected(),
                                  report.baseline(),
                                  witness.found(),
                                  where)));
    }
  }

  private static String figure(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value)) {
      return "?";
    }
    if (Double.isInfinite(value)) {
      return "inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.2g", value);
  }

  private void tail(Report report, Question question, String output, boolean several) {
    Screen screen = main.screen();
    PrintWriter out = screen.out();
    out.println();
    for (Report.Skip skip : report.skipped()) {
      String where = skip.backend().isEmpty() ? "" : " on " + skip.backend();
      out.println("skipped: " + skip.route() + where + ": " + skip.reason());
    }
    differences(report, output);
    out.println("first difference: " + report.firstDifference().orElse(none(report, several)));
    Stream<String> others = report.rows().stream().map(Row::route);
    String first = report.baseline().replaceFirst(" on .*", "");
    long routes = Stream.concat(Stream.of(first), others).distinct().count();
    int results = question.names().size() + 1;
    String counts = routes + " routes, " + results + (results == 1 ? " result" : " results");
    out.println(
        report.agrees()
            ? screen.good("AGREE") + ": " + counts
            : screen.bad("DISAGREE") + ": " + counts);
  }

  private static String none(Report report, boolean several) {
    if (several) {
      String same = "every value has the same bits on every backend";
      return report.agrees() ? "none: " + same : "none between backends: " + same;
    }
    return "none: " + report.baseline().replaceFirst(".* on ", "") + " is the only backend here";
  }
}

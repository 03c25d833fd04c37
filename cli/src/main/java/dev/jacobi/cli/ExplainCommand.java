package dev.jacobi.cli;

import dev.jacobi.core.backend.Translator;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.symbolic.Derivation;
import dev.jacobi.symbolic.Execution;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.parse.Parser;
import dev.jacobi.symbolic.parse.SyntaxTree;
import dev.jacobi.symbolic.print.GraphText;
import dev.jacobi.symbolic.print.Printer;
import dev.jacobi.symbolic.print.Style;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints every stage on the way from a text to a derivative and to what runs. */
@Command(
    name = "explain",
    description = "Print every stage: syntax tree, graph, derivative, rewriting, what runs.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  /** A stage; the constant is its name on the command line. */
  enum Stage {
    TREE("syntax tree"),
    GRAPH("graph"),
    DERIVATIVE("derivative, as reverse mode makes it"),
    RULES("equations used to simplify it, with how often"),
    SIMPLIFIED("derivative, simplified"),
    PRINTED("derivative, printed"),
    RUN("what runs"),
    KERNELS("loops, products and buffers"),
    PTX("kernels for NVIDIA devices");

    /** What is shown when no stage is asked for; text for other machines is not. */
    private static final List<Stage> USUAL =
        Arrays.stream(values()).filter(stage -> stage != PTX).toList();

    private final String title;

    Stage(String title) {
      this.title = title;
    }
  }

  private final Main main;
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProgramArguments program = new ProgramArguments();
  @Mixin private DerivativeArguments derivative = new DerivativeArguments();
  @Mixin private RunArguments run = new RunArguments();

  @Option(
      names = "--stage",
      split = ",",
      paramLabel = "STAGE",
      description = "Only this stage: ${COMPLETION-CANDIDATES}.")
  private Stage[] stages = {};

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "What PTX is written for: sm_75 (default), sm_80 or sm_90.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "text|unicode",
      description = "How to write formulas (default: text).")
  private Style style = Style.TEXT;

  ExplainCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    List<Stage> chosen = stages.length == 0 ? Stage.USUAL : Arrays.asList(stages);
    check(chosen);
    Formula plain = program.formula(main);
    Point point = program.point(plain, derivative.wrt());
    Formula formula = run.apply(plain.withTypesOf(point), main.screen());
    Seed seed = derivative.seed(program).orElse(Seed.NONE);
    Derivation derivation = formula.derivation(seed, derivative.wrt());
    for (Stage stage : chosen) {
      main.screen().out().println(main.screen().bold("== " + stage.title + " =="));
      switch (stage) {
        case TREE -> tree();
        case GRAPH -> main.screen().out().print(GraphText.of(List.of(derivation.value())));
        case DERIVATIVE -> graph(derivation.gradients());
        case RULES -> rules(derivation.rules());
        case SIMPLIFIED -> graph(derivation.simple());
        case PRINTED -> printed(derivation);
        case RUN -> execution(formula, point);
        case KERNELS -> kernels(formula, point);
        case PTX -> ptx(formula, point);
      }
    }
    return 0;
  }

  /** Refuses a target that is unknown, or that no chosen stage is written for. */
  private void check(List<Stage> chosen) {
    if (target.isEmpty()) {
      return;
    }
    List<String> known = translator().targets();
    if (!known.contains(target.get())) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no target " + target.get() + "; there are: " + String.join(", ", known));
    }
    if (!chosen.contains(Stage.PTX)) {
      throw new ParameterException(
          spec.commandLine(), "--target is of --stage ptx, which is not asked for");
    }
  }

  private void tree() {
    main.screen().out().print(SyntaxTree.dump(Parser.parseOrThrow(main.source())));
  }

  private void graph(Map<String, Node> nodes) {
    PrintWriter out = main.screen().out();
    out.print(GraphText.of(nodes.values()));
    nodes.forEach(
        (name, node) -> out.println((name.isEmpty() ? "value" : name) + " -> %" + node.id()));
  }

  private void rules(Map<String, Integer> rules) {
    rules.forEach((name, count) -> main.screen().out().println(name + "  ×" + count));
    if (rules.isEmpty()) {
      main.screen().out().println("none");
    }
  }

  private void printed(Derivation derivation) {
    derivation
        .derivatives()
        .forEach(
            line ->
                main.screen().out().println(line.label() + " = " + line.text(Printer.of(style))));
  }

  private void execution(Formula formula, Point point) {
    PrintWriter out = main.screen().out();
    Optional<Execution> execution = execution(formula, point, out);
    execution.ifPresent(
        found -> {
          out.println("backend " + found.backend() + ": " + found.executable().description());
          if (found.backend().equals("reference")) {
            out.println("nothing is lowered: this backend interprets the graph as it stands");
          }
          out.println("equations used, all of which keep every bit:");
          rules(found.rules());
          graph(found.graph().outputs());
        });
  }

  private void kernels(Formula formula, Point point) {
    PrintWriter out = main.screen().out();
    execution(formula, point, out)
        .ifPresent(
            found ->
                out.print(
                    found
                        .executable()
                        .listing()
                        .orElse("none: this backend interprets the graph as it stands\n")));
  }

  /** What a device would be given; none is needed. */
  private void ptx(Formula formula, Point point) {
    PrintWriter out = main.screen().out();
    Translator translator = translator();
    execution(formula, point, out)
        .ifPresent(
            found -> {
              String listing =
                  translator.translate(found.graph(), target.orElse(translator.targets().get(0)));
              out.print(listing.isBlank() ? "none: there is nothing to compile\n" : listing);
            });
  }

  private static Translator translator() {
    return Translator.of("ptx").orElseThrow(ExplainCommand::noTranslator);
  }

  private static DiagnosticException noTranslator() {
    return Diagnostic.error(
            "backend/unavailable",
            "nothing on the class path writes PTX",
            "add jacobi-backend-gpu to the class path")
        .exception();
  }

  private Optional<Execution> execution(Formula formula, Point point, PrintWriter out) {
    try {
      return Optional.of(formula.execution(point, derivative.wrt()));
    } catch (DiagnosticException reason) {
      out.println("nothing yet: " + reason.first().message());
      out.println("give every dimension a size: --shape NAME=2,3, or a value: --set NAME=…");
      return Optional.empty();
    }
  }
}

package dev.jacobi.cli;

import dev.jacobi.symbolic.Derivation;
import dev.jacobi.symbolic.Derivative;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.print.Printer;
import dev.jacobi.symbolic.print.Style;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the derivatives of a program as formulas. */
@Command(
    name = "diff",
    description = {
      "Print the types of a program's values, and its derivatives as formulas.",
      "Of an output of more than one element the derivative is that of its product with a seed."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

  private final Main main;
  @Mixin private ProgramArguments program = new ProgramArguments();
  @Mixin private DerivativeArguments derivative = new DerivativeArguments();

  @Option(
      names = "--format",
      paramLabel = "text|unicode",
      description = "How to write formulas (default: text).")
  private Style style = Style.TEXT;

  DiffCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    Formula plain = program.formula(main);
    Formula formula = plain.withTypesOf(program.point(plain, derivative.wrt()));
    Seed seed = derivative.seed(program).orElse(Seed.NONE);
    Derivation derivation = formula.derivation(seed, derivative.wrt());
    Screen screen = main.screen();
    PrintWriter out = screen.out();
    formula.values().forEach((name, type) -> out.println(screen.faint(name + " : " + type)));
    for (Derivative line : derivation.derivatives()) {
      out.println(screen.bold(line.label()) + " = " + line.text(Printer.of(style)));
    }
    return 0;
  }
}

package dev.jacobi.cli;

import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Recording;
import dev.jacobi.symbolic.Seed;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the gradient of a program at a point. */
@Command(
    name = "grad",
    description = {
      "Print the gradient of a program's output at a point, by name.",
      "An output of more than one element needs a seed."
    },
    mixinStandardHelpOptions = true)
final class GradCommand implements Callable<Integer> {

  private final Main main;
  @Mixin private ProgramArguments program = new ProgramArguments();
  @Mixin private DerivativeArguments derivative = new DerivativeArguments();
  @Mixin private RunArguments run = new RunArguments();

  GradCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    Formula formula = run.apply(program.formula(main), main.screen());
    Seed seed = derivative.seed(program).orElse(Seed.NONE);
    Point point = program.point(formula, derivative.wrt());
    PrintWriter out = main.screen().out();
    if (run.mode() == Mode.TAPE) {
      taped(formula.withTypesOf(point).record(point), seed, out);
    } else {
      formula
          .gradient(point, seed, derivative.wrt())
          .forEach((name, value) -> out.println(name + ": " + Numbers.text(value)));
    }
    return 0;
  }

  /** What the program itself accumulated; if it did not walk back, the gradient of its output. */
  private void taped(Recording recording, Seed seed, PrintWriter out) {
    if (!recording.hasStatements()) {
      recording
          .valueAndGradient(seed, derivative.wrt())
          .gradient()
          .forEach((name, value) -> out.println(name + ": " + Numbers.text(value)));
      return;
    }
    List<String> asked = List.of(derivative.wrt());
    for (String name : asked.isEmpty() ? recording.leaves() : asked) {
      String value = recording.gradient(name).map(Numbers::text).orElse("none");
      out.println(name + ": " + value);
    }
  }
}

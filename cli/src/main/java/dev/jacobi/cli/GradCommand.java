package dev.jacobi.cli;

import dev.jacobi.symbolic.Seed;
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
    var formula = run.apply(program.formula(main), main.screen());
    Seed seed = derivative.seed(program).orElse(Seed.NONE);
    formula
        .gradient(program.point(), seed, derivative.wrt())
        .forEach((name, value) -> main.screen().out().println(name + ": " + Numbers.text(value)));
    return 0;
  }
}

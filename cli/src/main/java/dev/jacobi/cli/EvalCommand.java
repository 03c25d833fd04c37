package dev.jacobi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the value of a program. */
@Command(
    name = "eval",
    description = "Print the value of a program's output.",
    mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {

  private final Main main;
  @Mixin private ProgramArguments program = new ProgramArguments();
  @Mixin private RunArguments run = new RunArguments();

  EvalCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    var formula = run.apply(program.formula(main), main.screen());
    main.screen().out().println(Numbers.text(formula.value(program.point())));
    return 0;
  }
}

package dev.jacobi.cli;

import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import java.io.PrintWriter;
import java.util.List;
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
    Formula formula = run.apply(program.formula(main));
    Point point = program.point(formula);
    PrintWriter out = main.screen().out();
    List<String> items = items(formula, point);
    if (items.size() < 2) {
      out.println(Numbers.text(formula.value(point)));
    } else {
      items.forEach(
          item -> out.println(item + ": " + Numbers.text(formula.withOutput(item).value(point))));
    }
    return 0;
  }

  /** The names of all items of a tuple if the output, which the program itself chose, is one. */
  private List<String> items(Formula formula, Point point) {
    Formula typed = formula.withTypesOf(point);
    String name = typed.name();
    int bracket = name.indexOf('[');
    if (bracket < 0 || program.hasOutput()) {
      return List.of();
    }
    String tuple = name.substring(0, bracket + 1);
    return typed.values().keySet().stream().filter(item -> item.startsWith(tuple)).toList();
  }
}

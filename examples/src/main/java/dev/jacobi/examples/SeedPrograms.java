package dev.jacobi.examples;

import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Derivative;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;

/**
 * Three ways to ask for a gradient of {@code z = 2*y + 2*p*p} with {@code y = x*x} at {@code x = 3}
 * and {@code p = ones(2, 2)}: a seed of ones for z itself, the sum of z, and its mean. Each is
 * answered twice: by a formula for the derivative, and by a tape that walks back through numbers.
 */
public final class SeedPrograms {

  private static final String PROGRAM = "y = x*x; z = 2*y + 2*p*p";
  private static final double[][] ONES = {{1, 1}, {1, 1}};
  private static final Point AT = Point.of("x", 3).and("p", ONES);

  private final PrintStream out;

  private SeedPrograms(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints all three.
   *
   * @param args none
   */
  public static void main(String[] args) {
    new SeedPrograms(System.out).run();
  }

  private void run() {
    Formula z = Formula.parse(PROGRAM).withShape("p", 2, 2);
    Formula sum = Formula.parse(PROGRAM + "; s = sum(z)").withShape("p", 2, 2);
    Formula mean = Formula.parse(PROGRAM + "; m = mean(z)").withShape("p", 2, 2);
    out.println(PROGRAM + " at x = 3, p = ones(2, 2): z = " + z.value(AT));
    out.println("for any seed: " + line(z.derivative("x")) + ", " + line(z.derivative("p")));
    compare("backward(z, ones_like(z))", z, Seed.ONES, output -> output);
    compare("backward(sum(z))", sum, Seed.NONE, Variable::sum);
    compare("backward(mean(z))", mean, Seed.NONE, Variable::mean);
  }

  /** One question, answered by the formula of the derivative and by a walk back over a tape. */
  private void compare(
      String title, Formula formula, Seed seed, Function<Variable, Variable> reduction) {
    Tape tape = new Tape();
    Variable x = tape.variable(3);
    Variable p = tape.variable(ONES);
    Variable y = x.times(x);
    Variable z = y.times(2).plus(p.times(p).times(2));
    Variable output = reduction.apply(z);
    output.backward(Tensor.ones(output.type()));

    out.println();
    out.println(title);
    ValueAndGradient found = formula.valueAndGradient(AT, seed);
    show(formula.derivative("x", seed), found.by("x"), x.grad());
    show(formula.derivative("p", seed), found.by("p"), p.grad());
  }

  private static String line(Derivative derivative) {
    return derivative.label() + " = " + derivative;
  }

  private void show(Derivative derivative, Tensor symbolic, Tensor taped) {
    String text = line(derivative);
    out.printf(Locale.ROOT, "  %-12s = %-24s  tape: %s%n", text, symbolic, taped);
  }
}

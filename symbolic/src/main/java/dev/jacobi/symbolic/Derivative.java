package dev.jacobi.symbolic;

import dev.jacobi.core.graph.Node;
import dev.jacobi.symbolic.print.DerivativeLabel;
import dev.jacobi.symbolic.print.OperationCount;
import dev.jacobi.symbolic.print.Printer;
import java.util.List;
import java.util.Objects;

/**
 * A derivative as a formula, simplified for reading by equations of the real numbers.
 *
 * @param output the name of what was differentiated
 * @param input the name it was differentiated by
 * @param isSeeded whether the seed stands in the formula, as an input of the output's type
 * @param formula the derivative, of the type of the input
 */
public record Derivative(String output, String input, boolean isSeeded, Node formula) {

  /** The formula in the language, in ASCII. */
  public String text() {
    return text(Printer.TEXT);
  }

  /** The formula as a printer writes it; its numbers are of the derivative's own element type. */
  public String text(Printer printer) {
    return Objects.requireNonNull(printer, "printer").floating(formula.dtype()).print(formula);
  }

  /** What the formula is: {@code z̄·∂z/∂x}, or {@code ∂z/∂x} with the seed folded in. */
  public String label() {
    return isSeeded ? DerivativeLabel.seeded(output, input) : DerivativeLabel.plain(output, input);
  }

  /** How many operations the formula takes. */
  public long operations() {
    return OperationCount.of(List.of(formula));
  }

  /** The formula in the language. */
  @Override
  public String toString() {
    return text();
  }
}

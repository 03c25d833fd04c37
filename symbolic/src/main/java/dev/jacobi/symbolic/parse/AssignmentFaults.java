package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The diagnoses of {@code =} where the grammar has no place for it, and of what stands beside it.
 */
final class AssignmentFaults {

  private AssignmentFaults() {}

  /** The diagnosis if the grammar stopped at, or at a word just before, an {@code =}. */
  static Optional<Diagnostic> find(Site site) {
    if (site.type(1) == JacobiLexer.ASSIGN && Tokens.isKeyword(site.type())) {
      return SyntaxFaults.reserved(site.here());
    }
    return site.type() == JacobiLexer.ASSIGN ? Optional.of(misplaced(site)) : Optional.empty();
  }

  private static Diagnostic misplaced(Site site) {
    if (site.at() == 0) {
      return site.report(
          "syntax/missing-name",
          "no name stands before '='",
          "write the name that is given the value: y = …");
    }
    if (site.operandExpected() && Tokens.isBinary(site.type(-1))) {
      Token operator = site.before();
      String hint = "write a value after " + Tokens.quote(operator) + ", or '==' to compare";
      return site.report(
          "syntax/missing-operand",
          "found '=' where the right operand of " + Tokens.quote(operator) + " would fit",
          hint);
    }
    if (site.depth() > 0) {
      return site.report(
          "syntax/assignment-in-expression",
          "'=' stands inside an expression",
          "to compare, write '=='; only the arguments of a call have names: f(x, axis=0)");
    }
    return site.report(
        "syntax/assignment-in-expression",
        "a second '=' stands in one statement",
        "to compare, write '=='; to give two names a value, write two statements");
  }
}

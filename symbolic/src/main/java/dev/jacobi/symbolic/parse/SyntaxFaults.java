package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Explains why the grammar stopped at a token: first as a declaration, then by what stands before
 * the token and at it. The generated parser tells only where it stopped; its words never reach the
 * user.
 */
final class SyntaxFaults {

  private SyntaxFaults() {}

  /** A text nested deeper than the parser goes. */
  static Diagnostic tooDeep(Token token) {
    return Diagnostic.error(
            "syntax/too-deep",
            "brackets and operators nest more than " + Parser.MAX_DEPTH + " deep here",
            "name a part of the formula in a statement of its own: t = …")
        .withSpan(Tokens.span(token));
  }

  /**
   * The diagnosis of a statement.
   *
   * @param tokens the statement with the end as last token
   * @param at where the grammar stopped
   */
  static Diagnostic explain(List<Token> tokens, int at) {
    Site site = new Site(tokens, at);
    return DeclarationFaults.find(site)
        .or(() -> AssignmentFaults.find(site))
        .or(() -> site.operandExpected() ? OperandFaults.find(site) : OperatorFaults.find(site))
        .orElseGet(() -> unexpected(site));
  }

  private static Diagnostic unexpected(Site site) {
    String fits =
        site.operandExpected()
            ? "a value"
            : site.depth() > 0
                ? "an operator, ',' or a closing bracket"
                : "an operator or the end of the statement";
    return site.report(
        "syntax/unexpected-token", "found " + site.found() + " where " + fits + " would fit", "");
  }

  /** A reserved word or constant where a name is needed; empty if the token is no such word. */
  static Optional<Diagnostic> reserved(Token token) {
    boolean constant = token.getType() == JacobiLexer.NAME && Tokens.isConstant(Tokens.name(token));
    if (!constant
        && token.getType() != JacobiLexer.INFINITY
        && !Tokens.isKeyword(token.getType())) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.error(
                "syntax/reserved-name",
                Tokens.quote(token)
                    + " is "
                    + (constant ? "a constant" : "a word")
                    + " of the language and cannot be used as a name",
                "choose another name, for example "
                    + Tokens.name(token).toLowerCase(Locale.ROOT)
                    + "_1")
            .withSpan(Tokens.span(token)));
  }
}

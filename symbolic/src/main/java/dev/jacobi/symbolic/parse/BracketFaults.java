package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import org.antlr.v4.runtime.Token;

/** The diagnoses of brackets that do not match. */
final class BracketFaults {

  private BracketFaults() {}

  /** Whether the two are brackets of one kind. */
  static boolean match(Token opener, Token closer) {
    return closer.getType() == closer(opener);
  }

  private static int closer(Token opener) {
    return opener.getType() == JacobiLexer.LPAR ? JacobiLexer.RPAR : JacobiLexer.RBRACK;
  }

  private static String closing(Token opener) {
    return opener.getType() == JacobiLexer.LPAR ? "')'" : "']'";
  }

  /** A closing bracket with nothing to close. */
  static Diagnostic neverOpened(Token closer) {
    String opening = closer.getType() == JacobiLexer.RPAR ? "'('" : "'['";
    return Diagnostic.error(
            "syntax/unopened-bracket",
            Tokens.quote(closer) + " closes a bracket that was never opened",
            "delete it, or write the " + opening + " that it closes")
        .withSpan(Tokens.span(closer));
  }

  /** A bracket closed by the other kind. */
  static Diagnostic mismatched(Token opener, Token closer) {
    return Diagnostic.error(
            "syntax/mismatched-bracket",
            Tokens.quote(closer)
                + " closes the "
                + Tokens.quote(opener)
                + " of "
                + Tokens.span(opener),
            "close it with " + closing(opener))
        .withSpan(Tokens.span(closer));
  }

  /** A bracket that one farther out closes over. */
  static Diagnostic unclosedBefore(Token opener, Token closer) {
    return Diagnostic.error(
            "syntax/unclosed-bracket",
            Tokens.quote(opener)
                + " is still open where "
                + Tokens.quote(closer)
                + " closes a bracket around it",
            "write "
                + closing(opener)
                + " before the "
                + Tokens.quote(closer)
                + " of "
                + Tokens.span(closer))
        .withSpan(Tokens.span(opener));
  }

  /** A {@code ;} in square brackets, where other languages part the rows of a matrix with it. */
  static Diagnostic rows(Token semicolon) {
    return Diagnostic.error(
            "syntax/matrix-rows",
            "found ';' inside '[' and ']'",
            "write the rows of a matrix as lists: [[1, 2], [3, 4]]; if a statement ends here, write ']' before it")
        .withSpan(Tokens.span(semicolon));
  }

  /** A bracket still open where its statement has to end. */
  static Diagnostic unclosed(Token opener, int open, Token end) {
    String where =
        end.getType() == JacobiLexer.SEMICOLON
            ? "before the ';' of " + Tokens.span(end)
            : "where the bracket should end";
    String hint = "write " + closing(opener) + " " + where;
    return Diagnostic.error(
            "syntax/unclosed-bracket",
            Tokens.quote(opener) + " is never closed",
            open > 1 ? hint + "; " + open + " brackets are open there" : hint)
        .withSpan(Tokens.span(opener));
  }
}

package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** The diagnoses of a place where a value should stand and something else does. */
final class OperandFaults {

  private OperandFaults() {}

  /** The diagnosis of a site where an operand is expected. */
  static Optional<Diagnostic> find(Site site) {
    int type = site.type();
    if (type == JacobiLexer.DEF || type == JacobiLexer.INPUT) {
      return Optional.of(nestedDeclaration(site));
    }
    if (type == JacobiLexer.IF) {
      return Optional.of(
          site.report(
              "syntax/misplaced-if",
              "found 'if' where a value would fit",
              "write a choice as: x if c else y"));
    }
    if (type == JacobiLexer.COMMA || Tokens.closes(type)) {
      return Optional.of(missingInBrackets(site));
    }
    if (type == Token.EOF) {
      return Optional.of(missingAtEnd(site));
    }
    if (Tokens.isBinary(type)) {
      return Optional.of(missingBeforeOperator(site));
    }
    return word(site);
  }

  /** {@code def} or {@code input} inside another statement. */
  static Diagnostic nestedDeclaration(Site site) {
    return site.report(
        "syntax/nested-declaration",
        site.found() + " stands inside a statement",
        "begin a statement with it, on a line of its own or after ';'");
  }

  private static Diagnostic missingInBrackets(Site site) {
    Token before = site.before();
    if (site.at() > 0
        && (Tokens.opens(before.getType()) || before.getType() == JacobiLexer.COMMA)) {
      boolean index =
          site.type(-1) == JacobiLexer.LBRACK && site.at() > 1 && Tokens.endsOperand(site.type(-2));
      return index && site.type() == JacobiLexer.RBRACK
          ? site.report(
              "syntax/empty-index",
              "nothing stands between the brackets of an index",
              "write a subscript: a[0], a[1:3], a[:]")
          : site.report(
              "syntax/empty-argument",
              "found " + site.found() + " where a value would fit",
              "write the missing value, or delete one ','");
    }
    return missing(site);
  }

  private static Diagnostic missingAtEnd(Site site) {
    return switch (site.type(-1)) {
      case JacobiLexer.ASSIGN ->
          site.report(
              "syntax/missing-value",
              "nothing stands after '='",
              "write the value: a formula, a number, a call");
      case JacobiLexer.COMMA, JacobiLexer.COLON ->
          site.report(
              "syntax/unexpected-token",
              "found the end of the statement after " + Tokens.quote(site.before()),
              "write a value there, or delete " + Tokens.quote(site.before()));
      default -> missing(site);
    };
  }

  private static Diagnostic missing(Site site) {
    if (site.at() == 0) {
      return site.report(
          "syntax/missing-operand",
          "found " + site.found() + " where a statement begins",
          "begin with a name or a value");
    }
    String operator = Tokens.quote(site.before());
    String hint = "write a value after " + operator + ", or delete it";
    String goesOn =
        site.type() == Token.EOF
            ? "; a formula goes on over the end of its line only inside brackets"
            : "";
    return site.report(
        site.before(),
        "syntax/missing-operand",
        operator + " needs a value after it, found " + site.found(),
        hint + goesOn);
  }

  private static Diagnostic missingBeforeOperator(Site site) {
    String operator = site.found();
    boolean first =
        site.at() == 0 || site.type(-1) == JacobiLexer.ASSIGN || !Tokens.isBinary(site.type(-1));
    return first
        ? site.report(
            "syntax/missing-operand",
            operator + " needs a value before it",
            "write a value before " + operator + ", or delete it")
        : site.report(
            "syntax/missing-operand",
            "two operators stand side by side: " + Tokens.quote(site.before()) + " and " + operator,
            "write a value between them, or delete one of them");
  }

  private static Optional<Diagnostic> word(Site site) {
    String found = "found " + site.found() + " where a value would fit";
    return switch (site.type()) {
      case JacobiLexer.ELSE ->
          Optional.of(
              site.report("syntax/misplaced-else", found, "write a choice as: x if c else y"));
      case JacobiLexer.COLON, JacobiLexer.ELLIPSIS ->
          Optional.of(
              site.report(
                  "syntax/outside-index",
                  found,
                  site.found() + " stands only between the brackets of an index: a[1:3, ...]"));
      case JacobiLexer.TRANSPOSE, JacobiLexer.SUPERSCRIPT ->
          Optional.of(
              site.report(
                  "syntax/missing-operand",
                  site.found() + " needs a value before it",
                  "write the value that it applies to"));
      case JacobiLexer.DOT ->
          Optional.of(site.report("syntax/unexpected-token", found, "write numbers as 0.5 or .5"));
      default -> Optional.empty();
    };
  }
}

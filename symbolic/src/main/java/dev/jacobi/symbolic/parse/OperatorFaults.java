package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The diagnoses of a place where a value is complete and something stands that cannot follow it.
 */
final class OperatorFaults {

  /** Words that begin statements of other languages, and what they are here. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("let", "write: y = …"),
          Map.entry("var", "write: y = …"),
          Map.entry("const", "write: y = …"),
          Map.entry("val", "write: y = …"),
          Map.entry("double", "write: y = …, or input y"),
          Map.entry("float", "write: y = …, or input y"),
          Map.entry("return", "write the value alone, as the last statement"),
          Map.entry("print", "write the value alone, as the last statement"),
          Map.entry("lambda", "define a function with: def f(x) = x*x"),
          Map.entry("function", "define a function with: def f(x) = x*x"),
          Map.entry("import", "delete the line: all functions are there by name"),
          Map.entry("from", "delete the line: all functions are there by name"),
          Map.entry("for", "there are no loops: write the operation on whole tensors"),
          Map.entry("while", "there are no loops: write the operation on whole tensors"),
          Map.entry("no_grad", "write: y = stop_gradient(…)"),
          Map.entry("elif", "write choices as: x if c else y if d else z"));

  private OperatorFaults() {}

  /** The diagnosis of a site where an operator is expected. */
  static Optional<Diagnostic> find(Site site) {
    int type = site.type();
    boolean ends = type == Token.EOF || type == JacobiLexer.COMMA || Tokens.closes(type);
    if (ends && site.awaitsElse()) {
      return Optional.of(
          site.report(
              "syntax/missing-else",
              "found " + site.found() + " where the 'else' of a choice would fit",
              "write a choice as: x if c else y"));
    }
    if (Tokens.startsOperand(type)) {
      return Optional.of(missingOperator(site));
    }
    return switch (type) {
      case JacobiLexer.DEF, JacobiLexer.INPUT -> Optional.of(OperandFaults.nestedDeclaration(site));
      case JacobiLexer.DOT -> Optional.of(member(site));
      case JacobiLexer.ELSE ->
          Optional.of(
              site.report(
                  "syntax/misplaced-else",
                  "this 'else' has no 'if'",
                  "write a choice as: x if c else y"));
      case JacobiLexer.COMMA -> Optional.of(looseComma(site.here()));
      case JacobiLexer.COLON -> Optional.of(colon(site));
      default -> Optional.empty();
    };
  }

  /** A comma that no bracket holds. */
  static Diagnostic looseComma(Token comma) {
    return Diagnostic.error(
            "syntax/unexpected-token",
            "found ',' outside brackets",
            "put brackets around values that belong together, or ';' between statements")
        .withSpan(Tokens.span(comma));
  }

  private static Diagnostic missingOperator(Site site) {
    Token before = site.before();
    Token here = site.here();
    Optional<String> word = Optional.ofNullable(WORDS.get(before.getText()));
    if (word.isPresent()) {
      return site.report(
          before,
          "syntax/foreign-word",
          Tokens.quote(before) + " is not a word of this language",
          word.get());
    }
    String left = Tokens.shorten(before.getText());
    String right = Tokens.shorten(here.getText());
    String message = "no operator stands between '" + left + "' and '" + right + "'";
    if (here.getType() == JacobiLexer.NOT) {
      return site.report("syntax/missing-operator", message, "write 'and not', 'or not', or '!='");
    }
    boolean plain = isPlain(before) && isPlain(here);
    String product = plain ? left + "*" + right : "'*' between them";
    String comma = site.depth() > 0 ? ", or is a ',' missing?" : "?";
    boolean called = here.getType() == JacobiLexer.LPAR && Tokens.closes(before.getType());
    String names = called ? " only names are called: f(x)" : "";
    return site.report(
        "syntax/missing-operator", message, "did you mean " + product + comma + names);
  }

  private static boolean isPlain(Token token) {
    return token.getType() == JacobiLexer.NAME || token.getType() == JacobiLexer.NUMBER;
  }

  private static Diagnostic member(Site site) {
    String hint = "names have no parts: write sin(x), not np.sin(x) or x.sin()";
    if (site.type(1) == JacobiLexer.NAME) {
      String owner = Tokens.shorten(site.before().getText());
      String name = Tokens.shorten(site.tokens().get(site.at() + 1).getText());
      boolean module = site.type(-1) == JacobiLexer.NAME && site.type(2) == JacobiLexer.LPAR;
      hint =
          name.equals("T")
              ? "write the transpose as " + (site.type(-1) == JacobiLexer.NAME ? owner : "x") + "'"
              : module
                  ? "write " + name + "(…), with " + owner + " as an argument if it is a value"
                  : hint;
    }
    return site.report("syntax/member-access", "'.' does not select a part of a value here", hint);
  }

  private static Diagnostic colon(Site site) {
    String message = "found ':' where an operator or the end of the statement would fit";
    if (site.awaitsElse()) {
      return site.report("syntax/unexpected-token", message, "write a choice as: x if c else y");
    }
    String name = Tokens.shorten(site.before().getText());
    String hint =
        site.at() == 1
            ? WORDS.getOrDefault(name, "declare an input with: input " + name + ": …")
            : "':' stands only between the brackets of an index and in 'input x: …'";
    return site.report("syntax/unexpected-token", message, hint);
  }
}

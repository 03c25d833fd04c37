package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/**
 * The diagnoses of single tokens: characters, operators and numbers that are not of the language,
 * strings left open.
 */
final class LexicalFaults {

  /** As much of a malformed number as is looked at. */
  private static final int LONGEST_NUMBER = 100;

  private static final Pattern NUMBER_AND_NAME =
      Pattern.compile(
          "((?:\\d+(?:_\\d+)*(?:\\.(?:\\d+(?:_\\d+)*)?)?|\\.\\d+)(?:[eE]\\d+)?)(_*\\p{L}[^.]*)");
  private static final Pattern OPEN_EXPONENT = Pattern.compile("([0-9_.]+)[eE]");

  /** Operators of other languages, and what they are here. */
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("&&", "write 'and'"),
          Map.entry("&", "write 'and'"),
          Map.entry("||", "write 'or'"),
          Map.entry("|", "write 'or', or abs(x) for an absolute value"),
          Map.entry("!", "write 'not' before what it negates"),
          Map.entry("~", "write 'not'"),
          Map.entry("%", "write remainder(a, b)"),
          Map.entry("//", "write floor(a/b) for a whole quotient; a comment begins with '#'"),
          Map.entry("/*", "a comment begins with '#' and ends with its line"),
          Map.entry(":=", "write '='"),
          Map.entry("===", "write '=='"),
          Map.entry("=<", "write '<='"),
          Map.entry("=>", "write '>='"),
          Map.entry("<>", "write '!='"),
          Map.entry("->", "define a function with: def f(x) = x*x"));

  /** Characters that people paste or expect, and what they are here. */
  private static final Map<String, String> CHARACTERS =
      Map.ofEntries(
          Map.entry("?", "write a choice as: x if c else y"),
          Map.entry("{", "group with '(' and ')', write tensors with '[' and ']'"),
          Map.entry("}", "group with '(' and ')', write tensors with '[' and ']'"),
          Map.entry("$", "a formula stands here without marks around it"),
          Map.entry("\\", "functions are written by name: sin(x); a line goes on inside brackets"),
          Map.entry("`", "a transpose is written x'"),
          Map.entry("´", "a transpose is written x'"),
          Map.entry("′", "a transpose is written x'"),
          Map.entry("–", "write '-'"),
          Map.entry("—", "write '-'"),
          Map.entry("∂", "write diff(f, x)"),
          Map.entry("∇", "write grad(f, x)"),
          Map.entry("∑", "write sum(x)"),
          Map.entry("∏", "write prod(x)"),
          Map.entry("∛", "write cbrt(x)"),
          Map.entry("±", "write the two signs as two statements"),
          Map.entry("“", "write the straight quote \""),
          Map.entry("”", "write the straight quote \""),
          Map.entry("„", "write the straight quote \""),
          Map.entry("‘", "write the straight quote '"),
          Map.entry("’", "write the straight quote '"));

  private LexicalFaults() {}

  /** What is wrong with a token by itself, if anything. */
  static Optional<Diagnostic> find(Token token) {
    return switch (token.getType()) {
      case JacobiLexer.UNCLOSED_STRING -> Optional.of(unclosedString(token));
      case JacobiLexer.BAD_NUMBER -> Optional.of(badNumber(token));
      case JacobiLexer.FOREIGN -> Optional.of(foreignOperator(token));
      case JacobiLexer.STRAY -> Optional.of(strayCharacter(token));
      default -> Optional.empty();
    };
  }

  private static Diagnostic unclosedString(Token token) {
    String quote = token.getText().substring(0, 1);
    return at(
        token,
        "syntax/unclosed-string",
        "a string begins here and its line ends before it does",
        "write " + quote + " where the string ends");
  }

  private static Diagnostic foreignOperator(Token token) {
    String text = token.getText();
    String hint =
        OPERATORS.getOrDefault(
            text, "write the whole: y = x " + text.substring(0, text.length() - 1) + " …");
    return at(
        token,
        "syntax/foreign-operator",
        Tokens.quote(token) + " is not an operator of this language",
        hint);
  }

  private static Diagnostic strayCharacter(Token token) {
    String text = token.getText();
    int point = text.codePointAt(0);
    String number = point < 0x7F && point > 0x20 ? "" : String.format(" (U+%04X)", point);
    String hint = CHARACTERS.getOrDefault(text, "delete it; names are letters, digits and '_'");
    return at(
        token,
        "syntax/stray-character",
        "the character '" + text + "'" + number + " has no meaning here",
        hint);
  }

  private static Diagnostic badNumber(Token token) {
    String text = token.getText().substring(0, Math.min(LONGEST_NUMBER, token.getText().length()));
    Matcher exponent = OPEN_EXPONENT.matcher(text);
    if (exponent.matches()) {
      String digits = Tokens.shorten(exponent.group(1));
      String hint =
          "write " + digits + "e6 for a power of ten, " + digits + "*e for a product with a name";
      return at(
          token,
          "syntax/bad-number",
          "the exponent of " + Tokens.quote(token) + " has no digits",
          hint);
    }
    Matcher product = NUMBER_AND_NAME.matcher(text);
    if (text.matches("0[xXbBoO][0-9a-fA-F_]+")) {
      return at(
          token,
          "syntax/bad-number",
          Tokens.quote(token) + " is not a decimal number",
          "write it in decimal digits");
    }
    if (product.matches()) {
      return missingTimes(token, product.group(1), product.group(2));
    }
    String why =
        text.contains("_")
            ? "single '_' may stand only between two digits"
            : "a number has at most one point";
    return at(
        token,
        "syntax/bad-number",
        Tokens.quote(token) + " is not a number: " + why,
        "write numbers as 1, 2.5, 1e-3, 1_000");
  }

  private static Diagnostic missingTimes(Token token, String number, String name) {
    return at(
        token,
        "syntax/missing-operator",
        "no operator stands between "
            + Tokens.shorten(number)
            + " and '"
            + Tokens.shorten(name)
            + "'",
        "did you mean " + Tokens.shorten(number) + "*" + Tokens.shorten(name) + "?");
  }

  private static Diagnostic at(Token token, String code, String message, String hint) {
    return Diagnostic.error(code, message, hint).withSpan(Tokens.span(token));
  }
}

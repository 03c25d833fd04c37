package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import java.math.BigDecimal;
import org.antlr.v4.runtime.Token;

/** Reads numbers and strings. */
final class Literals {

  /** The longest number in characters: any double is written exactly in fewer than 800 digits. */
  private static final int LONGEST_NUMBER = 1_000;

  /** As many digits fit a long, and far below the largest double. */
  private static final int SHORT_INTEGER = 18;

  private static final String DIGITS = "0123456789";
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Literals() {}

  /** The number of a token; its size is looked at before any digit is computed. */
  static Expression.NumberLiteral number(Token token) {
    return number(token.getText(), Tokens.span(token));
  }

  private static Expression.NumberLiteral number(String text, Span span) {
    if (text.length() > LONGEST_NUMBER) {
      throw Diagnostic.error(
              "syntax/number-too-long",
              "a number of " + text.length() + " characters",
              "a number has at most "
                  + LONGEST_NUMBER
                  + " characters; a double holds about 17 digits")
          .withSpan(span)
          .exception();
    }
    String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
    if (plain.length() <= SHORT_INTEGER && isInteger(plain)) {
      BigDecimal value = BigDecimal.valueOf(Long.parseLong(plain));
      return new Expression.NumberLiteral(text, value, true, span);
    }
    double size = Double.parseDouble(plain);
    boolean isZero = isZero(plain);
    if (Double.isInfinite(size)) {
      throw Diagnostic.error(
              "syntax/number-overflow",
              "the number " + Tokens.shorten(text) + " is larger than any double (1.8e308)",
              "write inf for infinity")
          .withSpan(span)
          .exception();
    }
    if (size == 0 && !isZero) {
      throw Diagnostic.error(
              "syntax/number-underflow",
              "the number " + Tokens.shorten(text) + " is smaller than any double but 0 (4.9e-324)",
              "write 0")
          .withSpan(span)
          .exception();
    }
    return new Expression.NumberLiteral(
        text, isZero ? BigDecimal.ZERO : new BigDecimal(plain), isInteger(plain), span);
  }

  /** Whether no digit before an exponent is other than 0. */
  private static boolean isZero(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInteger(String plain) {
    boolean digits = true;
    for (int i = 0; i < plain.length() && digits; i++) {
      digits = plain.charAt(i) >= '0' && plain.charAt(i) <= '9';
    }
    return digits;
  }

  /** The exponent of a superscript: {@code ²} is 2, {@code ⁻¹} is −1. */
  static Expression superscript(Token token) {
    StringBuilder digits = new StringBuilder();
    token
        .getText()
        .chars()
        .map(SUPERSCRIPTS::indexOf)
        .filter(i -> i >= 0)
        .forEach(i -> digits.append(DIGITS.charAt(i)));
    Span span = Tokens.span(token);
    Expression.NumberLiteral number = number(digits.toString(), span);
    return token.getText().startsWith("⁻")
        ? new Expression.Unary(UnaryOp.MINUS, number, span)
        : number;
  }

  /** What stands between the quotes of a string. */
  static Expression.Text text(Token token) {
    String quoted = token.getText();
    return new Expression.Text(quoted.substring(1, quoted.length() - 1), Tokens.span(token));
  }
}

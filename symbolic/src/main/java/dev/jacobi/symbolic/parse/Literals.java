package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import java.math.BigDecimal;
import org.antlr.v4.runtime.Token;

/** Reads numbers and strings. */
final class Literals {

  /** The longest number in characters: any double is written exactly in fewer than 800 digits. */
  private static final int LONGEST_NUMBER = 1_000;

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
    String plain = text.replace("_", "");
    double size = Double.parseDouble(plain);
    boolean isZero = plain.split("[eE]", 2)[0].chars().noneMatch(c -> c >= '1' && c <= '9');
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
    boolean isInteger = plain.chars().allMatch(c -> c >= '0' && c <= '9');
    return new Expression.NumberLiteral(
        text, isZero ? BigDecimal.ZERO : new BigDecimal(plain), isInteger, span);
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

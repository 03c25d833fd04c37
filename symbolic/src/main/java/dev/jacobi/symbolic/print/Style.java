package dev.jacobi.symbolic.print;

import dev.jacobi.core.op.NamedConstant;
import java.util.Map;

/** The signs a printer writes. The parser reads those of every style. */
public enum Style {
  /** ASCII only: {@code 2*x^2}. */
  TEXT(Map.of(), "'"),
  /** The signs of mathematics: {@code 2·x²}. */
  UNICODE(Map.of("*", "·", "-", "−", "<=", "≤", ">=", "≥", "!=", "≠", "^2", "²"), "ᵀ");

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private final Map<String, String> signs;
  private final String transpose;

  Style(Map<String, String> signs, String transpose) {
    this.signs = signs;
    this.transpose = transpose;
  }

  /** The sign for an operator of the language. */
  String sign(String operator) {
    return signs.getOrDefault(operator, operator);
  }

  /** The sign of the transpose, after the operand. */
  String transpose() {
    return transpose;
  }

  /** The sign of a constant. */
  String sign(NamedConstant constant) {
    if (this == TEXT) {
      return constant.toString();
    }
    return switch (constant) {
      case PI -> "π";
      case INFINITY -> "∞";
      case NAN -> "nan";
    };
  }

  /** Whether roots and whole exponents are written with signs of their own. */
  boolean isMathematical() {
    return this == UNICODE;
  }

  /** A whole number as an exponent. */
  static String superscript(long exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Long.toString(exponent).replace("-", "").toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}

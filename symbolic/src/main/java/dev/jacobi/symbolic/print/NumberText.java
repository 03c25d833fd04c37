package dev.jacobi.symbolic.print;

import dev.jacobi.core.op.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as the language reads them. */
final class NumberText {

  /** Decimals of at most this many digits are preferred to fractions. */
  private static final int SHORT_DIGITS = 8;

  /** Numbers from ten to this power on are written with an exponent. */
  private static final int MAX_PLAIN_EXPONENT = 16;

  private static final int MIN_PLAIN_EXPONENT = -6;

  private NumberText() {}

  /** Whether {@link #text(Rational)} is a quotient of two integers. */
  static boolean isQuotient(Rational value) {
    return !value.isInteger() && !hasDecimal(value);
  }

  /** The number exactly: an integer, a decimal, or a quotient of integers. */
  static String text(Rational value) {
    if (value.isInteger()) {
      return text(value.numerator());
    }
    return hasDecimal(value) ? decimal(toDecimal(value)) : quotient(value);
  }

  private static boolean hasDecimal(Rational value) {
    BigInteger rest = value.denominator();
    int twos = rest.getLowestSetBit();
    rest = rest.shiftRight(twos);
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
    }
    if (!rest.equals(BigInteger.ONE)) {
      return false;
    }
    BigDecimal decimal = toDecimal(value);
    return decimal.precision() <= SHORT_DIGITS
        || decimal(decimal).length() <= quotient(value).length();
  }

  private static BigDecimal toDecimal(Rational value) {
    return new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()));
  }

  private static String quotient(Rational value) {
    return text(value.numerator()) + "/" + text(value.denominator());
  }

  private static String text(BigInteger value) {
    return value.bitLength() < 53 ? value.toString() : decimal(new BigDecimal(value));
  }

  /** The fewest digits that read back as the double; {@code inf} and {@code nan} as names. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value));
    BigDecimal shorter = shorter(exact);
    while (shorter.precision() < exact.precision() && shorter.doubleValue() == value) {
      exact = shorter;
      shorter = shorter(exact);
    }
    return decimal(exact);
  }

  /** The fewest digits that read back as the float. */
  static String text(float value) {
    if (!Float.isFinite(value) || value == 0) {
      return text((double) value);
    }
    BigDecimal exact = new BigDecimal(Float.toString(value));
    BigDecimal shorter = shorter(exact);
    while (shorter.precision() < exact.precision() && shorter.floatValue() == value) {
      exact = shorter;
      shorter = shorter(exact);
    }
    return decimal(exact);
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value > 0 ? "inf" : "-inf";
  }

  private static BigDecimal shorter(BigDecimal value) {
    int digits = Math.max(1, value.precision() - 1);
    return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** A decimal, with an exponent when it is very large or very small. */
  private static String decimal(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    boolean dense = stripped.scale() <= 0 && stripped.precision() > MAX_PLAIN_EXPONENT;
    if (dense || (exponent < MAX_PLAIN_EXPONENT && exponent >= MIN_PLAIN_EXPONENT)) {
      return stripped.toPlainString();
    }
    BigDecimal mantissa = stripped.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString() + "e" + exponent;
  }
}

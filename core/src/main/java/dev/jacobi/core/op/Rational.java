package dev.jacobi.core.op;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * An exact rational number in lowest terms with a positive denominator.
 *
 * @param numerator any integer
 * @param denominator a positive integer without a factor in common with the numerator
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Scalar, Comparable<Rational> {

  /** 0. */
  public static final Rational ZERO = of(0);

  /** 1. */
  public static final Rational ONE = of(1);

  /** 2. */
  public static final Rational TWO = of(2);

  /** −1. */
  public static final Rational MINUS_ONE = of(-1);

  /** Results with more bits than this are not folded; it bounds the work of exact arithmetic. */
  private static final int MAX_BITS = 4096;

  /** Brings the fraction to lowest terms. */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a rational has no denominator 0");
    }
    if (!denominator.equals(BigInteger.ONE)) {
      BigInteger divisor = numerator.gcd(denominator);
      if (denominator.signum() < 0) {
        divisor = divisor.negate();
      }
      numerator = numerator.divide(divisor);
      denominator = denominator.divide(divisor);
    }
  }

  /** An integer. */
  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /** The fraction of two integers. */
  public static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** The exact value of a decimal. */
  public static Rational of(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    if (value.scale() == 0) {
      return new Rational(unscaled, BigInteger.ONE);
    }
    return value.scale() > 0
        ? new Rational(unscaled, BigInteger.TEN.pow(value.scale()))
        : new Rational(unscaled.multiply(BigInteger.TEN.pow(-value.scale())), BigInteger.ONE);
  }

  /**
   * The shortest decimal that reads back as the double, exactly; empty for infinities, NaN and −0,
   * which no rational is.
   */
  public static Optional<Rational> of(double value) {
    if (value == (int) value && value != 0) {
      return Optional.of(of((int) value));
    }
    boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
    return !Double.isFinite(value) || negativeZero
        ? Optional.empty()
        : Optional.of(of(new BigDecimal(Double.toString(value))));
  }

  /** The sum, exactly. */
  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The difference, exactly. */
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /** The product, exactly. */
  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The quotient, exactly; empty for a divisor of 0. */
  public Optional<Rational> div(Rational other) {
    return other.isZero()
        ? Optional.empty()
        : Optional.of(
            new Rational(
                numerator.multiply(other.denominator), denominator.multiply(other.numerator)));
  }

  /** The power, exactly; empty for 0 to a negative power and for results too long to be useful. */
  public Optional<Rational> pow(long exponent) {
    long bits = Math.max(numerator.bitLength(), denominator.bitLength());
    if ((isZero() && exponent < 0)
        || Math.abs(exponent) > MAX_BITS
        || bits * Math.abs(exponent) > MAX_BITS) {
      return Optional.empty();
    }
    int times = (int) Math.abs(exponent);
    BigInteger top = numerator.pow(times);
    BigInteger bottom = denominator.pow(times);
    return Optional.of(exponent >= 0 ? new Rational(top, bottom) : new Rational(bottom, top));
  }

  /** The number with the other sign. */
  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  /** Whether this is 0. */
  public boolean isZero() {
    return numerator.signum() == 0;
  }

  /** Whether the denominator is 1. */
  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  /** −1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** The value as a long when it is an integer that fits one. */
  public Optional<Long> toLong() {
    return isInteger() && numerator.bitLength() < 64
        ? Optional.of(numerator.longValue())
        : Optional.empty();
  }

  /** Whether exact arithmetic with this number is still cheap. */
  public boolean isShort() {
    return numerator.bitLength() <= MAX_BITS && denominator.bitLength() <= MAX_BITS;
  }

  @Override
  public double toDouble() {
    if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
      return numerator.doubleValue() / denominator.doubleValue();
    }
    return quotient().doubleValue();
  }

  @Override
  public float toFloat() {
    return isInteger() ? numerator.floatValue() : quotient().floatValue();
  }

  /**
   * The quotient to far more digits than a double has. A fraction that is not dyadic lies on no
   * boundary between doubles, and 800 digits hold every dyadic one exactly.
   */
  private BigDecimal quotient() {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), new MathContext(800));
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}

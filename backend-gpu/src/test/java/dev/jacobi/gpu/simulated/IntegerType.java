package dev.jacobi.gpu.simulated;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** The integer types that conversions name. */
enum IntegerType {
  U8,
  S8,
  U16,
  S16,
  U32,
  S32,
  U64,
  S64;

  private final int width = Integer.parseInt(name().substring(1));
  private final boolean isSigned = name().charAt(0) == 'S';

  int width() {
    return width;
  }

  boolean isSigned() {
    return isSigned;
  }

  /** {@code .u8} and so on. */
  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** The registers that hold it. */
  Kind kind() {
    return width() == 64 ? Kind.B64 : Kind.B32;
  }

  /** Bits cut to the width and extended again by the sign or by zeros. */
  long cut(long bits) {
    int shift = 64 - width();
    return isSigned() ? bits << shift >> shift : bits << shift >>> shift;
  }

  /** The number that a cut value stands for. */
  BigInteger value(long cut) {
    BigInteger signed = BigInteger.valueOf(cut);
    return this == U64 && cut < 0 ? signed.add(BigInteger.ONE.shiftLeft(64)) : signed;
  }

  BigInteger least() {
    return isSigned() ? BigInteger.ONE.shiftLeft(width() - 1).negate() : BigInteger.ZERO;
  }

  BigInteger greatest() {
    int bits = isSigned() ? width() - 1 : width();
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  /** Whether every value of another type is one of this. */
  boolean holds(IntegerType other) {
    return other.least().compareTo(least()) >= 0 && other.greatest().compareTo(greatest()) <= 0;
  }

  /** The nearest of this type. */
  long clamp(BigInteger value) {
    return value.max(least()).min(greatest()).longValue();
  }

  /**
   * A whole number or an infinity, clamped; of NaN what PTX says, which depends on the widths.
   *
   * @param isDouble whether it came from a double
   */
  long of(double whole, boolean isDouble) {
    if (Double.isNaN(whole)) {
      return isDouble || width() == 64 ? cut(1L << (width() - 1)) : 0;
    }
    if (Double.isInfinite(whole)) {
      return (whole < 0 ? least() : greatest()).longValue();
    }
    if (Math.abs(whole) < 0x1p62) {
      long value = (long) whole;
      return width() == 64 && (isSigned() || value >= 0) || value == cut(value)
          ? value
          : clamp(BigInteger.valueOf(value));
    }
    return clamp(new BigDecimal(whole).toBigInteger());
  }

  /** The double of a cut value. */
  double toDouble(long cut, Rounding rounding) {
    double nearest = this == U64 && cut < 0 ? (double) halved(cut) * 2 : (double) cut;
    return rounding == Rounding.NEAREST
        ? nearest
        : rounding.adjust(nearest, new BigDecimal(value(cut)));
  }

  /** The float of a cut value. */
  float toFloat(long cut, Rounding rounding) {
    float nearest = this == U64 && cut < 0 ? (float) halved(cut) * 2 : (float) cut;
    return rounding == Rounding.NEAREST
        ? nearest
        : rounding.adjust(nearest, new BigDecimal(value(cut)));
  }

  /** Half of an unsigned number; the lost bit stays as a trace for rounding. */
  private static long halved(long unsigned) {
    return unsigned >>> 1 | unsigned & 1;
  }
}

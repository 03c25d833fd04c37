package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * Functions of 64-bit integers, and conversions between integers and numbers. What does not fit 64
 * bits wraps, and there is a function that says so. A conversion takes the two halves of an integer
 * apart: each is the low half of the bits of a double from 2⁵² to 2⁵³, whose unit is 1.
 */
public final class Integers {

  private static final int HALF = 32;
  private static final long LOW_HALF = (1L << HALF) - 1;

  /** Beyond this, doubles have no odd numbers. */
  private static final double UNITS = 0x1p52;

  private static final double UNIT_OF_HIGH_HALF = 0x1p32;

  /** Doubles have so many bits of an integer; integers with more are even, or rounded. */
  private static final int EXACT_BITS = 53;

  private static final long BEYOND = (1L << (Long.SIZE - EXACT_BITS)) - 1;

  private Integers() {}

  /** −x. */
  public static <V> V negative(Primitives<V> p, V x) {
    return p.isub(p.integer(0), x);
  }

  /** |x|. */
  public static <V> V abs(Primitives<V> p, V x) {
    return p.select(p.ilt(x, p.integer(0)), negative(p, x), x);
  }

  /** x². */
  public static <V> V square(Primitives<V> p, V x) {
    return p.imul(x, x);
  }

  /** Whether x + y does not fit: it has not the sign that both have. */
  public static <V> V sumOverflows(Primitives<V> p, V x, V y) {
    V sum = p.iadd(x, y);
    return p.ilt(p.iand(p.ixor(x, sum), p.ixor(y, sum)), p.integer(0));
  }

  /** Whether x − y does not fit: the signs differ, and it has not that of x. */
  public static <V> V differenceOverflows(Primitives<V> p, V x, V y) {
    V difference = p.isub(x, y);
    return p.ilt(p.iand(p.ixor(x, y), p.ixor(x, difference)), p.integer(0));
  }

  /**
   * Whether x·y does not fit. Where it does, the product of doubles is within 2¹³ of the integer's;
   * else that is wrong by a multiple of 2⁶⁴, and the other one by 2⁻⁵¹ of itself at most.
   */
  public static <V> V productOverflows(Primitives<V> p, V x, V y) {
    V rounded = p.mul(toDouble(p, x), toDouble(p, y));
    V wrong = p.sub(rounded, toDouble(p, p.imul(x, y)));
    return p.lt(p.constant(0x1p63), p.abs(wrong));
  }

  /** −1, 0 or 1. */
  public static <V> V sign(Primitives<V> p, V x) {
    V negative = p.shr(x, Long.SIZE - 1);
    return p.ior(negative, p.ushr(p.isub(p.integer(0), x), Long.SIZE - 1));
  }

  /** The larger. */
  public static <V> V max(Primitives<V> p, V x, V y) {
    return p.select(p.ilt(x, y), y, x);
  }

  /** The smaller. */
  public static <V> V min(Primitives<V> p, V x, V y) {
    return p.select(p.ilt(y, x), y, x);
  }

  /** The integer of an interval that is nearest; the upper end where it is the smaller one. */
  public static <V> V clip(Primitives<V> p, V x, V low, V high) {
    return min(p, max(p, x, low), high);
  }

  /** 0 where x ≤ 0, else x. */
  public static <V> V relu(Primitives<V> p, V x) {
    return max(p, x, p.integer(0));
  }

  /** x ≤ y. */
  public static <V> V lessEqual(Primitives<V> p, V x, V y) {
    return p.not(p.ilt(y, x));
  }

  /** x &gt; y. */
  public static <V> V greater(Primitives<V> p, V x, V y) {
    return p.ilt(y, x);
  }

  /** x ≥ y. */
  public static <V> V greaterEqual(Primitives<V> p, V x, V y) {
    return p.not(p.ilt(x, y));
  }

  /** x ≠ y. */
  public static <V> V notEqual(Primitives<V> p, V x, V y) {
    return p.not(p.ieq(x, y));
  }

  /** The nearest double, the even one of two: both halves are exact, and their sum rounds once. */
  public static <V> V toDouble(Primitives<V> p, V x) {
    V units = p.integer(Double.doubleToRawLongBits(UNITS));
    V low = p.fromBits(p.ior(p.iand(x, p.integer(LOW_HALF)), units));
    // The high half, counted from −2³¹, as the low bits of a double whose unit is 2³².
    V counted = p.ixor(p.ushr(x, HALF), p.integer(1L << (HALF - 1)));
    double above = UNITS * UNIT_OF_HIGH_HALF;
    V high = p.fromBits(p.ior(counted, p.integer(Double.doubleToRawLongBits(above))));
    return p.add(p.sub(high, p.constant(above + 0x1p63 + UNITS)), low);
  }

  /**
   * An integer that is a double and rounds to the same float: where it has more bits than a double,
   * an odd multiple of 2¹¹ stands for all between its neighbours (Boldo, Melquiond 2008).
   */
  public static <V> V toOdd(Primitives<V> p, V x) {
    V signs = p.iadd(p.shr(x, EXACT_BITS), p.integer(1));
    V isExact = p.ieq(p.iand(signs, p.integer(-2)), p.integer(0));
    V beyond = p.integer(BEYOND);
    V carried = p.iadd(p.iand(x, beyond), beyond);
    return p.select(isExact, x, p.iand(p.ior(x, carried), p.integer(~BEYOND)));
  }

  /** A number cut toward zero; beyond the integers the end that is nearer, and 0 for NaN. */
  public static <V> V cut(Primitives<V> p, V x) {
    V whole = Rounding.floor(p, p.abs(x));
    V high = Rounding.floor(p, p.mul(whole, p.constant(1 / UNIT_OF_HIGH_HALF)));
    V low = p.fma(high, p.constant(-UNIT_OF_HIGH_HALF), whole);
    V units = p.constant(UNITS);
    V size =
        p.ior(
            p.shl(p.bits(p.add(high, units)), HALF),
            p.iand(p.bits(p.add(low, units)), p.integer(LOW_HALF)));
    V negative = p.lt(x, p.constant(0));
    V value = p.select(negative, p.isub(p.integer(0), size), size);
    V above = p.select(p.lt(x, p.constant(0x1p63)), value, p.integer(Long.MAX_VALUE));
    V below = p.select(p.lt(x, p.constant(-0x1p63)), p.integer(Long.MIN_VALUE), above);
    return p.select(p.eq(x, x), below, p.integer(0));
  }
}

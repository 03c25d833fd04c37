package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * Whole numbers near a number: by the sum with 2⁵², which has no room for fractions, of the size,
 * and the sign put back; and the remainder of floored division.
 */
public final class Rounding {

  private static final double NO_FRACTIONS = 0x1p52;

  private Rounding() {}

  /** The nearest whole number, the even one of two. */
  public static <V> V round(Primitives<V> p, V x) {
    V size = p.abs(x);
    V whole = p.constant(NO_FRACTIONS);
    V near = Signs.copy(p, p.sub(p.add(size, whole), whole), x);
    return p.select(p.lt(size, whole), near, x);
  }

  /** What a number from 0 on has beside the nearest whole one, from −½ to ½; NaN for ∞. */
  static <V> V fraction(Primitives<V> p, V x) {
    V whole = p.constant(NO_FRACTIONS);
    V near = p.sub(p.add(x, whole), whole);
    return p.sub(x, p.select(p.lt(x, whole), near, x));
  }

  /** The largest whole number not above. */
  public static <V> V floor(Primitives<V> p, V x) {
    V near = round(p, x);
    return p.select(p.lt(x, near), p.sub(near, p.constant(1)), near);
  }

  /** The smallest whole number not below. */
  public static <V> V ceil(Primitives<V> p, V x) {
    return p.neg(floor(p, p.neg(x)));
  }

  /** The whole number next to it towards zero. */
  public static <V> V trunc(Primitives<V> p, V x) {
    return Signs.copy(p, floor(p, p.abs(x)), x);
  }

  /**
   * The remainder of floored division, with the sign of y, as Python and NumPy have it; NaN for y =
   * 0.
   */
  public static <V> V remainder(Primitives<V> p, V x, V y) {
    V zero = p.constant(0);
    V rest = p.rem(x, y);
    V below = p.lt(rest, zero);
    V negative = p.lt(y, zero);
    V apart = p.or(p.and(below, p.not(negative)), p.and(p.not(below), negative));
    V value = p.select(apart, p.add(rest, y), rest);
    return p.select(p.eq(rest, zero), Signs.copy(p, zero, y), value);
  }
}

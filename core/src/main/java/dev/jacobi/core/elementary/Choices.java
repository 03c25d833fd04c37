package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** Functions that only compare and choose. */
public final class Choices {

  private Choices() {}

  /** x·y, and 0 where y is 0. */
  public static <V> V multiplyNoNan(Primitives<V> p, V x, V y) {
    V zero = p.constant(0);
    return p.select(p.eq(y, zero), zero, p.mul(x, y));
  }

  /** −1, 0, 1 or NaN; zeros keep their sign. */
  public static <V> V sign(Primitives<V> p, V x) {
    V zero = p.constant(0);
    V below = p.select(p.lt(x, zero), p.constant(-1), x);
    return p.select(p.lt(zero, x), p.constant(1), below);
  }

  /** The number of an interval that is nearest; the upper end where it is the smaller one. */
  public static <V> V clip(Primitives<V> p, V x, V low, V high) {
    return p.min(p.max(x, low), high);
  }

  /** 0 where x ≤ 0, else x. */
  public static <V> V relu(Primitives<V> p, V x) {
    V zero = p.constant(0);
    return p.select(p.le(x, zero), zero, x);
  }

  /** x &gt; y. */
  public static <V> V greater(Primitives<V> p, V x, V y) {
    return p.lt(y, x);
  }

  /** x ≥ y. */
  public static <V> V greaterEqual(Primitives<V> p, V x, V y) {
    return p.le(y, x);
  }

  /** x ≠ y; true with a NaN. */
  public static <V> V notEqual(Primitives<V> p, V x, V y) {
    return p.not(p.eq(x, y));
  }

  /** Whether x is NaN. */
  public static <V> V isNan(Primitives<V> p, V x) {
    return p.not(p.eq(x, x));
  }
}

package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** Roots and powers. */
public final class Powers {

  private Powers() {}

  /** x². */
  public static <V> V square(Primitives<V> p, V x) {
    return p.mul(x, x);
  }

  /** 1/√x, two roundings: ∞ at 0, −∞ at −0, NaN below. Error 1.5 ulps. */
  public static <V> V rsqrt(Primitives<V> p, V x) {
    return p.div(p.constant(1), p.sqrt(x));
  }
}

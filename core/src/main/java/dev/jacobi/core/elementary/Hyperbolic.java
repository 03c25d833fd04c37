package dev.jacobi.core.elementary;

import dev.jacobi.core.elementary.Exponential.Power;
import dev.jacobi.core.primitive.Primitives;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolic {

  private Hyperbolic() {}

  /**
   * (e^2x − 1)/(e^2x + 1), both in two parts and the quotient mended by what its rounding left.
   * Error 0.8 ulps.
   */
  public static <V> V tanh(Primitives<V> p, V x) {
    V size = p.min(p.abs(x), p.constant(20));
    Power<V> power = Power.of(p, p.add(size, size), 1023);
    V scale = power.scale(p);
    Sum<V> top = Exponential.plus(p, power, scale, -1).normal(p);
    Sum<V> bottom = Exponential.plus(p, power, scale, 1).normal(p);
    V inverse = p.div(p.constant(1), bottom.high());
    V quotient = p.mul(top.high(), inverse);
    V negative = p.neg(quotient);
    V rest = p.fma(negative, bottom.high(), top.high());
    V error = p.add(rest, p.fma(negative, bottom.low(), top.low()));
    V value = p.fma(error, inverse, quotient);
    V near = p.fma(inverse, p.constant(-2), p.constant(1));
    V bounded = p.select(p.lt(p.constant(18), size), near, value);
    return Signs.copy(p, bounded, x);
  }
}

package dev.jacobi.core.elementary;

import dev.jacobi.core.elementary.Exponential.Power;
import dev.jacobi.core.elementary.Logarithms.OnePlus;
import dev.jacobi.core.primitive.Primitives;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolic {

  /** (sinh(r)/r − 1)/r² by r², within 2⁻⁶¹. */
  private static final double[] SINE = {
    0.16666666666666677,
    0.008333333333321452,
    0.00019841269886523217,
    2.7557243849950732e-06,
    2.5109151366712418e-08
  };

  /** (cosh(r) − 1 − r²/2)/r⁴ by r², within 2⁻⁶⁹ over r⁴. */
  private static final double[] COSINE = {
    0.041666666666666685,
    0.0013888888888873318,
    2.4801587349069045e-05,
    2.7557251981874745e-07,
    2.0921706489260474e-09
  };

  private static final int SPARE = 3;

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

  /**
   * The parts of e^x = 2ⁿ(C + S) and e^−x = 2⁻ⁿ(C − S): sinh x is a·C + b·S and cosh x is b·C +
   * a·S, all scaled by 2⁻³ since 2ⁿ may overflow where they do not.
   *
   * @param difference a = (2ⁿ − 2⁻ⁿ)/2, exactly
   * @param sum b = (2ⁿ + 2⁻ⁿ)/2, exactly
   * @param rest r
   * @param even C − 1
   * @param odd S − r
   */
  private record Halves<V>(Sum<V> difference, Sum<V> sum, V rest, V even, V odd) {

    /** For x from 0 to 711. */
    static <V> Halves<V> of(Primitives<V> p, V x) {
      Exponential.Reduced<V> reduced = Exponential.Reduced.of(p, x, 1022 - SPARE);
      V r = reduced.rest();
      V square = p.mul(r, r);
      V half = p.fma(Polynomial.horner(p, square, COSINE), square, p.constant(0.5));
      V sixth = Polynomial.horner(p, square, SINE);
      V growing = Exponential.scale(p, reduced.shifted());
      // 2⁻ⁿ stays at 2⁻⁶⁴ beyond, where it does not matter.
      V most = p.constant(Exponential.SHIFT + 1022 - SPARE + 64);
      V bits = p.shl(p.bits(p.min(reduced.shifted(), most)), 52);
      long twice = (2L * (1022 - SPARE)) << 52;
      V falling = p.fromBits(p.isub(p.integer(twice), bits));
      return new Halves<>(
          Sum.ordered(p, growing, p.neg(falling)),
          Sum.ordered(p, growing, falling),
          r,
          p.mul(square, half),
          p.fma(p.mul(square, r), sixth, reduced.left(p)));
    }

    /** x·(1 + even) + y·(rest + odd), scaled back. */
    V combined(Primitives<V> p, Sum<V> x, V y) {
      V high = p.fma(y, rest, x.high());
      V low = p.add(x.low(), p.fma(y, rest, p.sub(x.high(), high)));
      V value = p.add(high, p.fma(x.high(), even, p.fma(y, odd, low)));
      return p.mul(value, p.constant(1 << SPARE));
    }
  }

  /** (e^x − e^−x)/2. Error 0.8 ulps. */
  public static <V> V sinh(Primitives<V> p, V x) {
    V size = p.min(p.abs(x), p.constant(711));
    Halves<V> halves = Halves.of(p, size);
    V value = halves.combined(p, halves.difference(), halves.sum().high());
    V tiny = p.select(p.lt(size, p.constant(0x1p-28)), size, value);
    return Signs.copy(p, tiny, x);
  }

  /** (e^x + e^−x)/2. Error 0.8 ulps. */
  public static <V> V cosh(Primitives<V> p, V x) {
    Halves<V> halves = Halves.of(p, p.min(p.abs(x), p.constant(711)));
    return halves.combined(p, halves.sum(), halves.difference().high());
  }

  /**
   * 1/y, or 2e^−x for a positive x so large that y may not be a number and e^−2x does not count.
   */
  private static <V> V reciprocal(Primitives<V> p, V x, V y) {
    V far = p.mul(Exponential.exp(p, p.neg(x)), p.constant(2));
    return p.select(p.lt(p.constant(40), x), far, p.div(p.constant(1), y));
  }

  /** 1/cosh x. Error 1.8 ulps, where the result is hardly normal; elsewhere 1.4. */
  public static <V> V sech(Primitives<V> p, V x) {
    V size = p.abs(x);
    return reciprocal(p, size, cosh(p, size));
  }

  /** 1/sinh x; ±∞ at ±0. Error as that of {@link #sech}. */
  public static <V> V csch(Primitives<V> p, V x) {
    V size = p.abs(x);
    return Signs.copy(p, reciprocal(p, size, sinh(p, size)), x);
  }

  /** 1/tanh x; ±∞ at ±0. Error 1.4 ulps. */
  public static <V> V coth(Primitives<V> p, V x) {
    return p.div(p.constant(1), tanh(p, x));
  }

  /** log(1 + t), or log(2x) where x is so large that t is not needed. */
  private static <V> V inverse(Primitives<V> p, V x, Sum<V> t) {
    V big = p.lt(p.constant(0x1p60), x);
    V zero = p.constant(0);
    Sum<V> argument = Sum.select(p, big, new Sum<>(x, zero), t);
    V doubling = p.select(big, p.constant(1), zero);
    V value = OnePlus.of(p, argument).times(p, doubling).log(p).value(p);
    return p.select(p.lt(x, p.constant(Double.POSITIVE_INFINITY)), value, x);
  }

  /** The inverse hyperbolic sine, as log(1 + x + x²/(1 + √(1 + x²))). Error 1.1 ulps. */
  public static <V> V asinh(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    V square = p.mul(size, size);
    V more = p.div(square, p.add(one, p.sqrt(p.add(one, square))));
    return Signs.copy(p, inverse(p, size, Sum.ordered(p, size, more)), x);
  }

  /** The inverse hyperbolic cosine, as log(1 + h + √(x² − 1)) with h = x − 1. Error 1.85 ulps. */
  public static <V> V acosh(Primitives<V> p, V x) {
    V one = p.constant(1);
    V root = p.sqrt(p.fma(x, x, p.constant(-1)));
    V value = inverse(p, x, Sum.ordered(p, root, p.sub(x, one)));
    return p.select(p.lt(x, one), p.constant(Double.NaN), value);
  }

  /** The inverse hyperbolic tangent, as log(1 + 2x/(1 − x))/2; ±∞ at ±1. Error 0.9 ulps. */
  public static <V> V atanh(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    Sum<V> bottom = Sum.ordered(p, one, p.neg(size));
    Sum<V> top = new Sum<>(p.add(size, size), p.constant(0));
    Sum<V> quotient = Sum.quotient(p, top, bottom).normal(p);
    V value = p.mul(OnePlus.of(p, quotient).log(p).value(p), p.constant(0.5));
    V tiny = p.select(p.lt(size, p.constant(0x1p-28)), size, value);
    V end = p.select(p.eq(size, one), p.constant(Double.POSITIVE_INFINITY), p.constant(Double.NaN));
    return Signs.copy(p, p.select(p.lt(size, one), tiny, end), x);
  }

  /** log(2/x) where x is below 2⁻⁶⁰, else another value; ∞ at 0. */
  private static <V> V logOrElse(Primitives<V> p, V x, V near) {
    Sum<V> log = Logarithms.sum(p, x);
    V far = p.sub(p.sub(p.constant(0x1.62e42fefa39efp-1), log.low()), log.high());
    V finite = p.select(p.lt(x, p.constant(0x1p-60)), far, near);
    return p.select(p.eq(x, p.constant(0)), p.constant(Double.POSITIVE_INFINITY), finite);
  }

  /**
   * The inverse hyperbolic secant, as log(1 + (1 − x)/x + √(1 − x²)/x); ∞ at 0, NaN beyond 0 and 1.
   * Error 2 ulps.
   */
  public static <V> V asech(Primitives<V> p, V x) {
    V one = p.constant(1);
    V root = p.div(p.sqrt(p.fma(p.neg(x), x, one)), x);
    V rest = p.div(p.sub(one, x), x);
    V near = OnePlus.of(p, Sum.ordered(p, root, rest)).log(p).value(p);
    V inside = p.and(p.le(p.constant(0), x), p.le(x, one));
    return p.select(inside, logOrElse(p, x, near), p.constant(Double.NaN));
  }

  /** The inverse hyperbolic cosecant; ±∞ at ±0. Error 1.8 ulps. */
  public static <V> V acsch(Primitives<V> p, V x) {
    V size = p.abs(x);
    V near = asinh(p, p.div(p.constant(1), size));
    return Signs.copy(p, logOrElse(p, size, near), x);
  }

  /**
   * The inverse hyperbolic cotangent, as log(1 + 2/(x − 1))/2; ±∞ at ±1, NaN between. Error 0.9
   * ulps.
   */
  public static <V> V acoth(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    Sum<V> bottom = Sum.ordered(p, size, p.constant(-1)).normal(p);
    Sum<V> top = new Sum<>(p.constant(2), p.constant(0));
    Sum<V> quotient = Sum.quotient(p, top, bottom).normal(p);
    V near = p.mul(OnePlus.of(p, quotient).log(p).value(p), p.constant(0.5));
    V value = p.select(p.lt(p.constant(0x1p28), size), p.div(one, size), near);
    V end = p.select(p.eq(size, one), p.constant(Double.POSITIVE_INFINITY), p.constant(Double.NaN));
    return Signs.copy(p, p.select(p.lt(one, size), value, end), x);
  }
}

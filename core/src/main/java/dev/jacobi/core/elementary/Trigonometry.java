package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * Sine, cosine and tangent. The argument less a multiple of π/2, in three words up to 2²⁰ (W. J.
 * Cody and W. Waite, "Software Manual for the Elementary Functions", 1980) and by the primitives
 * for angles beyond, leaves a rest in two parts, at most π/4; for that, polynomials as in fdlibm's
 * {@code k_sin.c} and {@code k_cos.c} (Sun 1993), with own coefficients.
 */
public final class Trigonometry {

  private static final double SHIFT = Exponential.SHIFT;
  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
  private static final double QUARTER = 0x1.921fb54442d18p+0;
  private static final double QUARTER_MIDDLE = 0x1.1a62633145c07p-54;
  private static final double QUARTER_LOW = -0x1.f1976b7ed8fbcp-110;

  /** (sin(r)/r − 1)/r² by r², within 2⁻⁵⁸. */
  private static final double[] SINE = {
    -0.16666666666666632,
    0.00833333333332249,
    -0.00019841269829857063,
    2.755731370645298e-06,
    -2.505076011065804e-08,
    1.5896899224636117e-10
  };

  /** (cos(r) − 1 + r²/2)/r⁴ by r², within 2⁻⁵⁸ over r⁴. */
  private static final double[] COSINE = {
    0.0416666666666666,
    -0.0013888888888874485,
    2.4801587289681325e-05,
    -2.755731440421822e-07,
    2.0875729727848237e-09,
    -1.1359957065826115e-11
  };

  private Trigonometry() {}

  /**
   * An angle as quarter turns and a rest.
   *
   * @param turns the number of quarter turns, in the lowest bits
   * @param rest what is left, at most π/4
   * @param low what that lacks
   */
  private record Turned<V>(V turns, V rest, V low) {

    static <V> Turned<V> of(Primitives<V> p, V x) {
      V shift = p.constant(SHIFT);
      V shifted = p.fma(x, p.constant(TWO_OVER_PI), shift);
      V n = p.sub(shifted, shift);
      V most = p.fma(n, p.constant(-QUARTER), x);
      Sum<V> product = Sum.product(p, n, p.constant(-QUARTER_MIDDLE));
      Sum<V> near = Sum.of(p, most, product.high());
      V low = p.fma(n, p.constant(-QUARTER_LOW), p.add(near.low(), product.low()));
      V far = p.lt(p.constant(0x1p20), p.abs(x));
      V angle = p.select(far, x, p.constant(0));
      // An infinite angle has no rest: it is NaN in every part.
      V turns = p.select(far, p.add(shift, p.quarters(angle)), shifted);
      return new Turned<>(
          p.bits(turns),
          p.select(far, p.angle(angle), near.high()),
          p.select(far, p.angleLow(angle), low));
    }

    /** sin(r), r in two parts. */
    Sum<V> sine(Primitives<V> p, V square) {
      V cube = p.mul(square, rest);
      V bent = p.fma(p.mul(square, p.constant(-0.5)), low, low);
      return new Sum<>(rest, p.fma(cube, Polynomial.halves(p, square, SINE), bent));
    }

    /** cos(r), r in two parts. */
    Sum<V> cosine(Primitives<V> p, V square) {
      Sum<V> first = Sum.ordered(p, p.constant(1), p.mul(square, p.constant(-0.5)));
      V fourth = p.mul(square, square);
      V series = p.fma(fourth, Polynomial.halves(p, square, COSINE), first.low());
      return new Sum<>(first.high(), p.fma(p.neg(rest), low, series));
    }
  }

  /** Whether the lowest bit is set. */
  private static <V> V isOdd(Primitives<V> p, V bits) {
    V one = p.integer(Double.doubleToLongBits(1));
    return p.lt(p.fromBits(p.ior(p.shl(bits, 63), one)), p.constant(0));
  }

  /** sin(x + n·π/2). */
  private static <V> V sine(Primitives<V> p, Turned<V> turned, V turns) {
    V square = p.mul(turned.rest(), turned.rest());
    V sine = turned.sine(p, square).value(p);
    V cosine = turned.cosine(p, square).value(p);
    V value = p.select(isOdd(p, turns), cosine, sine);
    V sign = p.iand(p.shl(turns, 62), p.integer(Long.MIN_VALUE));
    return p.fromBits(p.ixor(p.bits(value), sign));
  }

  /** sin x, for x of any size. Error 0.8 ulps. */
  public static <V> V sin(Primitives<V> p, V x) {
    Turned<V> turned = Turned.of(p, x);
    V value = sine(p, turned, turned.turns());
    return p.select(p.lt(p.abs(x), p.constant(0x1p-27)), x, value);
  }

  /** cos x, for x of any size. Error 0.8 ulps. */
  public static <V> V cos(Primitives<V> p, V x) {
    Turned<V> turned = Turned.of(p, x);
    return sine(p, turned, p.iadd(turned.turns(), p.integer(1)));
  }

  /** tan x, for x of any size, as a quotient of two parts each. Error 0.9 ulps. */
  public static <V> V tan(Primitives<V> p, V x) {
    Turned<V> turned = Turned.of(p, x);
    V square = p.mul(turned.rest(), turned.rest());
    Sum<V> sine = turned.sine(p, square).normal(p);
    Sum<V> cosine = turned.cosine(p, square).normal(p);
    V odd = isOdd(p, turned.turns());
    Sum<V> top = Sum.select(p, odd, cosine, sine);
    Sum<V> bottom = Sum.select(p, odd, sine, cosine);
    V quotient = Sum.quotient(p, top, bottom).value(p);
    V value = p.select(odd, p.neg(quotient), quotient);
    return p.select(p.lt(p.abs(x), p.constant(0x1p-27)), x, value);
  }
}

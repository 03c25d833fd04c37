package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** Roots and powers. */
public final class Powers {

  /** (log(1 + f)/s − 2)/s² − ⅔ over s², with s = f/(2 + f), within 2⁻⁶⁵ over s⁴. */
  private static final double[] LOGARITHM = {
    0.4000000000000226,
    0.28571428570097146,
    0.22222222520332194,
    0.18181784332812267,
    0.1538675886094527,
    0.13256783014004167,
    0.1319664478527614
  };

  private static final double TWO_THIRDS = 0x1.5555555555555p-1;
  private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

  private Powers() {}

  /** x². */
  public static <V> V square(Primitives<V> p, V x) {
    return p.mul(x, x);
  }

  /** 1/√x, two roundings: ∞ at 0, −∞ at −0, NaN below. Error 1.5 ulps. */
  public static <V> V rsqrt(Primitives<V> p, V x) {
    return p.div(p.constant(1), p.sqrt(x));
  }

  /**
   * √(x² + y²), scaled by a power of two where the squares would leave the range of doubles; ∞
   * where either is infinite. Error 1 ulp.
   */
  public static <V> V hypot(Primitives<V> p, V x, V y) {
    V width = p.abs(x);
    V height = p.abs(y);
    V large = p.max(width, height);
    V small = p.min(width, height);
    V one = p.constant(1);
    V big = p.lt(p.constant(0x1p500), large);
    V tiny = p.lt(large, p.constant(0x1p-400));
    V down = p.constant(0x1p-600);
    V up = p.constant(0x1p600);
    V scale = p.select(big, down, p.select(tiny, up, one));
    V back = p.select(big, up, p.select(tiny, down, one));
    V a = p.mul(large, scale);
    V b = p.mul(small, scale);
    V value = p.mul(p.sqrt(p.fma(a, a, p.mul(b, b))), back);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    V unbounded = p.or(p.eq(width, infinite), p.eq(height, infinite));
    return p.select(unbounded, infinite, value);
  }

  /**
   * The real cube root: x^−⅓ from the bits, a third of which is a first value (as W. Kahan did),
   * two steps of fourth order, and one of Newton's with the residual in two parts. Error 0.6 ulps.
   */
  public static <V> V cbrt(Primitives<V> p, V x) {
    V size = p.abs(x);
    V tiny = p.lt(size, p.constant(0x1p-900));
    V a = p.select(tiny, p.mul(size, p.constant(0x1p162)), size);
    V whole = p.integer(Double.doubleToLongBits(0x1p52));
    V bits = p.fromBits(p.ior(p.ushr(p.bits(a), 12), whole));
    double offset = 0x1p52 + 0x1p52 / 3 + 1499659093495775.0;
    V third = p.fma(bits, p.constant(-1.0 / 3), p.constant(offset));
    V first = p.fromBits(p.shl(p.bits(third), 12));
    V inverse = step(p, a, step(p, a, first));
    V root = p.mul(p.mul(a, inverse), inverse);
    Sum<V> square = Sum.product(p, root, root);
    V rest = p.fma(square.low(), root, p.fma(square.high(), root, p.neg(a)));
    V slope = p.mul(p.mul(inverse, inverse), p.constant(-1.0 / 3));
    V value = p.fma(rest, slope, root);
    V scaled = p.select(tiny, p.mul(value, p.constant(0x1p-54)), value);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    return Signs.copy(p, p.select(p.lt(a, infinite), scaled, a), x);
  }

  /** A better a^−⅓: with e = 1 − a·z³ it is z(1 − e)^−⅓, to the third power of e. */
  private static <V> V step(Primitives<V> p, V a, V z) {
    V e = p.fma(p.neg(p.mul(a, z)), p.mul(z, z), p.constant(1));
    V series = Polynomial.horner(p, e, 1.0 / 3, 2.0 / 9, 14.0 / 81);
    return p.fma(p.mul(z, e), series, z);
  }

  /**
   * The logarithm of a positive number to 66 bits: 2 atanh(s) with s = f/(2 + f), s in two parts.
   */
  private static <V> Sum<V> log(Primitives<V> p, V x) {
    Logarithms.Parts<V> parts = Logarithms.parts(p, x);
    V f = parts.fraction();
    Sum<V> top = new Sum<>(f, p.constant(0));
    Sum<V> s = Sum.quotient(p, top, Sum.ordered(p, p.constant(2), f)).normal(p);
    Sum<V> square = Sum.times(p, s, s);
    V series = p.mul(square.high(), Polynomial.halves(p, square.high(), LOGARITHM));
    Sum<V> first = Sum.ordered(p, p.constant(TWO_THIRDS), series);
    Sum<V> slope = new Sum<>(first.high(), p.add(first.low(), p.constant(TWO_THIRDS_LOW)));
    Sum<V> bend = Sum.times(p, square, slope);
    Sum<V> twice = Sum.ordered(p, p.constant(2), bend.high());
    Sum<V> log = Sum.times(p, s, new Sum<>(twice.high(), p.add(twice.low(), bend.low())));
    V k = parts.exponent();
    Sum<V> sum = Sum.ordered(p, p.mul(k, p.constant(Logarithms.LN_2)), log.high());
    V low = p.fma(k, p.constant(Logarithms.LN_2_LOW), p.add(sum.low(), log.low()));
    return Sum.ordered(p, sum.high(), low);
  }

  /**
   * x to the power y, as e^(y·log |x|), the logarithm and the product in two parts. As IEEE 754 has
   * it: x⁰ and 1^y are 1 also with NaN, and so is (−1)^±∞. Error 0.9 ulps.
   */
  public static <V> V pow(Primitives<V> p, V x, V y) {
    V size = p.abs(x);
    V zero = p.constant(0);
    V one = p.constant(1);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    Sum<V> log = log(p, size);
    V finite = p.select(p.lt(size, infinite), log.high(), size);
    V high = p.select(p.eq(size, zero), p.neg(infinite), finite);
    Sum<V> product = Sum.product(p, y, high);
    V exponent = p.select(p.eq(size, one), zero, product.high());
    V low = p.select(p.eq(size, one), zero, p.fma(y, log.low(), product.low()));
    Exponential.Power<V> power = Exponential.Power.of(p, exponent, 2046);
    V more = p.add(power.rest(), power.correction(p));
    V moved = p.add(power.correction(p), p.fma(low, more, low));
    Sum<V> first = Sum.ordered(p, one, power.rest());
    V significand = p.add(first.high(), p.add(first.low(), moved));
    V value = Exponential.scaled(p, significand, power.shifted());
    V above = p.select(p.lt(exponent, p.constant(-800)), zero, value);
    V positive = p.select(p.lt(p.constant(800), exponent), infinite, above);
    V signed = signed(p, x, y, positive);
    return p.select(p.or(p.eq(y, zero), p.eq(x, one)), one, signed);
  }

  /** A power of |x| as one of x: the sign of odd powers, NaN for fractional powers below 0. */
  private static <V> V signed(Primitives<V> p, V x, V y, V power) {
    V size = p.abs(y);
    V whole = isWhole(p, size);
    V odd = p.and(whole, p.not(isWhole(p, p.mul(size, p.constant(0.5)))));
    V value = p.select(odd, Signs.copy(p, power, x), power);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    V negative = p.and(p.lt(x, p.constant(0)), p.lt(p.neg(infinite), x));
    return p.select(p.and(negative, p.not(whole)), p.constant(Double.NaN), value);
  }

  private static <V> V isWhole(Primitives<V> p, V size) {
    V large = p.constant(0x1p52);
    return p.or(p.eq(p.sub(p.add(size, large), large), size), p.le(large, size));
  }
}

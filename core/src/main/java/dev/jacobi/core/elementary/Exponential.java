package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * The exponential function and its kin. The argument is reduced to a multiple of log 2 and a rest
 * of at most half of that (W. J. Cody and W. Waite, "Software Manual for the Elementary Functions",
 * 1980), the integer read off the bits of a sum with 1.5·2⁵²; on the rest a polynomial.
 */
public final class Exponential {

  /** The integer part of a sum with this stands in its lowest bits. */
  static final double SHIFT = 0x1.8p52;

  private static final double ONE_OVER_LN_2 = 0x1.71547652b82fep0;
  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  static final double LN_2_LOW = 0x1.abc9e3b39803fp-56;

  /** (eʳ − 1 − r − r²/2)/r³ for |r| up to log √2, within 2⁻⁵⁷ of eʳ. */
  private static final double[] SERIES = {
    0.16666666666666433,
    0.04166666666660389,
    0.008333333333500458,
    0.0013888888926822764,
    0.00019841269465415085,
    2.480150865048726e-05,
    2.7557641502155425e-06,
    2.762519926586597e-07,
    2.497820114559867e-08
  };

  /** (e⁻ʳ − 1 + r − r²/2)/r³. */
  private static final double[] FALLING = falling();

  /** The same for |r| up to 0.42, within 2⁻⁵⁹, for sums in two parts. */
  private static final double[] LONG_SERIES = {
    0.1666666666666676,
    0.041666666666664944,
    0.008333333333266022,
    0.0013888888889553408,
    0.00019841270003978956,
    2.4801586434652255e-05,
    2.7557144155889577e-06,
    2.755776229105716e-07,
    2.5138702979704606e-08,
    2.082107373441055e-09
  };

  private Exponential() {}

  private static double[] falling() {
    double[] c = SERIES.clone();
    for (int i = 0; i < c.length; i += 2) {
      c[i] = -c[i];
    }
    return c;
  }

  /**
   * x = n·log 2 + r.
   *
   * @param shifted n and the bias asked for, in the lowest bits of this double
   * @param whole n
   * @param most r before the low bits of log 2 are taken off
   * @param rest r, from −log √2 to log √2
   */
  record Reduced<V>(V shifted, V whole, V most, V rest) {

    /** The reduction; the bias is what is added to n in the bits. */
    static <V> Reduced<V> of(Primitives<V> p, V x, int bias) {
      return of(p, x, p.fma(x, p.constant(ONE_OVER_LN_2), p.constant(SHIFT + bias)), bias);
    }

    /** The reduction by a given n. */
    static <V> Reduced<V> of(Primitives<V> p, V x, V shifted, int bias) {
      V n = p.sub(shifted, p.constant(SHIFT + bias));
      V most = p.fma(n, p.constant(-LN_2), x);
      return new Reduced<>(shifted, n, most, p.fma(n, p.constant(-LN_2_LOW), most));
    }

    /** What rounding r left. */
    V left(Primitives<V> p) {
      return p.fma(whole, p.constant(-LN_2_LOW), p.sub(most, rest));
    }
  }

  /**
   * e^x = 2ⁿ(1 + r + c), c being smaller than r.
   *
   * @param shifted n and the bias asked for, in the lowest bits of this double
   * @param rest r
   * @param square r²
   * @param half (c − left)/r²
   * @param left what rounding r left
   */
  record Power<V>(V shifted, V rest, V square, V half, V left) {

    /** The parts. */
    static <V> Power<V> of(Primitives<V> p, V x, int bias) {
      return of(p, Reduced.of(p, x, bias));
    }

    private static <V> Power<V> of(Primitives<V> p, Reduced<V> reduced) {
      V r = reduced.rest();
      V square = p.mul(r, r);
      return new Power<>(
          reduced.shifted(), r, square, Exponential.half(p, r, square), reduced.left(p));
    }

    /** c. */
    V correction(Primitives<V> p) {
      return p.fma(square, half, left);
    }

    /** 2^(n + bias − 1023), where that is a normal number. */
    V scale(Primitives<V> p) {
      return Exponential.scale(p, shifted);
    }
  }

  /** (eʳ − 1 − r)/r². */
  private static <V> V half(Primitives<V> p, V r, V square) {
    return p.fma(Polynomial.halves(p, r, square, LONG_SERIES), r, p.constant(0.5));
  }

  /** 2 to the integer in the lowest bits, less 1023. */
  static <V> V scale(Primitives<V> p, V shifted) {
    return p.fromBits(p.shl(p.bits(shifted), 52));
  }

  /** A number times 2ⁿ in two steps, of which only the last can round: n with a bias of 2046. */
  static <V> V scaled(Primitives<V> p, V x, V shifted) {
    V bits = p.bits(shifted);
    V half = p.shr(bits, 1);
    V first = p.fromBits(p.shl(half, 52));
    V second = p.fromBits(p.shl(p.isub(bits, half), 52));
    return p.mul(p.mul(x, first), second);
  }

  private static <V> V significand(Primitives<V> p, V r) {
    V one = p.constant(1);
    V half = p.fma(Polynomial.halves(p, r, SERIES), r, p.constant(0.5));
    return p.fma(p.fma(half, r, one), r, one);
  }

  /** eʳ − 1 for |r| up to log √2, within 2⁻⁵⁴. */
  static <V> V lessOne(Primitives<V> p, V r) {
    V half = p.fma(Polynomial.halves(p, r, SERIES), r, p.constant(0.5));
    return p.fma(p.mul(r, r), half, r);
  }

  /** e^x. Error 0.9 ulps. */
  public static <V> V exp(Primitives<V> p, V x) {
    Reduced<V> reduced = Reduced.of(p, x, 2046);
    V value = scaled(p, significand(p, reduced.rest()), reduced.shifted());
    V small = p.select(p.lt(x, p.constant(-800)), p.constant(0), value);
    return p.select(p.lt(p.constant(800), x), p.constant(Double.POSITIVE_INFINITY), small);
  }

  /** y − e^x for x from −700 to 700, the product with 2ⁿ and the difference rounded once. */
  static <V> V below(Primitives<V> p, V y, V x) {
    // With the sign bit set.
    Reduced<V> reduced = Reduced.of(p, x, 1023 + 2048);
    return p.fma(scale(p, reduced.shifted()), significand(p, reduced.rest()), y);
  }

  /** 2^m·(1 + r + c) + more, exact but for the rounding of c, where 2^m is at least 2^n. */
  static <V> Sum<V> plus(Primitives<V> p, Power<V> power, V scale, double more) {
    V constant = p.constant(more);
    V whole = p.add(scale, constant);
    // Where 2^m is the smaller one, the sum is exact or 2^m of no account.
    V lost = p.sub(constant, p.sub(whole, scale));
    Sum<V> sum = Sum.ordered(p, whole, p.mul(scale, power.rest()));
    V left = p.fma(scale, power.left(), p.add(sum.low(), lost));
    return new Sum<>(sum.high(), p.fma(p.mul(scale, power.square()), power.half(), left));
  }

  /** e^x − 1. Error 0.9 ulps. */
  public static <V> V expm1(Primitives<V> p, V x) {
    // Half of the result, since 2ⁿ may overflow where the result does not. Up to 0.42 n stays 0, as
    // 2·(1 + r + c) − 1 would cancel there.
    int bias = 1022;
    V size = p.abs(x);
    V shift = p.constant(SHIFT + bias);
    V near = p.fma(x, p.constant(ONE_OVER_LN_2), shift);
    V shifted = p.select(p.lt(size, p.constant(0.42)), shift, near);
    Power<V> power = Power.of(p, Reduced.of(p, x, shifted, bias));
    V value = p.mul(plus(p, power, power.scale(p), -0.5).value(p), p.constant(2));
    V tiny = p.select(p.lt(size, p.constant(0x1p-54)), x, value);
    V bounded = p.select(p.lt(x, p.constant(-40)), p.constant(-1), tiny);
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    return p.select(p.lt(p.constant(0x1.62e42fefa39efp9), x), infinite, bounded);
  }

  /**
   * 1/(1 + e^−x), as 2^m/(2^m + eʳ) with r the rest of −x: one division, mended by what rounding
   * the sum and the quotient left. Error 0.8 ulps.
   */
  public static <V> V sigmoid(Primitives<V> p, V x) {
    int spare = 64;
    Reduced<V> reduced = Reduced.of(p, x, 1023 + spare);
    V large = scale(p, reduced.shifted());
    V scale = p.mul(large, p.constant(0x1p-64));
    V one = p.constant(1);
    V whole = p.add(scale, one);
    V lost = p.sub(scale, p.sub(whole, one));
    V rest = reduced.rest();
    V high = p.sub(whole, rest);
    V less = p.sub(p.sub(whole, high), rest);
    V square = p.mul(rest, rest);
    V half = p.fma(Polynomial.halves(p, rest, square, FALLING), rest, p.constant(0.5));
    Sum<V> sum = Sum.ordered(p, high, p.fma(square, half, p.add(less, lost)));
    V inverse = p.div(p.constant(-1), sum.high());
    V error = p.fma(inverse, sum.low(), p.fma(inverse, sum.high(), one));
    V value = p.mul(p.mul(p.fma(inverse, error, inverse), large), p.constant(-0x1p-64));
    V bounded = p.select(p.lt(p.constant(40), x), one, value);
    return p.select(p.lt(x, p.constant(-746)), p.constant(0), bounded);
  }
}

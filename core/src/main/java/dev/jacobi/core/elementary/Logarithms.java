package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * Logarithms: x = 2ᵏ(1 + f) with 1 + f from √½ to √2, taken from the bits, and log(1 + f) = f − s(f
 * − R) with s = f/(2 + f) and R a polynomial in s² (fdlibm's {@code e_log.c}, Sun 1993, with own
 * coefficients).
 */
public final class Logarithms {

  /** log 2 in 42 bits, so that products with exponents are exact, and the rest. */
  static final double LN_2 = 0x1.62e42fefa3800p-1;

  static final double LN_2_LOW = 0x1.ef35793c76730p-45;

  private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;
  private static final double SHIFT = Exponential.SHIFT;

  /** ((f − log(1 + f))/s − f)/s², within 2⁻⁵⁸ of s². */
  private static final double[] SERIES = {
    -0.6666666666666735,
    -0.399999999994107,
    -0.28571428743177424,
    -0.2222219849811491,
    -0.18183568022230356,
    -0.15313959613010875,
    -0.14796833957961944
  };

  private Logarithms() {}

  /** k for a positive normal number. */
  private static <V> V exponent(Primitives<V> p, V x) {
    return p.shr(p.isub(p.bits(x), p.integer(ROOT_HALF)), 52);
  }

  /** A small integer, less what a sum with 1.5·2⁵² is to be less by. */
  private static <V> V toDouble(Primitives<V> p, V k, V shift) {
    return p.sub(p.fromBits(p.iadd(k, p.integer(Double.doubleToLongBits(SHIFT)))), shift);
  }

  /**
   * 2ᵏ(1 + f).
   *
   * @param exponent k
   * @param fraction f, from √½ − 1 to √2 − 1
   */
  record Parts<V>(V exponent, V fraction) {}

  /** The parts of a positive number, which may be subnormal. */
  static <V> Parts<V> parts(Primitives<V> p, V x) {
    V tiny = p.lt(x, p.constant(Double.MIN_NORMAL));
    V normal = p.select(tiny, p.mul(x, p.constant(0x1p54)), x);
    return parts(p, normal, exponent(p, normal), tiny);
  }

  private static <V> Parts<V> parts(Primitives<V> p, V normal, V k, V tiny) {
    V significand = p.fromBits(p.isub(p.bits(normal), p.shl(k, 52)));
    V shift = p.select(tiny, p.constant(SHIFT + 54), p.constant(SHIFT));
    return new Parts<>(toDouble(p, k, shift), p.sub(significand, p.constant(1)));
  }

  /** −s = f/(−2 − f). */
  private static <V> V ratio(Primitives<V> p, V f) {
    return p.div(f, p.sub(p.constant(-2), f));
  }

  /** The logarithm of 2ᵏ(1 + f). */
  private static <V> Sum<V> sum(Primitives<V> p, Parts<V> parts, V ratio) {
    V f = parts.fraction();
    Sum<V> first = Sum.ordered(p, p.mul(parts.exponent(), p.constant(LN_2)), f);
    V low = p.fma(parts.exponent(), p.constant(LN_2_LOW), first.low());
    return new Sum<>(first.high(), bend(p, f, ratio, low));
  }

  /** log(1 + f) − f + low. */
  private static <V> V bend(Primitives<V> p, V f, V ratio, V low) {
    V square = p.mul(ratio, ratio);
    return p.fma(ratio, p.fma(square, Polynomial.halves(p, square, SERIES), f), low);
  }

  /** The logarithm to a base b, with 1/log b and the logarithm of 2 in two parts each. */
  private static <V> V ofBase(
      Primitives<V> p, V x, double inverse, double inverseLow, double two, double twoLow) {
    Parts<V> parts = parts(p, x);
    V f = parts.fraction();
    Sum<V> product = Sum.product(p, f, p.constant(inverse));
    V whole = p.mul(parts.exponent(), p.constant(two));
    Sum<V> first = Sum.ordered(p, whole, product.high());
    V low = p.fma(f, p.constant(inverseLow), p.add(first.low(), product.low()));
    V most = p.fma(parts.exponent(), p.constant(twoLow), low);
    V bent = bend(p, f, ratio(p, f), p.constant(0));
    V value = p.add(first.high(), p.fma(bent, p.constant(inverse), most));
    return ends(p, x, p.constant(0), value);
  }

  /** The logarithm to the base 2: whole at powers of two, −∞ at 0, NaN below. Error 0.95 ulps. */
  public static <V> V log2(Primitives<V> p, V x) {
    return ofBase(p, x, 0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56, 1, 0);
  }

  /** The logarithm to the base 10: whole at powers of ten, −∞ at 0, NaN below. Error 0.95 ulps. */
  public static <V> V log10(Primitives<V> p, V x) {
    double two = 0x1.34413509f7800p-2;
    double twoLow = 0x1.fef311f12b358p-46;
    return ofBase(p, x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57, two, twoLow);
  }

  /** The logarithm of a positive number. */
  static <V> Sum<V> sum(Primitives<V> p, V x) {
    Parts<V> parts = parts(p, x);
    return sum(p, parts, ratio(p, parts.fraction()));
  }

  /**
   * The logarithm of a positive number with a low part, below half an ulp of it; 0 if subnormal.
   */
  static <V> Sum<V> sum(Primitives<V> p, Sum<V> x) {
    V tiny = p.lt(x.high(), p.constant(Double.MIN_NORMAL));
    V normal = p.select(tiny, p.mul(x.high(), p.constant(0x1p54)), x.high());
    V k = exponent(p, normal);
    V scale = p.fromBits(p.isub(p.bits(p.constant(1)), p.shl(k, 52)));
    return new OnePlus<>(parts(p, normal, k, tiny), p.mul(x.low(), scale), scale).log(p);
  }

  /** −∞ at zero, NaN below, and at ∞ and NaN themselves. */
  private static <V> V ends(Primitives<V> p, V x, V zero, V value) {
    V least = p.constant(Double.NEGATIVE_INFINITY);
    V outside = p.select(p.eq(x, zero), least, p.constant(Double.NaN));
    V inside = p.select(p.lt(zero, x), value, outside);
    return p.select(p.eq(x, p.constant(Double.POSITIVE_INFINITY)), x, inside);
  }

  /** log x: −∞ at 0, NaN below. Error 0.9 ulps. */
  public static <V> V log(Primitives<V> p, V x) {
    V zero = p.constant(0);
    return ends(p, x, zero, sum(p, x).value(p));
  }

  /**
   * 1 + x = 2ᵏ(1 + f + lost).
   *
   * @param lost at most half an ulp of f
   * @param scale 2⁻ᵏ
   */
  record OnePlus<V>(Parts<V> parts, V lost, V scale) {

    /** For x above −1. */
    static <V> OnePlus<V> of(Primitives<V> p, V x) {
      V big = p.lt(p.constant(0x1p200), x);
      V small = p.select(big, p.mul(x, p.constant(0x1p-128)), x);
      return of(p, small, p.select(big, p.constant(SHIFT - 128), p.constant(SHIFT)));
    }

    private static <V> OnePlus<V> of(Primitives<V> p, V small, V shift) {
      V one = p.constant(1);
      V k = exponent(p, p.add(small, one));
      V scale = p.fromBits(p.isub(p.bits(one), p.shl(k, 52)));
      // Exact in this order: the second is larger only where their sum is exact.
      Sum<V> sum = Sum.ordered(p, p.sub(scale, one), p.mul(small, scale));
      return new OnePlus<>(new Parts<>(toDouble(p, k, shift), sum.high()), sum.low(), scale);
    }

    /** The same for a number that has a low part, below half an ulp of it. */
    static <V> OnePlus<V> of(Primitives<V> p, Sum<V> x) {
      return of(p, x.high()).and(p, x.low());
    }

    /** The same for a number of at most 1. */
    static <V> OnePlus<V> ofSmall(Primitives<V> p, Sum<V> x) {
      return of(p, x.high(), p.constant(SHIFT)).and(p, x.low());
    }

    private OnePlus<V> and(Primitives<V> p, V low) {
      return new OnePlus<>(parts, p.fma(low, scale, lost), scale);
    }

    /** The same times a power of two. */
    OnePlus<V> times(Primitives<V> p, V exponent) {
      Parts<V> more = new Parts<>(p.add(parts.exponent(), exponent), parts.fraction());
      return new OnePlus<>(more, lost, scale);
    }

    /** The logarithm; lost/(1 + f) is near enough lost·(1 − 2s). */
    Sum<V> log(Primitives<V> p) {
      V ratio = ratio(p, parts.fraction());
      Sum<V> sum = sum(p, parts, ratio);
      V moved = p.fma(lost, p.mul(ratio, p.constant(2)), lost);
      return new Sum<>(sum.high(), p.add(sum.low(), moved));
    }
  }

  /** log(1 + x): −∞ at −1, NaN below. Error 0.9 ulps. */
  public static <V> V log1p(Primitives<V> p, V x) {
    V one = p.constant(1);
    Sum<V> sum = OnePlus.of(p, x).log(p);
    V value = p.select(p.eq(p.add(x, one), one), x, sum.value(p));
    return ends(p, x, p.constant(-1), value);
  }

  /** log(1 + e^x), as max(x, 0) + log(1 + e^−|x|), all but the last sum in two parts. Error 0.9. */
  public static <V> V softplus(Primitives<V> p, V x) {
    V negative = p.max(p.neg(p.abs(x)), p.constant(-800));
    // Scaled twice, as 2ⁿ need not be a normal number.
    Exponential.Power<V> power = Exponential.Power.of(p, negative, 1023 + 192);
    V scale = power.scale(p);
    V down = p.constant(0x1p-192);
    Sum<V> first = Sum.ordered(p, p.constant(1), power.rest());
    Sum<V> significand = Sum.ordered(p, first.high(), p.add(first.low(), power.correction(p)));
    V tail = p.mul(p.mul(significand.high(), scale), down);
    V left = p.mul(p.mul(significand.low(), scale), down);
    Sum<V> sum = OnePlus.ofSmall(p, new Sum<>(tail, left)).log(p);
    Sum<V> all = Sum.of(p, p.max(x, p.constant(0)), sum.high());
    V value = p.add(all.high(), p.add(all.low(), sum.low()));
    return p.select(p.lt(p.constant(40), x), x, value);
  }

  /** x·log(y), and 0 for x = 0 whatever y is, unless y is NaN. Error 0.8 ulps. */
  public static <V> V xlogy(Primitives<V> p, V x, V y) {
    V zero = p.constant(0);
    Sum<V> sum = sum(p, y);
    V log = ends(p, y, zero, sum.value(p));
    V left = p.sub(sum.low(), p.sub(log, sum.high()));
    V near = p.fma(x, log, p.mul(x, left));
    V finite = p.lt(p.abs(near), p.constant(Double.POSITIVE_INFINITY));
    V value = p.select(finite, near, p.mul(x, log));
    return p.select(p.and(p.eq(x, zero), p.eq(y, y)), zero, value);
  }
}

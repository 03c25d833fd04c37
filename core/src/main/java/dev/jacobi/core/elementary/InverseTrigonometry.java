package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * Angles from sines, cosines and tangents: the angle is brought to one whose tangent is at most 1,
 * or whose sine is at most ½, as fdlibm does (Sun 1993); for that, one polynomial; and the multiple
 * of π/2 that was taken off is put back in two parts.
 */
public final class InverseTrigonometry {

  private static final double PI = 0x1.921fb54442d18p+1;
  private static final double PI_LOW = 0x1.1a62633145c07p-53;

  /** (atan(t)/t − 1)/t² by t² − ½ for |t| ≤ 1, within 2⁻⁵⁷ of atan(t)/t. */
  private static final double TANGENT = -0.2591604972657936;

  private static final double[] TANGENT_BEND = {
    0.11081482513071446,
    -0.05481484060456602,
    0.029135862645127273,
    -0.01617297490191812,
    0.009243096232660272,
    -0.005394792650137835,
    0.0031991748651076456,
    -0.0019209409285266027,
    0.0011650716185394934,
    -0.0007125040703895456,
    0.0004386907807548693,
    -0.000271584342736624,
    0.00016952445294483919,
    -0.00010703813622208927,
    6.53807683194431e-05,
    -3.707202919537119e-05,
    2.7467290169264267e-05,
    -2.639382977098495e-05,
    1.2989060404577243e-05
  };

  /** (asin(s)/s − 1)/s² by s² for |s| ≤ ½, within 2⁻⁵⁵ over s². */
  private static final double[] SINE = {
    0.16666666666665383,
    0.07500000000342844,
    0.04464285682367073,
    0.030381959322990572,
    0.022371753727845615,
    0.017359767977423855,
    0.013884629482130418,
    0.012173076556309484,
    0.006511722380233964,
    0.019571556109938673,
    -0.01629043627802907,
    0.031956509278352765
  };

  private InverseTrigonometry() {}

  /**
   * A multiple of π/2, in two parts, and an angle.
   *
   * @param angle u, less what it bends
   * @param bend what the angle is more than u
   */
  private static <V> V sum(Primitives<V> p, Sum<V> base, V angle, V bend) {
    Sum<V> first = Sum.ordered(p, base.high(), angle);
    return p.add(first.high(), p.add(first.low(), p.add(bend, base.low())));
  }

  private static <V> Sum<V> turn(Primitives<V> p, double share) {
    return new Sum<>(p.constant(share * PI), p.constant(share * PI_LOW));
  }

  /** A multiple of π/2 and atan(t + lost), for |t| ≤ 1 and lost of no more than its last places. */
  private static <V> V turned(Primitives<V> p, Sum<V> base, V t, V lost) {
    V square = p.mul(t, t);
    V place = p.fma(t, t, p.constant(-0.5));
    V curve = Polynomial.cubics(p, place, TANGENT_BEND);
    V series = p.fma(curve, place, p.constant(TANGENT));
    // 1/(1 + t²), about.
    V slope = p.fma(square, p.constant(-0.5), p.constant(1));
    Sum<V> first = Sum.ordered(p, base.high(), t);
    V low = p.fma(lost, slope, p.add(first.low(), base.low()));
    return p.add(first.high(), p.fma(p.mul(square, series), t, low));
  }

  /** The angle in [−π/2, π/2] whose tangent is x. Error 0.97 ulps. */
  public static <V> V atan(Primitives<V> p, V x) {
    V most = p.constant(0x1p64);
    V size = p.select(p.lt(most, p.abs(x)), most, p.abs(x));
    V one = p.constant(1);
    V steep = p.lt(one, size);
    V top = p.select(steep, p.constant(-1), size);
    V bottom = p.select(steep, size, one);
    V tangent = p.div(top, bottom);
    V back = p.neg(tangent);
    V lost = p.mul(p.fma(back, bottom, top), back);
    Sum<V> base = Sum.select(p, steep, turn(p, 0.5), turn(p, 0));
    return Signs.copy(p, turned(p, base, tangent, lost), x);
  }

  /** Whether the sign bit is set. */
  private static <V> V isNegative(Primitives<V> p, V x) {
    V one = p.integer(Double.doubleToLongBits(1));
    return p.lt(p.fromBits(p.ior(Signs.of(p, x), one)), p.constant(0));
  }

  /** The angle in [−π, π] of the point (x, y). Error 0.97 ulps. */
  public static <V> V atan2(Primitives<V> p, V y, V x) {
    V height = p.abs(y);
    V width = p.abs(x);
    V small = p.min(height, width);
    V large = p.max(height, width);
    V steep = p.lt(width, height);
    V left = isNegative(p, x);
    Sum<V> flat = Sum.select(p, left, turn(p, 1), turn(p, 0));
    Sum<V> base = Sum.select(p, steep, turn(p, 0.5), flat);
    V one = p.constant(1);
    V back = p.constant(-1);
    V sign = p.select(steep, p.select(left, one, back), p.select(left, back, one));
    // Scaled, so that what the quotient lacks is a normal number.
    V scale = p.select(p.lt(large, one), p.constant(0x1p512), one);
    V zero = p.constant(0);
    V bottom = p.mul(p.select(p.eq(large, zero), one, large), scale);
    V top = p.mul(small, p.mul(sign, scale));
    V inverse = p.div(one, bottom);
    V ratio = p.mul(top, inverse);
    V rest = p.mul(p.fma(p.neg(ratio), bottom, top), inverse);
    V lost = p.select(p.eq(inverse, zero), zero, rest);
    V both = p.eq(small, p.constant(Double.POSITIVE_INFINITY));
    return Signs.copy(p, turned(p, base, p.select(both, sign, ratio), lost), y);
  }

  /**
   * What sines up to ½ and beyond have in common.
   *
   * @param sine the sine, or that of half the complement
   * @param bend how much more than that its angle is
   */
  private record Half<V>(V beyond, V sine, V bend) {

    static <V> Half<V> of(Primitives<V> p, V size) {
      return of(p, size, p.fma(size, p.constant(-0.5), p.constant(0.5)));
    }

    /** For the sine 1/size, which rounded has too little of its distance from 1. */
    static <V> Half<V> ofInverse(Primitives<V> p, V size) {
      V one = p.constant(1);
      V distance = p.mul(p.sub(size, one), p.constant(0.5));
      return of(p, p.div(one, size), p.div(distance, size));
    }

    /** The complement is (1 − size)/2. */
    private static <V> Half<V> of(Primitives<V> p, V size, V complement) {
      V beyond = p.lt(p.constant(0.5), size);
      V square = p.select(beyond, complement, p.mul(size, size));
      V sine = p.select(beyond, p.sqrt(complement), size);
      V series = Polynomial.halves(p, square, SINE);
      return new Half<>(beyond, sine, p.mul(p.mul(square, sine), series));
    }
  }

  /** The angle in [−π/2, π/2] whose sine is x. Error 1.2 ulps. */
  public static <V> V asin(Primitives<V> p, V x) {
    return ofSine(p, Half.of(p, p.abs(x)), x);
  }

  /** The angle in [−π/2, π/2] whose cosecant is x; NaN between −1 and 1. Error 1.7 ulps. */
  public static <V> V acsc(Primitives<V> p, V x) {
    return ofSine(p, Half.ofInverse(p, p.abs(x)), x);
  }

  private static <V> V ofSine(Primitives<V> p, Half<V> half, V sign) {
    V scale = p.select(half.beyond(), p.constant(-2), p.constant(1));
    Sum<V> base = Sum.select(p, half.beyond(), turn(p, 0.5), turn(p, 0));
    V value = sum(p, base, p.mul(half.sine(), scale), p.mul(half.bend(), scale));
    return Signs.copy(p, value, sign);
  }

  /** The angle in [0, π] whose cosine is x. Error 1.2 ulps. */
  public static <V> V acos(Primitives<V> p, V x) {
    return ofCosine(p, Half.of(p, p.abs(x)), x);
  }

  /** The angle in [0, π] whose secant is x; NaN between −1 and 1. Error 1.5 ulps. */
  public static <V> V asec(Primitives<V> p, V x) {
    return ofCosine(p, Half.ofInverse(p, p.abs(x)), x);
  }

  private static <V> V ofCosine(Primitives<V> p, Half<V> half, V sign) {
    V negative = p.lt(sign, p.constant(0));
    Sum<V> ends = Sum.select(p, negative, turn(p, 1), turn(p, 0));
    Sum<V> base = Sum.select(p, half.beyond(), ends, turn(p, 0.5));
    V scale = p.select(half.beyond(), p.constant(2), p.constant(-1));
    V signed = p.select(negative, p.neg(scale), scale);
    return sum(p, base, p.mul(half.sine(), signed), p.mul(half.bend(), signed));
  }

  /** The angle in [−π/2, π/2] whose cotangent is x; ±π/2 at ±0. Error 1.5 ulps. */
  public static <V> V acot(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    V flat = p.lt(one, size);
    V angle = atan(p, p.select(flat, p.div(one, size), size));
    Sum<V> quarter = turn(p, 0.5);
    V rest = p.add(p.sub(quarter.high(), angle), quarter.low());
    return Signs.copy(p, p.select(flat, angle, rest), x);
  }
}

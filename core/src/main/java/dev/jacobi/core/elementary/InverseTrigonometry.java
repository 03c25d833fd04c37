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

  /** (atan(t)/t − 1)/t² by t² for |t| ≤ 1, within 2⁻⁵⁷. */
  private static final double[] TANGENT = {
    -0.33333333333333093,
    0.1999999999995543,
    -0.14285714282800738,
    0.11111111013583548,
    -0.09090907117772881,
    0.07692281166900468,
    -0.06666414819086153,
    0.058805914168764184,
    -0.052538002111606405,
    0.04723274432297473,
    -0.042216663974640016,
    0.036692446537819876,
    -0.029983809061939933,
    0.0220829338481428,
    -0.013992855428701132,
    0.007261822156024254,
    -0.0029185396957522405,
    0.0008431976220979134,
    -0.00015473417803245896,
    1.3482917830914036e-05
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

  /** atan(t) − t for |t| ≤ 1. */
  private static <V> V bent(Primitives<V> p, V t) {
    V square = p.mul(t, t);
    // The signs alternate: halves of the powers would cancel where t is near 1.
    V series = Polynomial.horner(p, square, TANGENT);
    return p.mul(p.mul(square, t), series);
  }

  /** The angle in [−π/2, π/2] whose tangent is x. Error 1.15 ulps. */
  public static <V> V atan(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    V steep = p.lt(one, size);
    V tangent = p.div(p.select(steep, p.constant(-1), size), p.select(steep, size, one));
    Sum<V> base = Sum.select(p, steep, turn(p, 0.5), turn(p, 0));
    return Signs.copy(p, sum(p, base, tangent, bent(p, tangent)), x);
  }

  /** The angle in [−π, π] of the point (x, y). Error 1.45 ulps. */
  public static <V> V atan2(Primitives<V> p, V y, V x) {
    V height = p.abs(y);
    V width = p.abs(x);
    V steep = p.lt(width, height);
    V top = p.min(height, width);
    V bottom = p.max(height, width);
    V one = p.constant(1);
    V zero = p.constant(0);
    V ratio = p.div(top, bottom);
    V known = p.select(p.eq(bottom, zero), zero, ratio);
    V tangent = p.select(p.eq(top, p.constant(Double.POSITIVE_INFINITY)), one, known);
    V left = p.lt(Signs.copy(p, one, x), zero);
    Sum<V> flat = Sum.select(p, left, turn(p, 1), turn(p, 0));
    Sum<V> base = Sum.select(p, steep, turn(p, 0.5), flat);
    V back = p.neg(tangent);
    V rising = p.select(left, tangent, back);
    V angle = p.select(steep, rising, p.select(left, back, tangent));
    return Signs.copy(p, sum(p, base, angle, bent(p, angle)), y);
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

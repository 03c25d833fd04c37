package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * ψ, the derivative of log Γ. From 1 to 2 it is a polynomial times the distance from its zero, so
 * that it is accurate relative to itself there; from 2 on the asymptotic formula (Abramowitz and
 * Stegun 1964, 6.3.18) with a polynomial in 1/x² in place of its divergent series; below 1 one step
 * of the recurrence, and below 0 the reflection formula (6.3.7). Own coefficients, minimax by
 * Remez's algorithm with 60 digits.
 */
public final class Digamma {

  private static final double LARGE = 2;

  /** The positive zero of ψ, less 1. */
  private static final double ZERO = 0.46163214496836236;

  private static final double ZERO_LOW = -1.5522348162858677e-17;

  /** ψ(1 + z)/(z − z₀) − 1 by z − ½ for z from 0 to 1, within 2⁻⁵⁸. */
  private static final double[] CENTRE = {
    -0.04894412396816712,
    -0.4236274212814606,
    0.24054248424078722,
    -0.1484049230538803,
    0.09498872445284973,
    -0.06192213327554146,
    0.04076083394339312,
    -0.02697579665767153,
    0.017907248235530117,
    -0.011908220152226123,
    0.007927023327999331,
    -0.0052799366474938735,
    0.0035180887009238927,
    -0.002345499746854602,
    0.0015635034171328401,
    -0.001036432452896474,
    0.0006902820980542831,
    -0.0004860333300761345,
    0.0003258807708936081,
    -0.00014465856092964449,
    9.32952288507433e-05,
    -0.00017833182377786328,
    0.00012117311671933148
  };

  /** x²(log x − 1/(2x) − ψ(x)) by 1/x² for x from 2, within 2⁻⁵⁷ of ψ(x) over x². */
  private static final double[] ASYMPTOTIC = {
    0.0833333333333182,
    -0.008333333326760369,
    0.003968252916990684,
    -0.004166578120268461,
    0.007571145195619909,
    -0.020929370901677354,
    0.07912139113305083,
    -0.3597388832131888,
    1.7049518007875009,
    -7.458646979635626,
    27.60487113095125,
    -81.07747159371802,
    178.28369248844723,
    -273.12008875253724,
    258.52353859197405,
    -113.45111882077308
  };

  /** (1/r − π·cot(πr))/r by r² for r up to ½, within 2⁻⁵⁶ over r. */
  private static final double[] COTANGENT = {
    3.2898681336964533,
    2.1646464674220267,
    2.034686124019786,
    2.008154707712871,
    2.0019893908018735,
    2.000484456819784,
    2.000287699160873,
    1.997571809499319,
    2.0260584243829114,
    1.801428771202103,
    3.086891513572982,
    -2.2014013980098297,
    13.033326283470535,
    -16.131969125524698,
    17.188629622840264
  };

  private Digamma() {}

  /**
   * ψ(x) = Γ′(x)/Γ(x): −∞ at 0, ∞ at −0, NaN at the negative integers and −∞. Error 0.9 ulps for x
   * &gt; 0, also next to its zero; for x &lt; 0 it is 1.6 ulps of the larger of the result and 1,
   * since the zeros below 0 are reached by cancellation of rounded terms.
   */
  public static <V> V digamma(Primitives<V> p, V x) {
    V zero = p.constant(0);
    V one = p.constant(1);
    V size = p.abs(x);
    V negative = p.lt(x, zero);
    V large = p.le(p.constant(LARGE), size);
    Sum<V> inverse = Sum.inverse(p, size);
    Sum<V> most = Sum.select(p, large, asymptotic(p, size, inverse.high()), centre(p, size));
    V half = p.select(negative, p.constant(0.5), p.constant(-0.5));
    V step = p.select(p.lt(size, one), p.constant(-1), zero);
    V few = p.add(step, p.select(negative, one, zero));
    V factor = p.select(large, half, few);
    Sum<V> sum = Sum.of(p, most.high(), p.mul(factor, inverse.high()));
    V low = p.add(sum.low(), p.fma(factor, inverse.low(), most.low()));
    V fraction = Rounding.fraction(p, size);
    Sum<V> cotangent = cotangent(p, fraction);
    Sum<V> reflected = Sum.of(p, sum.high(), cotangent.high());
    V reflectedLow = p.add(reflected.low(), p.add(low, cotangent.low()));
    V below = p.add(reflected.high(), reflectedLow);
    V value = p.select(negative, below, p.add(sum.high(), low));
    V tiny = p.select(p.lt(size, p.constant(0x1p-60)), p.div(p.constant(-1), x), value);
    V bounded = p.select(p.lt(x, p.constant(Double.POSITIVE_INFINITY)), tiny, x);
    V pole = p.and(negative, p.not(p.lt(zero, p.abs(fraction))));
    return p.select(pole, p.constant(Double.NaN), bounded);
  }

  /** ψ(1 + z), z being x up to 1 and x − 1 beyond. */
  private static <V> Sum<V> centre(Primitives<V> p, V size) {
    V one = p.constant(1);
    V z = p.select(p.lt(size, one), size, p.sub(size, one));
    Sum<V> distance = Sum.of(p, z, p.constant(-ZERO));
    V left = p.sub(distance.low(), p.constant(ZERO_LOW));
    V slope = Polynomial.halves(p, p.sub(z, p.constant(0.5)), CENTRE);
    return new Sum<>(distance.high(), p.fma(distance.high(), slope, p.fma(left, slope, left)));
  }

  /** ψ(x) + 1/(2x) for large x. */
  private static <V> Sum<V> asymptotic(Primitives<V> p, V size, V inverse) {
    Sum<V> log = Logarithms.sum(p, size).normal(p);
    V square = p.mul(inverse, inverse);
    V series = Polynomial.halves(p, square, ASYMPTOTIC);
    return new Sum<>(log.high(), p.fma(p.neg(square), series, log.low()));
  }

  /** π·cot(πr) for r from −½ to ½. */
  private static <V> Sum<V> cotangent(Primitives<V> p, V r) {
    Sum<V> inverse = Sum.inverse(p, r);
    Sum<V> bend = Sum.product(p, r, Polynomial.halves(p, p.mul(r, r), COTANGENT));
    Sum<V> sum = Sum.ordered(p, inverse.high(), p.neg(bend.high()));
    return new Sum<>(sum.high(), p.add(sum.low(), p.sub(inverse.low(), bend.low())));
  }
}

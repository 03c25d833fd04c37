package dev.jacobi.core.elementary;

import dev.jacobi.core.elementary.Exponential.Power;
import dev.jacobi.core.primitive.Primitives;

/**
 * The error function and its complement. Near zero erf(x)/x − 1 is a polynomial in x². Beyond, erf
 * is 1 − e^−Q with Q a polynomial; and erfc is e^−x² times e^x² erfc(x), which over 1/(x + 3) is a
 * polynomial in it (after M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1 +
 * 2x) exp(x²) erfc x", 1981).
 */
public final class ErrorFunctions {

  /** erf(x)/x − 1 by x² for |x| ≤ 1, within 2⁻⁵⁶ of erf(x)/x. */
  private static final double[] CENTRE = {
    0.12837916709551256,
    -0.3761263890318346,
    0.11283791670942665,
    -0.02686617064293256,
    0.0052239776049437334,
    -0.0008548325882071044,
    0.00012055292354524468,
    -1.492469154132877e-05,
    1.64469014284332e-06,
    -1.6204710368752357e-07,
    1.3704608165501534e-08,
    -7.768450586353403e-10
  };

  /** −log(erfc(x)) for x from 1 to 6, within 2⁻⁵⁷ over erfc(x). */
  private static final double[] EXPONENT = {
    5.132949392761003e-07,
    1.1283739912224282,
    0.636644057165721,
    0.10270228443246596,
    -0.018988032454530925,
    -0.00041354904167575674,
    0.0019189578766815119,
    -0.000773052347064631,
    0.00013655964458040638,
    1.9521301147151844e-05,
    -2.2532358906334113e-05,
    8.578650519207745e-06,
    -2.114775059367061e-06,
    3.69562093136342e-07,
    -4.593292247991674e-08,
    3.890001232217172e-09,
    -2.0203446582398411e-10,
    4.865129906572632e-12
  };

  /** (x + 3)·e^x²·erfc(x) by 1/(x + 3) for x from 0.875 to 27.3, within 2⁻⁵⁵. */
  private static final double TAIL_END = 0.5641895835488141;

  private static final double TAIL_SLOPE = 1.6925687504369125;
  private static final double[] TAIL = {
    4.7956114778655206,
    12.694264770583604,
    30.889403897542614,
    67.2793286958135,
    124.60813698266617,
    172.45549710332742,
    67.65624357958808,
    -224.00262207666654,
    -4765.986470312463,
    29286.907676289455,
    -263410.65125136613,
    1722071.821619926,
    -8502022.776185721,
    32992638.106437933,
    -94771814.03125705,
    189370340.60197023,
    -247817468.5725947,
    191569897.46847886,
    -66644624.192130044
  };

  private ErrorFunctions() {}

  /** erf(x). Error 1.2 ulps. */
  public static <V> V erf(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    V square = p.mul(x, x);
    V small = p.fma(Polynomial.horner(p, square, CENTRE), size, size);
    V exponent = p.neg(Polynomial.halves(p, size, square, EXPONENT));
    V large = Exponential.below(p, one, exponent);
    V bounded = p.select(p.lt(p.constant(6), size), one, large);
    return Signs.copy(p, p.select(p.lt(size, one), small, bounded), x);
  }

  /** erfc(x), relative to itself. Error 2.05 ulps, near 0.925; elsewhere 1.9. */
  public static <V> V erfc(Primitives<V> p, V x) {
    V one = p.constant(1);
    Sum<V> square = Sum.product(p, x, x);
    V centre = Polynomial.horner(p, square.high(), CENTRE);
    // The slope is near enough where the result is small and so needs it.
    V moved = p.fma(square.low(), p.constant(-0.22), centre);
    V small = p.fma(p.neg(x), moved, p.sub(one, x));
    V size = p.abs(x);
    V tail = tail(p, size);
    V zero = p.constant(0);
    V bounded = p.select(p.lt(p.constant(28), size), zero, tail);
    V large = p.select(p.lt(x, zero), p.sub(p.constant(2), bounded), bounded);
    return p.select(p.lt(size, p.constant(0.875)), small, large);
  }

  /** erfc(x) for x from 0.875 to 28. */
  private static <V> V tail(Primitives<V> p, V x) {
    V negative = p.neg(x);
    V square = p.mul(negative, x);
    V low = p.fma(negative, x, p.neg(square));
    Power<V> power = Power.of(p, square, 2046);
    V one = p.constant(1);
    V three = p.constant(3);
    V sum = p.add(x, three);
    V inverse = p.div(one, sum);
    // What 1/sum lacks, relative to itself, and about how much of it the result lacks.
    V back = p.neg(inverse);
    V lost = p.fma(back, p.sub(x, p.sub(sum, three)), p.fma(back, sum, one));
    V bend = Polynomial.halves(p, inverse, TAIL);
    V first = p.constant(TAIL_SLOPE);
    V slope = p.fma(bend, inverse, first);
    V slopeLeft = p.fma(bend, inverse, p.sub(first, slope));
    V end = p.constant(TAIL_END);
    V factor = p.fma(slope, inverse, end);
    V factorLeft = p.fma(slope, inverse, p.sub(end, factor));
    V rounded = p.fma(slopeLeft, inverse, factorLeft);
    Sum<V> product = Sum.product(p, inverse, factor);
    V left = p.fma(inverse, rounded, product.low());
    V share = p.fma(inverse, p.constant(5.6), one);
    V small = p.fma(lost, share, low);
    V moved = p.fma(small, p.add(power.rest(), power.correction(p)), small);
    V correction = p.fma(product.high(), p.add(power.correction(p), moved), left);
    V value = p.add(product.high(), p.fma(product.high(), power.rest(), correction));
    return Exponential.scaled(p, value, power.shifted());
  }
}

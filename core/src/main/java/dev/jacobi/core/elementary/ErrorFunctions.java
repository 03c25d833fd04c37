package dev.jacobi.core.elementary;

import dev.jacobi.core.elementary.Exponential.Reduced;
import dev.jacobi.core.primitive.Primitives;

/**
 * The error function and its complement. Near zero erf(x)/x − 1 is a polynomial in x². Beyond, erf
 * is 1 − e^−Q with Q a polynomial; and erfc is, from 0 on, e^−x² times e^x² erfc(x), which over
 * 1/(x + 3) is a polynomial in it (after M. M. Shepherd and J. G. Laframboise, "Chebyshev
 * approximation of (1 + 2x) exp(x²) erfc x", 1981), and below 0 what is left of 2.
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

  /** log(erfc(x)) for x from 1 to 6, within 2⁻⁵⁷ over erfc(x). */
  private static final double[] EXPONENT = {
    -5.132949392761003e-07,
    -1.1283739912224282,
    -0.636644057165721,
    -0.10270228443246596,
    0.018988032454530925,
    0.00041354904167575674,
    -0.0019189578766815119,
    0.000773052347064631,
    -0.00013655964458040638,
    -1.9521301147151844e-05,
    2.2532358906334113e-05,
    -8.578650519207745e-06,
    2.114775059367061e-06,
    -3.69562093136342e-07,
    4.593292247991674e-08,
    -3.890001232217172e-09,
    2.0203446582398411e-10,
    -4.865129906572632e-12
  };

  /**
   * (x + 3)·e^x²·erfc(x) by 0.157… − 1/(x + 3) for x from 0 to 27.3, within 2⁻⁵⁶ of it; these are
   * the first coefficients and {@link #FACTOR_BEND} are the others.
   */
  private static final double FACTOR = 1.027913393808944;

  private static final double FACTOR_CENTRE = 0.15765380859375;
  private static final double FACTOR_SLOPE = -4.933247972137195;
  private static final double FACTOR_CURVE = 19.508957672795326;

  private static final double[] FACTOR_BEND = {
    -61.64636548676767,
    145.45957480310796,
    -210.25864544232982,
    -5.238371421989697,
    775.3768311942407,
    -1122.226536155936,
    -2160.2222020013523,
    7381.830283467528,
    6584.163928712697,
    -43553.228446464374,
    -31235.64177874659,
    266998.5316309591,
    265495.6084068886,
    -1664979.187364237,
    -2851620.1961742793,
    9082937.619848143,
    28085818.939371567,
    -21290041.825312726,
    -173064305.94796836,
    -195057560.2600977
  };

  /** By so many powers of two e^−x² is too large, so that it is normal where it is to be small. */
  private static final int SPARE = 128;

  private static final double DOWN = 0x1p-128;

  private ErrorFunctions() {}

  /** erf(x). Error 1.2 ulps. */
  public static <V> V erf(Primitives<V> p, V x) {
    V size = p.abs(x);
    V one = p.constant(1);
    V square = p.mul(x, x);
    V small = p.fma(Polynomial.horner(p, square, CENTRE), size, size);
    V exponent = Polynomial.halves(p, size, square, EXPONENT);
    V large = Exponential.below(p, one, exponent);
    V bounded = p.select(p.lt(p.constant(6), size), one, large);
    return Signs.copy(p, p.select(p.lt(size, one), small, bounded), x);
  }

  /** erfc(x), relative to itself. Error 1.75 ulps. */
  public static <V> V erfc(Primitives<V> p, V x) {
    V size = p.abs(x);
    V bounded = bounded(p, size, complement(p, size, Bell.of(p, x)));
    return p.select(p.lt(x, p.constant(0)), p.sub(p.constant(2), bounded), bounded);
  }

  /** e^−x². Error 0.95 ulps. */
  public static <V> V gaussian(Primitives<V> p, V x) {
    return bounded(p, p.abs(x), Bell.of(p, x).value(p));
  }

  /** 0 where x² is too large for the reduction. */
  private static <V> V bounded(Primitives<V> p, V size, V value) {
    return p.select(p.lt(p.constant(28), size), p.constant(0), value);
  }

  /**
   * e^−x² = scale·2⁻¹²⁸·(1 + grown)(1 − low).
   *
   * @param scale a power of two
   * @param grown e^r − 1, r being exact
   * @param low what rounding x² and log 2 left
   */
  private record Bell<V>(V scale, V grown, V low) {

    /** For x from −28 to 28. */
    static <V> Bell<V> of(Primitives<V> p, V x) {
      V square = p.mul(p.neg(x), x);
      Reduced<V> reduced = Reduced.of(p, square, 1023 + SPARE);
      V left = p.fma(x, x, square);
      V low = p.fma(reduced.whole(), p.constant(Exponential.LN_2_LOW), left);
      V grown = Exponential.lessOne(p, reduced.most());
      return new Bell<>(Exponential.scale(p, reduced.shifted()), grown, low);
    }

    V value(Primitives<V> p) {
      V rest = p.sub(grown, p.fma(low, grown, low));
      return p.mul(p.fma(scale, rest, scale), p.constant(DOWN));
    }
  }

  /** erfc(x) for x from 0 to 28, given e^−x². */
  private static <V> V complement(Primitives<V> p, V x, Bell<V> bell) {
    V grown = bell.grown();
    V three = p.constant(3);
    V sum = p.add(x, three);
    V back = p.div(p.constant(-1), sum);
    // What 1/sum lacks, relative to itself; about how much of that the result lacks.
    V lost = p.fma(back, p.sub(x, p.sub(sum, three)), p.fma(back, sum, p.constant(1)));
    V share = p.fma(back, p.constant(7.85), p.constant(-0.65));
    V less = p.fma(lost, share, bell.low());
    V place = p.add(back, p.constant(FACTOR_CENTRE));
    V first = p.fma(p.constant(FACTOR_CURVE), place, p.constant(FACTOR_SLOPE));
    V bend = Polynomial.cubics(p, place, FACTOR_BEND);
    V slope = p.fma(p.mul(place, place), bend, first);
    V end = p.constant(FACTOR);
    V factor = p.fma(slope, place, end);
    V factorLeft = p.fma(slope, place, p.sub(end, factor));
    // The product of 2ⁿ/sum and the factor, and what it has too much.
    V inverse = p.mul(back, bell.scale());
    V negative = p.mul(inverse, factor);
    V product = p.neg(negative);
    V excess = p.fma(inverse, factorLeft, p.fma(inverse, factor, product));
    V more = p.fma(product, less, excess);
    V value = p.sub(product, p.fma(negative, grown, p.fma(more, grown, more)));
    return p.mul(value, p.constant(DOWN));
  }
}

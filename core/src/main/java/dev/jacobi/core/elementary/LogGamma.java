package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/**
 * The logarithm of |Γ|. With z from 0 to 1.5, log Γ(1 + z) is z(z − 1) times a polynomial, so that
 * it is accurate relative to itself next to both zeros; from 2.5 on it is Stirling's formula
 * (Abramowitz and Stegun 1964, 6.1.40) with a polynomial in 1/x² in place of its divergent series;
 * below 1 one step of the recurrence, and below 0 the reflection formula (6.1.17). Own
 * coefficients, minimax by Remez's algorithm with 60 digits.
 */
public final class LogGamma {

  private static final double LARGE = 2.5;

  /** From here on the result exceeds the largest double. */
  private static final double OVERFLOW = 2.5563481638716906e305;

  /** log Γ(1 + z)/(z(z − 1)) − ½ by z − ¾ for z from 0 to 1.5, within 2⁻⁵⁹. */
  private static final double[] CENTRE = {
    -0.0498606878907437,
    -0.11948158662524275,
    0.044520447198509394,
    -0.01905395783024671,
    0.008776370425279003,
    -0.004226194125966951,
    0.0020955338791992352,
    -0.0010605660739562302,
    0.0005448970031906885,
    -0.00028319064377709007,
    0.00014851663463265726,
    -7.846154939487763e-05,
    4.17062893016223e-05,
    -2.22826274672129e-05,
    1.1945801230828031e-05,
    -6.432053326830545e-06,
    3.516936012702802e-06,
    -1.913940343737995e-06,
    9.41561407154854e-07,
    -5.001100071731633e-07,
    4.3572440596455764e-07,
    -2.528400344033211e-07,
    -3.4118783642648585e-08,
    2.806962482774974e-08,
    9.13503752496801e-08,
    -5.2961736193897776e-08
  };

  /** What Stirling's formula lacks, times x, by 1/x² for x from 2.5, within 2⁻⁶⁰ of log Γ(x). */
  private static final double[] STIRLING = {
    0.08333333333333325,
    -0.002777777777536835,
    0.0007936507371119155,
    -0.0005952324226428862,
    0.0008414279133619703,
    -0.0019056679838936382,
    0.00610669387640557,
    -0.023805599953962954,
    0.09438806619351885,
    -0.3227519507189418,
    0.8261605700381139,
    -1.3512802338143435,
    1.0388636842591326
  };

  /** (log 2π − 1)/2, and one more. */
  private static final double CONSTANT = 0.4189385332046727;

  private static final double CONSTANT_LOW = 1.6728209650585413e-17;
  private static final double CONSTANT_AND_ONE = 1.4189385332046727;
  private static final double CONSTANT_AND_ONE_LOW = 7.223936088184323e-17;

  /** (sin(πr)/(πr) − 1)/r² by r², within 2⁻⁶¹. */
  private static final double[] SINE = {
    -1.6449340668482264,
    0.8117424252833486,
    -0.19075182412178063,
    0.026147847809838823,
    -0.0023460809307873642,
    0.0001484280034935079,
    -6.972488581086629e-06,
    2.4540991668854423e-07
  };

  private LogGamma() {}

  /**
   * log |Γ(x)|: ∞ at 0, the negative integers and ±∞. Error 1.4 ulps for x &gt; 0, also next to the
   * zeros 1 and 2; for x &lt; 0 it is 1.5 ulps of the larger of the result and 1, since what
   * cancels next to the zeros below 0 is carried in no more than two doubles.
   */
  public static <V> V lgamma(Primitives<V> p, V x) {
    V zero = p.constant(0);
    V size = p.abs(x);
    V negative = p.lt(x, zero);
    V large = p.le(p.constant(LARGE), size);
    Sum<V> most = Sum.select(p, large, stirling(p, size, negative), centre(p, size));
    Sum<V> logarithm = logarithm(p, size, negative, large);
    Sum<V> sum = Sum.of(p, logarithm.high(), most.high());
    V low = p.add(sum.low(), p.add(logarithm.low(), most.low()));
    V distance = p.abs(Rounding.fraction(p, size));
    Sum<V> sine = Logarithms.sum(p, sine(p, distance)).normal(p);
    Sum<V> reflected = Sum.of(p, sum.high(), sine.high());
    V reflectedLow = p.add(reflected.low(), p.add(low, sine.low()));
    V below = p.neg(p.add(reflected.high(), reflectedLow));
    V value = p.select(negative, below, p.add(sum.high(), low));
    V infinite = p.constant(Double.POSITIVE_INFINITY);
    V pole = p.and(p.le(x, zero), p.not(p.lt(zero, distance)));
    V bounded = p.select(p.le(size, p.constant(OVERFLOW)), value, p.mul(size, infinite));
    return p.select(pole, infinite, bounded);
  }

  /** z(z − 1) times the polynomial, z being x up to 1 and x − 1 beyond. */
  private static <V> Sum<V> centre(Primitives<V> p, V size) {
    V one = p.constant(1);
    V less = p.sub(size, one);
    V z = p.select(p.lt(size, one), size, less);
    Sum<V> roots = Sum.product(p, z, p.sub(z, one));
    V rest = Polynomial.halves(p, p.sub(z, p.constant(0.75)), CENTRE);
    V low = p.fma(roots.low(), p.constant(0.48), p.mul(roots.high(), rest));
    return new Sum<>(p.mul(roots.high(), p.constant(0.5)), low);
  }

  /** What Stirling's formula has beside the logarithm, and 1 more for negative arguments. */
  private static <V> Sum<V> stirling(Primitives<V> p, V size, V negative) {
    V inverse = p.div(p.constant(1), size);
    V series = Polynomial.halves(p, p.mul(inverse, inverse), STIRLING);
    V high = p.select(negative, p.constant(CONSTANT_AND_ONE), p.constant(CONSTANT));
    V low = p.select(negative, p.constant(CONSTANT_AND_ONE_LOW), p.constant(CONSTANT_LOW));
    return new Sum<>(high, p.fma(inverse, series, low));
  }

  /**
   * The logarithm as often as the formula has it: for large arguments x ∓ ½ times log x − 1, else
   * −1, 0 or 1 times log x.
   */
  private static <V> Sum<V> logarithm(Primitives<V> p, V size, V negative, V large) {
    V zero = p.constant(0);
    V one = p.constant(1);
    V minus = p.constant(-1);
    V half = p.select(negative, p.constant(0.5), p.constant(-0.5));
    V step = p.select(p.lt(size, one), minus, zero);
    V few = p.add(step, p.select(negative, one, zero));
    V factor = p.select(large, p.add(size, half), few);
    Sum<V> log = Logarithms.sum(p, size).normal(p);
    Sum<V> less = Sum.ordered(p, log.high(), p.select(large, minus, zero));
    Sum<V> product = Sum.product(p, factor, less.high());
    V low = p.fma(factor, p.add(less.low(), log.low()), product.low());
    return new Sum<>(product.high(), low);
  }

  /** sin(πr)/π for r up to ½. */
  private static <V> Sum<V> sine(Primitives<V> p, V r) {
    V square = p.mul(r, r);
    V bend = p.mul(square, Polynomial.halves(p, square, SINE));
    return Sum.ordered(p, r, p.mul(r, bend));
  }
}

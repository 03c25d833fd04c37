package dev.jacobi.core.op;

import static dev.jacobi.core.op.DoubleDouble.polynomial;

/**
 * log |Γ| and its derivative ψ in binary64, each carried in {@link DoubleDouble} and rounded once.
 *
 * <p>From 10 on Stirling's series in Bernoulli numbers (Abramowitz and Stegun 1964, 6.1.41 and
 * 6.3.18); below, the recurrence to [1.5, 2.5] and Taylor's series about 2 with coefficients ζ(k) −
 * 1 (6.1.33 and 6.3.14); about the positive zero of ψ its own Taylor series, so that the result is
 * accurate relative to itself; reflection for negative arguments (6.1.17 and 6.3.7).
 */
final class Gamma {
  private static final double LARGE = 10;

  /** From here on log Γ exceeds the largest double. */
  private static final double OVERFLOW = 2.5563481638716906e305;

  /** Below this in size log |Γ(x)| is −log |x| and ψ(x) is −1/x. */
  private static final double TINY = 0x1p-60;

  /** 1 − γ, Euler's constant. */
  private static final DoubleDouble ONE_MINUS_EULER =
      new DoubleDouble(0.42278433509846713, 4.942915152430645e-18);

  private static final DoubleDouble ZETA_2 =
      new DoubleDouble(0.6449340668482264, 3.040672350398476e-17);
  private static final DoubleDouble ZETA_3 =
      new DoubleDouble(0.2020569031595943, -6.752241127462512e-18);

  /** ζ(k) − 1 for k from 4. */
  private static final double[] ZETA = {
    0.08232323371113819,
    0.03692775514336993,
    0.01734306198444914,
    0.008349277381922827,
    0.00407735619794434,
    0.0020083928260822143,
    9.945751278180853e-4,
    4.941886041194645e-4,
    2.460865533080483e-4,
    1.2271334757848915e-4,
    6.124813505870483e-5,
    3.058823630702049e-5,
    1.528225940865187e-5,
    7.637197637899763e-6,
    3.81729326499984e-6,
    1.908212716553939e-6,
    9.539620338727962e-7,
    4.769329867878064e-7,
    2.38450502727733e-7,
    1.1921992596531106e-7,
    5.960818905125948e-8,
    2.980350351465228e-8,
    1.4901554828365043e-8,
    7.45071178983543e-9,
    3.725334024788457e-9,
    1.862659723513049e-9,
    9.313274324196682e-10
  };

  private static final DoubleDouble HALF_ZETA_2 = ZETA_2.scaled(-1);
  private static final DoubleDouble THIRD_ZETA_3 = ZETA_3.dividedBy(DoubleDouble.of(3));
  private static final double[] LOG_TAIL = alternating(true);
  private static final double[] PSI_TAIL = alternating(false);

  /** B(2k)/(2k(2k − 1)) for k from 1. */
  private static final double[] LOG_STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400,
    43867.0 / 244188,
    -174611.0 / 125400
  };

  /** B(2k)/(2k) for k from 1. */
  private static final double[] PSI_STIRLING = {
    1.0 / 12,
    -1.0 / 120,
    1.0 / 252,
    -1.0 / 240,
    1.0 / 132,
    -691.0 / 32760,
    1.0 / 12,
    -3617.0 / 8160,
    43867.0 / 14364,
    -174611.0 / 6600
  };

  /** (log 2π − 1)/2. */
  private static final DoubleDouble STIRLING =
      new DoubleDouble(0.4189385332046727, 1.6728209650585413e-17);

  /** The positive zero of ψ. */
  private static final DoubleDouble ZERO =
      new DoubleDouble(1.4616321449683622, 9.549995429965697e-17);

  /** ψ⁽ᵏ⁾/k! at the zero, for k = 1, 2, 3. */
  private static final DoubleDouble ZERO_SLOPE =
      new DoubleDouble(0.9676722454476212, -3.387874303038943e-17);

  private static final DoubleDouble ZERO_2 =
      new DoubleDouble(-0.4427631689835921, -2.4685968258808798e-17);
  private static final DoubleDouble ZERO_3 =
      new DoubleDouble(0.258499760955651, -1.50046082237735e-17);

  /** ψ⁽ᵏ⁾/k! at the zero, for k from 4. */
  private static final double[] ZERO_TAIL = {
    -0.16394270544240652,
    0.10782405069126237,
    -0.07219956125645471,
    0.04880428816414311,
    -0.03316112647484736,
    0.022597648232218104,
    -0.01542476590494896,
    0.010538791616612175,
    -0.007204534386356869,
    0.004926781395729853,
    -0.003369801655439328,
    0.002305126326734928,
    -0.0015769367714301972,
    0.0010788252019162967,
    -7.380709389960052e-4,
    5.04953265834602e-4,
    -3.454680251063077e-4,
    2.3635601564027053e-4,
    -1.6170622091974803e-4,
    1.106337276874741e-4,
    -7.569179582195066e-5,
    5.178575795222081e-5
  };

  private Gamma() {}

  /** The table with alternating signs, each entry over its index if wanted. */
  private static double[] alternating(boolean overIndex) {
    double[] values = ZETA.clone();
    for (int i = 0; i < values.length; i++) {
      int k = i + 4;
      values[i] = (k % 2 == 0 ? values[i] : -values[i]) / (overIndex ? k : 1);
    }
    return values;
  }

  static double lgamma(double x) {
    double a = Math.abs(x);
    if (!(a < Double.POSITIVE_INFINITY)) {
      return a;
    }
    if (a < TINY) {
      return x == 0 ? Double.POSITIVE_INFINITY : -StrictMath.log(a);
    }
    if (x > 0) {
      return x > OVERFLOW ? Double.POSITIVE_INFINITY : positiveLog(x).hi();
    }
    if (a == Math.floor(a)) {
      return Double.POSITIVE_INFINITY;
    }
    DoubleDouble sine = ExtendedFunctions.sinPi(a);
    DoubleDouble size = (sine.hi() < 0 ? sine.negated() : sine).times(a);
    DoubleDouble log = ExtendedFunctions.log(size).plus(positiveLog(a));
    return ExtendedFunctions.LOG_PI.minus(log).hi();
  }

  static double digamma(double x) {
    double a = Math.abs(x);
    if (a < TINY) {
      return -1 / x;
    }
    if (x > 0) {
      return x == Double.POSITIVE_INFINITY ? x : positivePsi(x).hi();
    }
    if (!(a < Double.POSITIVE_INFINITY) || a == Math.floor(a)) {
      return Double.NaN;
    }
    DoubleDouble psi = positivePsi(a).plus(DoubleDouble.of(a).reciprocal());
    return psi.plus(ExtendedFunctions.PI.times(ExtendedFunctions.cotPi(a))).hi();
  }

  private static DoubleDouble positiveLog(double x) {
    if (x >= LARGE) {
      double inverse = 1 / x;
      double series = inverse * polynomial(inverse * inverse, LOG_STIRLING);
      DoubleDouble log = ExtendedFunctions.log(DoubleDouble.of(x)).plus(-1);
      return log.times(DoubleDouble.sum(x, -0.5)).plus(STIRLING.plus(series));
    }
    if (x < 0.5) {
      DoubleDouble factors = DoubleDouble.sum(1, x).times(x);
      return logAboutTwo(x).minus(ExtendedFunctions.log(factors));
    }
    if (x < 1.5) {
      double h = x - 1;
      return logAboutTwo(h).minus(ExtendedFunctions.log1p(DoubleDouble.of(h)));
    }
    double y = x;
    DoubleDouble factors = DoubleDouble.ONE;
    while (y > 2.5) {
      y -= 1;
      factors = factors.times(y);
    }
    DoubleDouble log = logAboutTwo(y - 2);
    return x > 2.5 ? log.plus(ExtendedFunctions.log(factors)) : log;
  }

  /** log Γ(2 + h) for |h| ≤ ½. */
  private static DoubleDouble logAboutTwo(double h) {
    DoubleDouble d = DoubleDouble.of(h);
    DoubleDouble tail = DoubleDouble.of(polynomial(h, LOG_TAIL));
    DoubleDouble second = tail.step(d, THIRD_ZETA_3.negated()).step(d, HALF_ZETA_2);
    return second.step(d, ONE_MINUS_EULER).times(h);
  }

  private static DoubleDouble positivePsi(double x) {
    if (x > 1.2 && x < 1.72) {
      DoubleDouble d = DoubleDouble.sum(x, -ZERO.hi()).plus(-ZERO.lo());
      DoubleDouble tail = DoubleDouble.of(polynomial(d.hi(), ZERO_TAIL));
      return tail.step(d, ZERO_3).step(d, ZERO_2).step(d, ZERO_SLOPE).times(d);
    }
    if (x >= LARGE) {
      DoubleDouble inverse = DoubleDouble.of(x).reciprocal();
      double square = inverse.hi() * inverse.hi();
      DoubleDouble correction = inverse.scaled(-1).plus(square * polynomial(square, PSI_STIRLING));
      return ExtendedFunctions.log(DoubleDouble.of(x)).minus(correction);
    }
    if (x < 0.5) {
      DoubleDouble sum = DoubleDouble.sum(1, x).reciprocal().plus(DoubleDouble.of(x).reciprocal());
      return psiAboutTwo(x).minus(sum);
    }
    if (x < 1.5) {
      return psiAboutTwo(x - 1).minus(DoubleDouble.of(x).reciprocal());
    }
    double y = x;
    DoubleDouble sum = DoubleDouble.of(0);
    while (y > 2.5) {
      y -= 1;
      sum = sum.plus(DoubleDouble.of(y).reciprocal());
    }
    return psiAboutTwo(y - 2).plus(sum);
  }

  /** ψ(2 + h) for |h| ≤ ½. */
  private static DoubleDouble psiAboutTwo(double h) {
    DoubleDouble d = DoubleDouble.of(h);
    DoubleDouble tail = DoubleDouble.of(polynomial(h, PSI_TAIL));
    return tail.step(d, ZETA_3.negated()).step(d, ZETA_2).step(d, ONE_MINUS_EULER);
  }
}

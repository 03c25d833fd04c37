package dev.jacobi.core.op;

import static dev.jacobi.core.op.DoubleDouble.ONE;
import static dev.jacobi.core.op.DoubleDouble.polynomial;
import static dev.jacobi.core.op.DoubleDouble.ratio;

/**
 * Logarithm and circular functions to about 66 bits, for use inside functions that round once at
 * the end.
 *
 * <p>All are Taylor series after a reduction of the argument: the leading terms in {@link
 * DoubleDouble}, the rest, which is below 2⁻¹³ of the result, in double.
 */
final class ExtendedFunctions {
  static final DoubleDouble PI = new DoubleDouble(3.141592653589793, 1.2246467991473532e-16);
  static final DoubleDouble LN_2 = new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);
  static final DoubleDouble LOG_PI = new DoubleDouble(1.1447298858494002, 1.0265951162707826e-17);

  /** The first 32 bits of ln 2, so that products with exponents are exact, and what they leave. */
  private static final double LN_2_HIGH = 0x1.62e42feep-1;

  private static final DoubleDouble LN_2_LOW =
      new DoubleDouble(1.9082149292705877e-10, 1.1612227229362532e-26);

  private static final double[] SIN_TAIL = inverseFactorials(7, 19);
  private static final double[] COS_TAIL = inverseFactorials(8, 20);
  private static final double[] ATANH_TAIL = inverseOdds(7, 27);

  private static final DoubleDouble HALF = DoubleDouble.of(0.5);
  private static final DoubleDouble THIRD = ratio(1, 3);
  private static final DoubleDouble FIFTH = ratio(1, 5);
  private static final DoubleDouble SIXTH = ratio(1, 6);
  private static final DoubleDouble OVER_24 = ratio(1, 24);
  private static final DoubleDouble OVER_120 = ratio(1, 120);
  private static final DoubleDouble OVER_720 = ratio(1, 720);

  private ExtendedFunctions() {}

  /** 1/k! for every other k from first to last; negative for odd k/2. */
  private static double[] inverseFactorials(int first, int last) {
    double[] values = new double[(last - first) / 2 + 1];
    double factorial = 1;
    for (int k = 2; k <= last; k++) {
      factorial *= k;
      if (k >= first && (k - first) % 2 == 0) {
        boolean negative = (k / 2) % 2 == 1;
        values[(k - first) / 2] = (negative ? -1 : 1) / factorial;
      }
    }
    return values;
  }

  private static double[] inverseOdds(int first, int last) {
    double[] values = new double[(last - first) / 2 + 1];
    for (int k = 0; k < values.length; k++) {
      values[k] = 1.0 / (first + 2 * k);
    }
    return values;
  }

  /**
   * The natural logarithm of a finite positive number, accurate relative to itself also next to 1.
   */
  static DoubleDouble log(DoubleDouble x) {
    int exponent = 0;
    DoubleDouble m = x;
    if (m.hi() < Double.MIN_NORMAL) {
      m = m.scaled(54);
      exponent = -54;
    }
    int e = Math.getExponent(m.hi());
    m = m.scaled(-e);
    exponent += e;
    if (m.hi() > 1.4142135623730951) {
      m = m.scaled(-1);
      exponent++;
    }
    DoubleDouble log = logNearOne(m.plus(-1));
    if (exponent == 0) {
      return log;
    }
    DoubleDouble whole = LN_2_LOW.times(exponent).plus(LN_2_HIGH * exponent);
    return whole.plus(log);
  }

  /**
   * log(1 + h) for h &gt; −1, accurate relative to itself; h must be 0 or at least 2⁻⁹⁰⁰ in size.
   */
  static DoubleDouble log1p(DoubleDouble h) {
    return h.hi() > -0.29 && h.hi() < 0.41 ? logNearOne(h) : log(h.plus(1));
  }

  /** log(1 + h) = 2 atanh(h/(2 + h)) for −0.3 &lt; h &lt; 0.415. */
  private static DoubleDouble logNearOne(DoubleDouble h) {
    DoubleDouble s = h.dividedBy(h.plus(2));
    DoubleDouble square = s.times(s);
    DoubleDouble tail = DoubleDouble.of(polynomial(square.hi(), ATANH_TAIL));
    return tail.step(square, FIFTH).step(square, THIRD).step(square, ONE).times(s).scaled(1);
  }

  /** sin(πx) for x ≥ 0; never negative zero. */
  static DoubleDouble sinPi(double x) {
    double turn = x % 2;
    double half = turn % 1;
    double r = half > 0.5 ? 1 - half : half;
    DoubleDouble value = r <= 0.25 ? sinSeries(PI.times(r)) : cosSeries(PI.times(0.5 - r));
    return turn >= 1 && half != 0 ? value.negated() : value;
  }

  /** cot(πx) for x &gt; 0, x not whole. */
  static DoubleDouble cotPi(double x) {
    double half = x % 1;
    double r = half > 0.5 ? 1 - half : half;
    DoubleDouble y = PI.times(r <= 0.25 ? r : 0.5 - r);
    DoubleDouble tangent = sinSeries(y).dividedBy(cosSeries(y));
    DoubleDouble value = r <= 0.25 ? tangent.reciprocal() : tangent;
    return half > 0.5 ? value.negated() : value;
  }

  private static DoubleDouble sinSeries(DoubleDouble y) {
    DoubleDouble square = y.times(y);
    DoubleDouble tail = DoubleDouble.of(polynomial(square.hi(), SIN_TAIL));
    DoubleDouble ratio = tail.step(square, OVER_120).step(square, SIXTH.negated());
    return ratio.step(square, ONE).times(y);
  }

  private static DoubleDouble cosSeries(DoubleDouble y) {
    DoubleDouble square = y.times(y);
    DoubleDouble tail = DoubleDouble.of(polynomial(square.hi(), COS_TAIL));
    DoubleDouble half = tail.step(square, OVER_720.negated()).step(square, OVER_24);
    return half.step(square, HALF.negated()).step(square, ONE);
  }
}

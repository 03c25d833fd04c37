package dev.jacobi.core.op;

import static dev.jacobi.core.op.DoubleDouble.polynomial;

/**
 * Logarithms to a rational base in binary64: x = 2ᵏ(1 + f) with 1 + f in [√½, √2], log(1 + f) as a
 * sum of two doubles by the polynomial of fdlibm's {@code e_log.c}, that sum times 1/log(base), and
 * k·log 2/log(base) with it.
 *
 * <p>The notice of fdlibm: <i>Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
 * distribute this software is freely granted, provided that this notice is preserved.</i>
 */
final class Logarithm {
  private static final DoubleDouble ONE_OVER_LN_2 =
      new DoubleDouble(1.4426950408889634, 2.0355273740931033e-17);
  private static final DoubleDouble ONE_OVER_LN_10 =
      new DoubleDouble(0.4342944819032518, 1.098319650216765e-17);
  private static final DoubleDouble LOG10_OF_2 =
      new DoubleDouble(0.3010299956639812, -2.8037281277851704e-18);

  private static final double[] SERIES = {
    0.6666666666666735,
    0.3999999999940942,
    0.2857142874366239,
    0.22222198432149784,
    0.1818357216161805,
    0.15313837699209373,
    0.14798198605116586
  };

  private Logarithm() {}

  static double log2(double x) {
    return log(x, ONE_OVER_LN_2, DoubleDouble.ONE);
  }

  static double log10(double x) {
    return log(x, ONE_OVER_LN_10, LOG10_OF_2);
  }

  private static double log(double x, DoubleDouble scale, DoubleDouble ofTwo) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    boolean subnormal = x < Double.MIN_NORMAL;
    double normal = subnormal ? x * 0x1p54 : x;
    int exponent = Math.getExponent(normal);
    double m = Math.scalb(normal, -exponent);
    if (m > 1.4142135623730951) {
      m /= 2;
      exponent++;
    }
    DoubleDouble fraction = nearOne(m - 1).times(scale);
    return ofTwo.times(subnormal ? exponent - 54 : exponent).plus(fraction).hi();
  }

  /**
   * log(1 + f) = f − f²/2 + s(f²/2 + R(s²)) with s = f/(2 + f); the last, smallest term in plain
   * double.
   */
  private static DoubleDouble nearOne(double f) {
    double s = f / (2 + f);
    double z = s * s;
    DoubleDouble half = DoubleDouble.product(0.5 * f, f);
    double rest = s * Math.fma(z, polynomial(z, SERIES), half.hi());
    return DoubleDouble.of(f).minus(half).plus(rest);
  }
}

package dev.jacobi.core.op;

import static dev.jacobi.core.op.DoubleDouble.polynomial;

/**
 * The error function, its complement and its inverse in binary64.
 *
 * <p>erf and erfc are the rational approximations of fdlibm's {@code s_erf.c}, evaluated with fused
 * operations; where that program multiplies two rounded exponentials, here one exponential of a
 * {@link DoubleDouble} keeps the error under one ulp. Its notice: <i>Copyright (C) 1993 by Sun
 * Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved.</i>
 */
final class ErrorFunction {
  /** erf(1) to single precision, about which the second interval is developed. */
  private static final double ERF_1 = 8.45062911510467529297e-01;

  /** 2/√π − 1. */
  private static final double EXCESS = 1.28379167095512586316e-01;

  private static final double[] P0 = {
    1.28379167095512558561e-01,
    -3.25042107247001499370e-01,
    -2.84817495755985104766e-02,
    -5.77027029648944159157e-03,
    -2.37630166566501626084e-05
  };
  private static final double[] Q0 = {
    1,
    3.97917223959155352819e-01,
    6.50222499887672944485e-02,
    5.08130628187576562776e-03,
    1.32494738004321644526e-04,
    -3.96022827877536812320e-06
  };
  private static final double[] P1 = {
    -2.36211856075265944077e-03,
    4.14856118683748331666e-01,
    -3.72207876035701323847e-01,
    3.18346619901161753674e-01,
    -1.10894694282396677476e-01,
    3.54783043256182359371e-02,
    -2.16637559486879084300e-03
  };
  private static final double[] Q1 = {
    1,
    1.06420880400844228286e-01,
    5.40397917702171048937e-01,
    7.18286544141962662868e-02,
    1.26171219808761642112e-01,
    1.36370839120290507362e-02,
    1.19844998467991074170e-02
  };
  private static final double[] P2 = {
    -9.86494403484714822705e-03,
    -6.93858572707181764372e-01,
    -1.05586262253232909814e+01,
    -6.23753324503260060396e+01,
    -1.62396669462573470355e+02,
    -1.84605092906711035994e+02,
    -8.12874355063065934246e+01,
    -9.81432934416914548592e+00
  };
  private static final double[] Q2 = {
    1,
    1.96512716674392571292e+01,
    1.37657754143519042600e+02,
    4.34565877475229228821e+02,
    6.45387271733267880336e+02,
    4.29008140027567833386e+02,
    1.08635005541779435134e+02,
    6.57024977031928170135e+00,
    -6.04244152148580987438e-02
  };
  private static final double[] P3 = {
    -9.86494292470009928597e-03,
    -7.99283237680523006574e-01,
    -1.77579549177547519889e+01,
    -1.60636384855821916062e+02,
    -6.37566443368389627722e+02,
    -1.02509513161107724954e+03,
    -4.83519191608651397019e+02
  };
  private static final double[] Q3 = {
    1,
    3.03380607434824582924e+01,
    3.25792512996573918826e+02,
    1.53672958608443695994e+03,
    3.19985821950859553908e+03,
    2.55305040643316442583e+03,
    4.74528541206955367215e+02,
    -2.24409524465858183362e+01
  };

  // First values of the inverse, own Chebyshev fits in Giles's variables; each within 2e-7.
  private static final double[] INVERSE_CENTRE = {
    1.50140936,
    0.2466402791,
    -0.004177392875,
    -0.001252726392,
    0.0002183493862,
    -4.972419689e-6,
    -3.463985268e-6,
    4.681313481e-7,
    2.33359672e-8,
    -8.93192597e-9
  };
  private static final double[] INVERSE_MIDDLE = {
    2.832976958,
    1.001674611,
    0.009437249905,
    -0.00762936558,
    0.005751115581,
    -0.003650709893,
    0.001320366121,
    7.973403711e-5,
    -0.0001762859344
  };
  private static final double[] INVERSE_END = {
    4.849906398,
    1.010300457,
    -0.000138629632,
    -0.0002149774761,
    7.558027065e-5,
    -1.972328799e-5,
    5.120169046e-6,
    -1.078989365e-6
  };

  /** √π/2, the inverse's slope at zero. */
  private static final DoubleDouble HALF_ROOT_PI =
      new DoubleDouble(0.886226925452758, -3.8332932499128993e-17);

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a < 0.84375) {
      return a < 0x1p-28 ? tiny(x) : Math.fma(x, small(x), x);
    }
    if (a < 1.25) {
      return Math.copySign(ERF_1 + aroundOne(a), x);
    }
    if (a >= 6) {
      return Math.copySign(1, x);
    }
    return Double.isNaN(x) ? x : Math.copySign(1 - tail(a), x);
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double a = Math.abs(x);
    if (x < 0.25 && a < 0.84375) {
      return 1 - Math.fma(x, small(x), x);
    }
    if (a < 0.84375) {
      return 0.5 - Math.fma(x, small(x), x - 0.5);
    }
    if (a < 1.25) {
      return x > 0 ? 1 - ERF_1 - aroundOne(a) : 1 + (ERF_1 + aroundOne(a));
    }
    if (x < 0) {
      return a >= 6 ? 2 : 2 - tail(a);
    }
    return a >= 28 ? 0 : tail(a);
  }

  /** erf near zero is 2x/√π; scaled where the product would lose bits to subnormal doubles. */
  private static double tiny(double x) {
    return Math.abs(x) < 0x1p-1000
        ? Math.fma(x, 0x1p60, EXCESS * (x * 0x1p60)) * 0x1p-60
        : Math.fma(EXCESS, x, x);
  }

  /** erf(x)/x − 1 for |x| below 0.84375. */
  private static double small(double x) {
    double z = x * x;
    return polynomial(z, P0) / polynomial(z, Q0);
  }

  /** erf(a) − erf(1), the constant to single precision, for a in [0.84375, 1.25). */
  private static double aroundOne(double a) {
    double s = a - 1;
    return polynomial(s, P1) / polynomial(s, Q1);
  }

  /** erfc(a) = exp(−a² − 0.5625 + R(1/a²))/a for a in [1.25, 28). */
  private static double tail(double a) {
    double s = 1 / (a * a);
    double r =
        a < 1 / 0.35
            ? polynomial(s, P2) / polynomial(s, Q2)
            : polynomial(s, P3) / polynomial(s, Q3);
    DoubleDouble exponent = DoubleDouble.product(-a, a).plus(DoubleDouble.sum(-0.5625, r));
    if (exponent.hi() < -700) {
      DoubleDouble scaled = ExtendedFunctions.exp(exponent.plus(ExtendedFunctions.LN_2.times(64)));
      return scaled.dividedBy(DoubleDouble.of(a)).hi() * 0x1p-64;
    }
    return ExtendedFunctions.exp(exponent).dividedBy(DoubleDouble.of(a)).hi();
  }

  /**
   * A first value to 2·10⁻⁷ (M. Giles, "Approximating the erfinv function", 2011), then one step of
   * Halley's iteration, which cubes that error; the residual is taken from erfc above ½, where 1 −
   * |y| is exact.
   */
  static double erfinv(double y) {
    double a = Math.abs(y);
    if (!(a < 1)) {
      return a == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
    }
    if (a < 0x1p-28) {
      double scale = a < 0x1p-900 ? 0x1p100 : 1;
      return Math.copySign(HALF_ROOT_PI.times(a * scale).hi() / scale, y);
    }
    double x = firstInverse(a);
    double residual = a < 0.5 ? erf(x) - a : (1 - a) - erfc(x);
    double newton = residual * HALF_ROOT_PI.hi() * StrictMath.exp(x * x);
    return Math.copySign(x - newton / Math.fma(x, newton, 1), y);
  }

  private static double firstInverse(double a) {
    double w = -StrictMath.log((1 - a) * (1 + a));
    if (w < 5) {
      return a * polynomial(w - 2.5, INVERSE_CENTRE);
    }
    double root = Math.sqrt(w);
    return a
        * (root < 4 ? polynomial(root - 3, INVERSE_MIDDLE) : polynomial(root - 5, INVERSE_END));
  }
}

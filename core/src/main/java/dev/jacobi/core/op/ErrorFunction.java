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
  private static final double ERF_1 = 0.8450629115104675;

  /** 2/√π − 1. */
  private static final double EXCESS = 0.1283791670955126;

  private static final double[] P0 = {
    0.12837916709551256,
    -0.3250421072470015,
    -0.02848174957559851,
    -0.005770270296489442,
    -2.3763016656650163e-5
  };
  private static final double[] Q0 = {
    1,
    0.39791722395915535,
    0.0650222499887673,
    0.005081306281875766,
    0.00013249473800432164,
    -3.960228278775368e-6
  };
  private static final double[] P1 = {
    -0.0023621185607526594,
    0.41485611868374833,
    -0.3722078760357013,
    0.31834661990116175,
    -0.11089469428239668,
    0.035478304325618236,
    -0.002166375594868791
  };
  private static final double[] Q1 = {
    1,
    0.10642088040084423,
    0.540397917702171,
    0.07182865441419627,
    0.12617121980876164,
    0.01363708391202905,
    0.011984499846799107
  };
  private static final double[] P2 = {
    -0.009864944034847148,
    -0.6938585727071818,
    -10.558626225323291,
    -62.375332450326006,
    -162.39666946257347,
    -184.60509290671104,
    -81.2874355063066,
    -9.814329344169145
  };
  private static final double[] Q2 = {
    1,
    19.651271667439257,
    137.65775414351904,
    434.56587747522923,
    645.3872717332679,
    429.00814002756783,
    108.63500554177944,
    6.570249770319282,
    -0.0604244152148581
  };
  private static final double[] P3 = {
    -0.0098649429247001,
    -0.799283237680523,
    -17.757954917754752,
    -160.63638485582192,
    -637.5664433683896,
    -1025.0951316110772,
    -483.5191916086514
  };
  private static final double[] Q3 = {
    1,
    30.33806074348246,
    325.7925129965739,
    1536.729586084437,
    3199.8582195085955,
    2553.0504064331644,
    474.52854120695537,
    -22.44095244658582
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

package dev.jacobi.core.op;

/**
 * The functions of binary64 that the JDK lacks: values of catalogue operations, same bits on every
 * machine.
 *
 * <p>The errors stated are the largest found, in ulps of the exact result, by {@code
 * SpecialAccuracyTest} against decimal arithmetic; a result rounded right has 0.5. NaN gives NaN
 * unless said otherwise.
 */
public final class Special {
  private Special() {}

  /** 1/√x, two roundings: ∞ at 0, −∞ at −0, NaN below. Error 1.43 ulps. */
  public static double rsqrt(double x) {
    return 1 / Math.sqrt(x);
  }

  /** The logarithm to the base 2: whole at powers of two, −∞ at 0, NaN below. Error 0.51 ulps. */
  public static double log2(double x) {
    return Logarithm.log2(x);
  }

  /** The logarithm to the base 10: whole at powers of ten, −∞ at 0, NaN below. Error 0.51 ulps. */
  public static double log10(double x) {
    return Logarithm.log10(x);
  }

  /**
   * x to the power y. As IEEE 754 and PyTorch have it, and the JDK has not, 1 to any power is 1,
   * also to NaN, and −1 to an infinite power is 1.
   */
  public static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
  }

  /** x·log(y), and 0 for x = 0 whatever y is, unless y is NaN. */
  public static double xlogy(double x, double y) {
    return x == 0 && !Double.isNaN(y) ? 0 : x * StrictMath.log(y);
  }

  /**
   * The remainder of floored division, with the sign of y, as Python and NumPy have it; NaN for y =
   * 0.
   */
  public static double remainder(double x, double y) {
    double r = x % y;
    if (r == 0) {
      return Math.copySign(r, y);
    }
    return (r < 0) != (y < 0) ? r + y : r;
  }

  /** The inverse hyperbolic sine, as log1p(x + x²/(1 + √(1 + x²))). Error 0.51 ulps. */
  public static double asinh(double x) {
    double a = Math.abs(x);
    if (a < 0x1p-30) {
      return x;
    }
    if (!(a < Double.POSITIVE_INFINITY)) {
      return x;
    }
    if (a > 0x1p60) {
      return Math.copySign(logOfTwice(a), x);
    }
    DoubleDouble square = DoubleDouble.product(a, a);
    DoubleDouble h = square.dividedBy(square.plus(1).sqrt().plus(1)).plus(a);
    return Math.copySign(ExtendedFunctions.log1p(h).hi(), x);
  }

  /**
   * The inverse hyperbolic cosine, as log1p(h + √(h(2 + h))) with h = x − 1; NaN below 1. Error
   * 0.51 ulps.
   */
  public static double acosh(double x) {
    if (!(x >= 1)) {
      return Double.NaN;
    }
    if (x > 0x1p60) {
      return x == Double.POSITIVE_INFINITY ? x : logOfTwice(x);
    }
    DoubleDouble h = DoubleDouble.sum(x, -1);
    return ExtendedFunctions.log1p(h.plus(2).times(h).sqrt().plus(h)).hi();
  }

  /**
   * The inverse hyperbolic tangent, as log1p(2x/(1 − x))/2; ±∞ at ±1, NaN beyond. Error 0.51 ulps.
   */
  public static double atanh(double x) {
    double a = Math.abs(x);
    if (!(a < 1)) {
      return a == 1 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
    }
    if (a < 0x1p-30) {
      return x;
    }
    DoubleDouble h = DoubleDouble.of(2 * a).dividedBy(DoubleDouble.sum(1, -a));
    return Math.copySign(ExtendedFunctions.log1p(h).hi() / 2, x);
  }

  private static double logOfTwice(double a) {
    return ExtendedFunctions.log(DoubleDouble.of(a)).plus(ExtendedFunctions.LN_2).hi();
  }

  /** The error function (fdlibm, Sun 1993). Error 0.81 ulps, near 0. */
  public static double erf(double x) {
    return ErrorFunction.erf(x);
  }

  /** 1 − erf(x), relative to itself (fdlibm, Sun 1993). Error 1.62 ulps, near 1.17. */
  public static double erfc(double x) {
    return ErrorFunction.erfc(x);
  }

  /** The inverse of erf (Giles 2011, Halley): ±∞ at ±1, NaN beyond. Error 1.59 ulps, near ¼. */
  public static double erfinv(double y) {
    return ErrorFunction.erfinv(y);
  }

  /**
   * log |Γ(x)|: ∞ at 0, the negative integers and ±∞. Error 0.51 ulps for x &gt; 0, also next to
   * the zeros 1 and 2; for x &lt; 0 it is 0.51 ulps of the larger of the result and 1.
   */
  public static double lgamma(double x) {
    return Gamma.lgamma(x);
  }

  /**
   * ψ(x) = Γ′(x)/Γ(x): −∞ at 0, ∞ at −0, NaN at the negative integers and −∞. Error 0.54 ulps for x
   * &gt; 0, also next to its zero; for x &lt; 0 it is 0.51 ulps of the larger of the result and 1.
   */
  public static double digamma(double x) {
    return Gamma.digamma(x);
  }

  /**
   * The derivative of order n of {@link #digamma}; NaN unless n is a whole number from 0. Odd n: ∞
   * at 0 and the negative integers; even n: −∞ at 0, ∞ at −0, NaN at the negative integers. Error
   * 0.55 ulps for n up to 60; next to the zeros that even orders have below 0 it is 0.51 ulps of 1
   * for n = 2 and 4.
   */
  public static double polygamma(double n, double x) {
    if (!(n >= 0 && n < Integer.MAX_VALUE && n == Math.rint(n))) {
      return Double.NaN;
    }
    return n == 0 ? Gamma.digamma(x) : Polygamma.polygamma((int) n, x);
  }

  /**
   * 1/(1 + e^−x), as a quotient by 1 + e^−|x| mended by what rounding that sum and that quotient
   * left. Error 1.39 ulps, near −3.4.
   */
  public static double sigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    double numerator = x < 0 ? e : 1;
    double sum = 1 + e;
    double lost = e - (sum - 1);
    double quotient = numerator / sum;
    double rest = Math.fma(-quotient, sum, numerator) - quotient * lost;
    return quotient + rest / sum;
  }

  /** log(1 + e^x), as max(x, 0) + log1p(e^−|x|). Error 1.39 ulps, near −0.6. */
  public static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}

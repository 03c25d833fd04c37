package dev.jacobi.core.op;

/**
 * The functions of binary64 that the JDK lacks: values of catalogue operations, same bits on every
 * machine.
 *
 * <p>The errors stated are the largest found, in ulps of the exact result, by {@code
 * SpecialAccuracyTest} against decimal arithmetic; a result rounded right has 0.5. NaN gives NaN
 * unless said otherwise.
 */
final class Special {
  private Special() {}

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
}

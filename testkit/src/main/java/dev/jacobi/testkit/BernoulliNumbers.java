package dev.jacobi.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** The Bernoulli numbers of even index, exact: 1/6, −1/30, 1/42, … */
final class BernoulliNumbers {
  /** B₂, B₄, …, B₂ₙ for n up to this. */
  static final int COUNT = 200;

  /** The digits to which each is kept divided out. */
  private static final MathContext KEPT = new MathContext(100);

  private static final BigDecimal[] ROUNDED = new BigDecimal[COUNT + 1];
  private static final BigInteger[] NUMERATORS = new BigInteger[COUNT + 1];
  private static final BigInteger[] DENOMINATORS = new BigInteger[COUNT + 1];

  static {
    BigInteger[] tangents = tangentNumbers();
    for (int k = 1; k <= COUNT; k++) {
      BigInteger numerator = tangents[k].multiply(BigInteger.valueOf(2L * k));
      BigInteger power = BigInteger.ONE.shiftLeft(2 * k);
      BigInteger denominator = power.multiply(power.subtract(BigInteger.ONE));
      BigInteger common = numerator.gcd(denominator);
      NUMERATORS[k] = k % 2 == 0 ? numerator.divide(common).negate() : numerator.divide(common);
      DENOMINATORS[k] = denominator.divide(common);
      ROUNDED[k] = divided(k, KEPT);
    }
  }

  private BernoulliNumbers() {}

  /**
   * Tangent numbers T₁ … Tₙ, in place (Brent and Harvey, "Fast computation of Bernoulli, tangent
   * and secant numbers", 2011).
   */
  private static BigInteger[] tangentNumbers() {
    BigInteger[] t = new BigInteger[COUNT + 1];
    t[0] = BigInteger.ZERO;
    t[1] = BigInteger.ONE;
    for (int k = 2; k <= COUNT; k++) {
      t[k] = t[k - 1].multiply(BigInteger.valueOf(k - 1));
    }
    for (int k = 2; k <= COUNT; k++) {
      for (int j = k; j <= COUNT; j++) {
        t[j] =
            t[j - 1]
                .multiply(BigInteger.valueOf(j - k))
                .add(t[j].multiply(BigInteger.valueOf(j - k + 2)));
      }
    }
    return t;
  }

  /** B₂ₖ for k ≥ 1, rounded. */
  static BigDecimal even(int k, MathContext mc) {
    if (k > COUNT) {
      throw new ArithmeticException("precision too high: B(" + 2 * k + ") is not tabulated");
    }
    return mc.getPrecision() < KEPT.getPrecision() ? ROUNDED[k].round(mc) : divided(k, mc);
  }

  private static BigDecimal divided(int k, MathContext mc) {
    return new BigDecimal(NUMERATORS[k]).divide(new BigDecimal(DENOMINATORS[k]), mc);
  }
}

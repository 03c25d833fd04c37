package dev.jacobi.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * π and two logarithms to any precision, by Machin's kind of formula: whole multiples of
 * arctangents, circular or hyperbolic, of 1/n. A thousand digits are kept; more are computed when
 * asked for.
 */
enum DecimalConstants {
  /** π = 16 arccot 5 − 4 arccot 239 (Machin 1706). */
  PI(-1, 16, 5, -4, 239),
  /** log 2 = 18 arcoth 26 − 2 arcoth 4801 + 8 arcoth 8749. */
  LN_2(1, 18, 26, -2, 4801, 8, 8749),
  /** log 10 = 46 arcoth 31 + 34 arcoth 49 + 20 arcoth 161. */
  LN_10(1, 46, 31, 34, 49, 20, 161);

  private static final int KEPT = 1_000;
  private static final int GUARD = 10;

  private final int sign;
  private final int[] factorsAndArguments;
  private final BigDecimal kept;

  DecimalConstants(int sign, int... factorsAndArguments) {
    this.sign = sign;
    this.factorsAndArguments = factorsAndArguments;
    this.kept = computed(KEPT + GUARD);
  }

  /** The constant, rounded. */
  BigDecimal at(MathContext mc) {
    int digits = mc.getPrecision();
    return (digits <= KEPT ? kept : computed(digits + GUARD)).round(mc);
  }

  private BigDecimal computed(int digits) {
    BigInteger unit = BigInteger.TEN.pow(digits);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < factorsAndArguments.length; i += 2) {
      BigInteger angle = inverseCotangent(factorsAndArguments[i + 1], unit);
      sum = sum.add(angle.multiply(BigInteger.valueOf(factorsAndArguments[i])));
    }
    return new BigDecimal(sum, digits);
  }

  /**
   * 1/n + s/(3n³) + 1/(5n⁵) + s/(7n⁷) + … in units of the last digit, s the sign of this constant's
   * series.
   */
  private BigInteger inverseCotangent(int n, BigInteger unit) {
    BigInteger divisor = BigInteger.valueOf((long) n * n * sign);
    BigInteger power = unit.divide(BigInteger.valueOf(n));
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(divisor);
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
    }
    return sum;
  }
}

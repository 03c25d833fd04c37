package dev.jacobi.testkit;

import static dev.jacobi.testkit.Approximation.exponent;
import static dev.jacobi.testkit.Decimals.TWO;
import static dev.jacobi.testkit.Decimals.matters;
import static dev.jacobi.testkit.Decimals.widen;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The error function, its complement and its inverse in decimal arithmetic; see {@link Decimals}
 * for the promises.
 */
final class DecimalErrorFunctions {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final double LN_10 = StrictMath.log(10);

  /**
   * Beyond this both functions are constant to any precision in use, and e^(−x²) leaves the range
   * of decimals.
   */
  private static final BigDecimal FAR = new BigDecimal("30000");

  private DecimalErrorFunctions() {}

  static BigDecimal erf(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 8);
    BigDecimal a = x.abs();
    BigDecimal value = isFar(a, wide) ? ONE : risingSeries(a, wide);
    return (x.signum() < 0 ? value.negate() : value).round(mc);
  }

  static BigDecimal erfc(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 8);
    if (x.compareTo(HALF) < 0) {
      return ONE.subtract(erf(x, wide)).round(mc);
    }
    if (x.compareTo(FAR) > 0) {
      return ZERO;
    }
    if (isFar(x, wide)) {
      return asymptoticSeries(x, wide).round(mc);
    }
    double square = x.doubleValue() * x.doubleValue();
    MathContext enough = widen(wide, (int) (square / LN_10) + 4);
    return ONE.subtract(risingSeries(x, enough)).round(mc);
  }

  /**
   * The inverse by Halley's iteration, x − δ/(1 + xδ) with δ = (erf(x) − y)/erf′(x), which triples
   * the digits; above ½ the residual is taken from the complements, which keeps it relative to 1 −
   * y.
   */
  static BigDecimal erfinv(BigDecimal y, MathContext mc) {
    if (y.signum() == 0) {
      return ZERO;
    }
    BigDecimal target = y.abs();
    BigDecimal complement = ONE.subtract(target);
    Decimals.requirePositive(complement, "erfinv: 1 - |y|");
    MathContext wide = widen(mc, 8);
    boolean near = target.compareTo(HALF) < 0;
    BigDecimal scale = Decimals.sqrt(Decimals.pi(wide), wide).multiply(HALF);
    BigDecimal x = near ? target.multiply(scale, wide) : winitzki(target);
    int digits = 12;
    BigDecimal step;
    do {
      MathContext current = widen(mc, Math.min(8, digits - mc.getPrecision()));
      BigDecimal residual =
          near ? erf(x, current).subtract(target) : complement.subtract(erfc(x, current));
      BigDecimal slope = Decimals.exp(x.multiply(x).negate(), current);
      BigDecimal newton = residual.multiply(scale).divide(slope, current);
      step = newton.divide(ONE.add(x.multiply(newton)), current);
      x = x.subtract(step).round(wide);
      digits *= 3;
    } while (digits < 3 * wide.getPrecision()
        || exponent(step) > exponent(x) - wide.getPrecision() / 3 - 1);
    return (y.signum() < 0 ? x.negate() : x).round(mc);
  }

  /**
   * Two or three digits of the inverse (Winitzki, "A handy approximation for the error function",
   * 2008, eq. 7).
   */
  private static BigDecimal winitzki(BigDecimal y) {
    MathContext short20 = new MathContext(20);
    double w = Decimals.log(ONE.subtract(y).multiply(ONE.add(y)), short20).doubleValue();
    double a = 0.147;
    double b = 2 / (StrictMath.PI * a) + w / 2;
    return BigDecimal.valueOf(StrictMath.sqrt(StrictMath.sqrt(b * b - w / a) - b));
  }

  /**
   * Whether e^(−x²) is below the last digit, so that the asymptotic series reaches the precision.
   */
  private static boolean isFar(BigDecimal a, MathContext wide) {
    if (a.compareTo(FAR) > 0) {
      return true;
    }
    double x = a.doubleValue();
    return x * x > LN_10 * wide.getPrecision() + 8;
  }

  /**
   * erf(x) = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1)/(2n+1)!! (Abramowitz and Stegun 1964, 7.1.6); every term
   * positive.
   */
  private static BigDecimal risingSeries(BigDecimal x, MathContext wide) {
    BigDecimal a = x.round(widen(wide, 6));
    BigDecimal square = a.multiply(a);
    BigDecimal ratio = TWO.multiply(square).round(wide);
    BigDecimal term = a;
    BigDecimal sum = a;
    for (int k = 3; matters(term, sum, wide); k += 2) {
      term = term.multiply(ratio).divide(BigDecimal.valueOf(k), wide);
      sum = sum.add(term, wide);
    }
    return factor(square, wide).multiply(TWO).multiply(sum, wide);
  }

  /** erfc(x) = e^(−x²)/(x√π) Σ (−1)ⁿ (2n−1)!!/(2x²)ⁿ (Abramowitz and Stegun 1964, 7.1.23). */
  private static BigDecimal asymptoticSeries(BigDecimal x, MathContext wide) {
    BigDecimal square = x.multiply(x);
    BigDecimal divisor = TWO.multiply(square).negate();
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int k = 1; matters(term, sum, wide); k += 2) {
      term = term.multiply(BigDecimal.valueOf(k)).divide(divisor, wide);
      sum = sum.add(term, wide);
    }
    return factor(square, wide).multiply(sum).divide(x, wide);
  }

  /** e^(−square)/√π. */
  private static BigDecimal factor(BigDecimal square, MathContext wide) {
    BigDecimal rootPi = Decimals.sqrt(Decimals.pi(wide), wide);
    return Decimals.exp(square.negate(), wide).divide(rootPi, wide);
  }
}

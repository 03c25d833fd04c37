package dev.jacobi.testkit;

import static dev.jacobi.testkit.Approximation.exponent;
import static dev.jacobi.testkit.Approximation.refine;
import static dev.jacobi.testkit.Decimals.TWO;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * log |Γ| and its derivatives in decimal arithmetic; see {@link Decimals} for the promises.
 *
 * <p>A positive argument is moved up by the recurrence until the asymptotic series in Bernoulli
 * numbers reaches the precision (Abramowitz and Stegun 1964, 6.1.40, 6.3.18, 6.4.11); a negative
 * one is reflected (6.1.17, 6.3.7, 6.4.7). What cancels next to a zero is made good by repetition
 * with more digits.
 */
final class DecimalGammaFunctions {
  private DecimalGammaFunctions() {}

  static BigDecimal lgamma(BigDecimal x, MathContext mc) {
    requireNoPole(x, "lgamma");
    if (x.compareTo(ONE) == 0 || x.compareTo(TWO) == 0) {
      return ZERO;
    }
    if (x.signum() > 0) {
      return refine(mc, digits -> positiveLgamma(x, digits));
    }
    return refine(
        mc,
        digits -> {
          MathContext wide = new MathContext(digits);
          BigDecimal sine = Angle.ofTurns(x, wide).sin(wide).abs();
          BigDecimal log = Decimals.log(Decimals.pi(wide).divide(sine, wide), wide);
          Approximation mirror = positiveLgamma(ONE.subtract(x), digits);
          Approximation sum = Approximation.sum(log, mirror.value().negate());
          return new Approximation(sum.value(), Math.max(sum.magnitude(), mirror.magnitude()));
        });
  }

  static BigDecimal digamma(BigDecimal x, MathContext mc) {
    requireNoPole(x, "digamma");
    if (x.signum() > 0) {
      return refine(mc, digits -> positiveDigamma(x, digits));
    }
    return refine(
        mc,
        digits -> {
          MathContext wide = new MathContext(digits);
          Angle angle = Angle.ofTurns(x, wide);
          BigDecimal cotangent = angle.cos(wide).divide(angle.sin(wide), wide);
          Approximation mirror = positiveDigamma(ONE.subtract(x), digits);
          Approximation sum =
              Approximation.sum(mirror.value(), cotangent.multiply(Decimals.pi(wide)).negate());
          return new Approximation(sum.value(), Math.max(sum.magnitude(), mirror.magnitude()));
        });
  }

  static BigDecimal polygamma(int n, BigDecimal x, MathContext mc) {
    if (n < 0) {
      throw new ArithmeticException("polygamma: the order must not be negative");
    }
    if (n == 0) {
      return digamma(x, mc);
    }
    requireNoPole(x, "polygamma");
    if (x.signum() > 0) {
      return positivePolygamma(n, x, Decimals.widen(mc, 10)).round(mc);
    }
    if (isHalfInteger(x) && n % 2 == 0) {
      return polygamma(n, ONE.subtract(x), mc);
    }
    return refine(
        mc,
        digits -> {
          MathContext wide = new MathContext(digits);
          BigDecimal mirror = positivePolygamma(n, ONE.subtract(x), wide);
          BigDecimal cotangent = cotangentDerivative(n, x, wide);
          return Approximation.sum(n % 2 == 0 ? mirror : mirror.negate(), cotangent.negate());
        });
  }

  /**
   * The abscissa from which the asymptotic series gives this many digits well before it diverges.
   */
  private static int threshold(int digits) {
    return 8 * digits / 10 + 4;
  }

  private static Approximation positiveLgamma(BigDecimal argument, int digits) {
    MathContext wide = new MathContext(digits + 6);
    BigDecimal x = argument.round(wide);
    BigDecimal product = ONE;
    for (BigDecimal end = BigDecimal.valueOf(threshold(digits));
        x.compareTo(end) < 0;
        x = x.add(ONE)) {
      product = product.multiply(x, wide);
    }
    BigDecimal a = x.round(Decimals.widen(wide, 6));
    BigDecimal log = Decimals.log(a, wide);
    BigDecimal inverse = ONE.divide(a, wide);
    BigDecimal square = inverse.multiply(inverse, wide);
    BigDecimal power = inverse;
    BigDecimal series = ZERO;
    for (int k = 1; ; k++) {
      BigDecimal term = BernoulliNumbers.even(k, wide).multiply(power);
      series = series.add(term.divide(BigDecimal.valueOf(2L * k * (2 * k - 1)), wide));
      if (exponent(term) < -digits - 6) {
        break;
      }
      power = power.multiply(square, wide);
    }
    BigDecimal half = new BigDecimal("0.5");
    BigDecimal constant = Decimals.log(TWO.multiply(Decimals.pi(wide)), wide).multiply(half);
    BigDecimal stirling = a.subtract(half).multiply(log).subtract(a).add(constant).add(series);
    BigDecimal value = stirling.subtract(Decimals.log(product, wide));
    return new Approximation(value.round(wide), Math.max(3, exponent(stirling)) + 1);
  }

  private static Approximation positiveDigamma(BigDecimal argument, int digits) {
    MathContext wide = new MathContext(digits + 6);
    BigDecimal x = argument.round(wide);
    BigDecimal sum = ZERO;
    for (BigDecimal end = BigDecimal.valueOf(threshold(digits));
        x.compareTo(end) < 0;
        x = x.add(ONE)) {
      sum = sum.add(ONE.divide(x, wide), wide);
    }
    BigDecimal inverse = ONE.divide(x, wide);
    BigDecimal square = inverse.multiply(inverse, wide);
    BigDecimal power = square;
    BigDecimal series = inverse.divide(TWO);
    for (int k = 1; ; k++) {
      BigDecimal term =
          BernoulliNumbers.even(k, wide).multiply(power).divide(BigDecimal.valueOf(2L * k), wide);
      series = series.add(term);
      if (exponent(term) < -digits - 6) {
        break;
      }
      power = power.multiply(square, wide);
    }
    BigDecimal value = Decimals.log(x, wide).subtract(series).subtract(sum, wide);
    return new Approximation(value, Math.max(3, exponent(value)));
  }

  /** (−1)^(n+1) n! Σ 1/(x+k)^(n+1), for n ≥ 1 and x &gt; 0: terms of one sign, nothing cancels. */
  private static BigDecimal positivePolygamma(int n, BigDecimal argument, MathContext mc) {
    MathContext wide = Decimals.widen(mc, 6);
    BigDecimal x = argument.round(wide);
    BigDecimal sum = ZERO;
    BigDecimal end = BigDecimal.valueOf((long) threshold(wide.getPrecision()) + n);
    for (; x.compareTo(end) < 0; x = x.add(ONE)) {
      sum = sum.add(ONE.divide(x.round(wide).pow(n + 1, wide), wide), wide);
    }
    BigDecimal inverse = ONE.divide(x, wide);
    BigDecimal square = inverse.multiply(inverse, wide);
    BigDecimal lead = inverse.pow(n, wide).divide(BigDecimal.valueOf(n), wide);
    BigDecimal tail = lead.add(inverse.pow(n + 1, wide).divide(TWO));
    BigDecimal factor = lead.multiply(square, wide);
    for (int k = 1; ; k++) {
      // factor = (2k + n − 1)! / (n! (2k)! x^(2k+n))
      factor = factor.multiply(BigDecimal.valueOf((2L * k + n - 1) * (2L * k + n - 2)), wide);
      factor = factor.divide(BigDecimal.valueOf(2L * k * (2L * k - 1)), wide);
      BigDecimal term = BernoulliNumbers.even(k, wide).multiply(factor, wide);
      tail = tail.add(term, wide);
      if (!Decimals.matters(term, tail, wide)) {
        break;
      }
      factor = factor.multiply(square, wide);
    }
    BigDecimal value = sum.add(tail).multiply(factorial(n), mc);
    return n % 2 == 0 ? value.negate() : value;
  }

  /**
   * The n-th derivative of π·cot(πx): π^(n+1) times a polynomial in cot(πx), by cot′ = −1 − cot².
   */
  private static BigDecimal cotangentDerivative(int n, BigDecimal x, MathContext mc) {
    MathContext wide = Decimals.widen(mc, 6 + n / 2);
    BigInteger[] polynomial = new BigInteger[n + 2];
    java.util.Arrays.fill(polynomial, BigInteger.ZERO);
    polynomial[1] = BigInteger.ONE;
    for (int order = 1; order <= n; order++) {
      BigInteger[] next = new BigInteger[n + 2];
      java.util.Arrays.fill(next, BigInteger.ZERO);
      for (int k = 1; k <= order; k++) {
        BigInteger slope = polynomial[k].multiply(BigInteger.valueOf(-k));
        next[k - 1] = next[k - 1].add(slope);
        next[k + 1] = next[k + 1].add(slope);
      }
      polynomial = next;
    }
    Angle angle = Angle.ofTurns(x, wide);
    BigDecimal cotangent = angle.cos(wide).divide(angle.sin(wide), wide);
    BigDecimal value = ZERO;
    for (int k = n + 1; k >= 0; k--) {
      value = value.multiply(cotangent).add(new BigDecimal(polynomial[k]), wide);
    }
    return value.multiply(Decimals.pi(wide).pow(n + 1, wide), mc);
  }

  private static BigDecimal factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int k = 2; k <= n; k++) {
      product = product.multiply(BigInteger.valueOf(k));
    }
    return new BigDecimal(product);
  }

  private static boolean isHalfInteger(BigDecimal x) {
    BigDecimal twice = x.multiply(TWO);
    return twice.compareTo(twice.setScale(0, RoundingMode.FLOOR)) == 0;
  }

  private static void requireNoPole(BigDecimal x, String what) {
    if (x.signum() <= 0 && x.compareTo(x.setScale(0, RoundingMode.FLOOR)) == 0) {
      throw new ArithmeticException(what + " has a pole there");
    }
  }
}

package dev.jacobi.testkit;

import static dev.jacobi.testkit.DoubleWord.ONE;
import static dev.jacobi.testkit.DoubleWordFunctions.PI;
import static dev.jacobi.testkit.DoubleWordFunctions.log;

import java.math.MathContext;

/**
 * log |Γ| and its derivatives in double words: the recurrence up to where the asymptotic series
 * holds (Abramowitz and Stegun 1964, 6.1.41, 6.3.18, 6.4.11), also from a little below 0; far below
 * the reflection formula (6.1.17, 6.3.7, 6.4.7), but for orders above 1.
 */
final class GammaEstimates {
  private static final double FROM = 18;
  private static final double LOWEST = -20;
  private static final int TERMS = 26;

  /** B(2k) for k from 1. */
  private static final DoubleWord[] BERNOULLI = new DoubleWord[TERMS];

  static {
    for (int k = 0; k < TERMS; k++) {
      BERNOULLI[k] = DoubleWord.of(BernoulliNumbers.even(k + 1, new MathContext(50)));
    }
  }

  private static final DoubleWord[] LOG_SERIES = new DoubleWord[TERMS];
  private static final DoubleWord[] SERIES = new DoubleWord[TERMS];

  static {
    for (int k = 1; k <= TERMS; k++) {
      SERIES[k - 1] = BERNOULLI[k - 1].over(2.0 * k);
      LOG_SERIES[k - 1] = SERIES[k - 1].over(2.0 * k - 1);
    }
  }

  private static final DoubleWord HALF_LOG_TWO_PI = log(PI.scaled(1)).scaled(-1);

  private GammaEstimates() {}

  /** The same for −x and the sine of πx, for x far below 0. */
  private record Mirror(Estimate.Source function, double size, DoubleWord sine, DoubleWord cosine) {

    static Mirror of(Estimate.Source function, double x) {
      DoubleWord angle = PI.times(-x - Math.rint(-x));
      return new Mirror(
          function, -x, DoubleWordFunctions.sin(angle), DoubleWordFunctions.cos(angle));
    }

    DoubleWord value() {
      return function.at(size, 0).value();
    }

    DoubleWord inverse() {
      return DoubleWord.of(size).inverse();
    }
  }

  private static Estimate sum(DoubleWord x, DoubleWord y) {
    return Estimate.of(x.plus(y), Math.abs(x.high()) + Math.abs(y.high()));
  }

  static Estimate lgamma(double x) {
    if (isPole(x)) {
      return Estimate.UNKNOWN;
    }
    if (x < LOWEST) {
      Mirror mirror = Mirror.of((y, z) -> lgamma(y), x);
      DoubleWord log = log(PI.over(mirror.sine().abs().times(mirror.size())));
      return sum(log, mirror.value().negated());
    }
    DoubleWord z = DoubleWord.of(x);
    DoubleWord product = ONE;
    for (int k = 1; z.high() < FROM; k++) {
      product = product.times(z);
      z = DoubleWord.sum(x, k);
    }
    DoubleWord inverse = z.inverse();
    DoubleWord series = DoubleWord.polynomial(inverse.square(), LOG_SERIES).times(inverse);
    DoubleWord log = log(z);
    DoubleWord most = z.plus(-0.5).times(log.plus(-1)).plus(HALF_LOG_TWO_PI).plus(-0.5);
    DoubleWord shift = log(product.abs());
    double largest = Math.abs(most.high()) + Math.abs(shift.high());
    return Estimate.of(most.plus(series).minus(shift), largest);
  }

  static Estimate digamma(double x) {
    if (isPole(x)) {
      return Estimate.UNKNOWN;
    }
    if (x < LOWEST) {
      Mirror mirror = Mirror.of((y, z) -> digamma(y), x);
      DoubleWord cotangent = PI.times(mirror.cosine()).over(mirror.sine());
      return sum(cotangent, mirror.value().plus(mirror.inverse()));
    }
    DoubleWord z = DoubleWord.of(x);
    DoubleWord sum = DoubleWord.of(0);
    double largest = 0;
    for (int k = 1; z.high() < FROM; k++) {
      DoubleWord inverse = z.inverse();
      largest = Math.max(largest, Math.abs(inverse.high()));
      sum = sum.plus(inverse);
      z = DoubleWord.sum(x, k);
    }
    DoubleWord inverse = z.inverse();
    DoubleWord square = inverse.square();
    DoubleWord series = DoubleWord.polynomial(square, SERIES).times(square);
    DoubleWord log = log(z);
    DoubleWord value = log.minus(inverse.scaled(-1)).minus(series).minus(sum);
    return Estimate.of(value, Math.max(largest, log.high()));
  }

  /** ψ⁽ⁿ⁾ for n ≥ 1. */
  static Estimate polygamma(int n, double x) {
    if (isPole(x) || x < LOWEST && n > 1 || (n + 1) * Math.getExponent(x) < -800) {
      return Estimate.UNKNOWN;
    }
    if (x < LOWEST) {
      Mirror mirror = Mirror.of((y, z) -> polygamma(1, y), x);
      DoubleWord pole = PI.over(mirror.sine()).square();
      return sum(pole, mirror.inverse().square().minus(mirror.value()));
    }
    DoubleWord z = DoubleWord.of(x);
    DoubleWord sum = DoubleWord.of(0);
    double largest = 0;
    for (int k = 1; z.high() < FROM + n; k++) {
      DoubleWord term = z.power(n + 1).inverse();
      largest = Math.max(largest, Math.abs(term.high()));
      sum = sum.plus(term);
      z = DoubleWord.sum(x, k);
    }
    DoubleWord inverse = z.inverse();
    DoubleWord lead = inverse.power(n).over(n);
    DoubleWord tail = lead.plus(lead.times(inverse).times(n).scaled(-1));
    DoubleWord square = inverse.square();
    DoubleWord factor = lead;
    for (int k = 1; k <= TERMS; k++) {
      factor = factor.times((2.0 * k + n - 1) * (2.0 * k + n - 2));
      factor = factor.over(2.0 * k * (2 * k - 1)).times(square);
      tail = tail.plus(factor.times(BERNOULLI[k - 1]));
    }
    DoubleWord value = sum.plus(tail);
    double size = Math.max(largest, tail.high());
    for (int k = 2; k <= n; k++) {
      value = value.times(k);
      size *= k;
    }
    // Sixty factors of a power, each within 2⁻¹⁰⁰.
    return new Estimate(n % 2 == 0 ? value.negated() : value, size * 0x1p-88);
  }

  private static boolean isPole(double x) {
    return x <= 0 && x == Math.rint(x);
  }
}

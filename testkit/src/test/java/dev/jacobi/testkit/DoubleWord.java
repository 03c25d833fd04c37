package dev.jacobi.testkit;

import java.math.BigDecimal;

/**
 * The unevaluated sum of two doubles, the first being the sum rounded: about 106 bits. Sums,
 * products and quotients are within 2⁻¹⁰⁰ of exact as long as nothing nears the ends of the range
 * (M. Joldes, J.-M. Muller and V. Popescu, "Tight and rigorous error bounds for basic building
 * blocks of double-word arithmetic", 2017).
 */
record DoubleWord(double high, double low) {
  static final DoubleWord ONE = of(1);

  static DoubleWord of(double x) {
    return new DoubleWord(x, 0);
  }

  static DoubleWord of(BigDecimal x) {
    double high = x.doubleValue();
    return new DoubleWord(high, x.subtract(new BigDecimal(high)).doubleValue());
  }

  /** The exact sum of two doubles (Knuth 1969). */
  static DoubleWord sum(double a, double b) {
    double s = a + b;
    double t = s - a;
    return new DoubleWord(s, (a - (s - t)) + (b - t));
  }

  /** The exact product of two doubles. */
  static DoubleWord product(double a, double b) {
    double p = a * b;
    return new DoubleWord(p, Math.fma(a, b, -p));
  }

  private static DoubleWord ordered(double large, double small) {
    double s = large + small;
    return new DoubleWord(s, small - (s - large));
  }

  DoubleWord plus(DoubleWord y) {
    DoubleWord s = sum(high, y.high);
    DoubleWord t = sum(low, y.low);
    DoubleWord u = ordered(s.high, s.low + t.high);
    return ordered(u.high, u.low + t.low);
  }

  DoubleWord plus(double y) {
    DoubleWord s = sum(high, y);
    return ordered(s.high, s.low + low);
  }

  DoubleWord minus(DoubleWord y) {
    return plus(y.negated());
  }

  DoubleWord negated() {
    return new DoubleWord(-high, -low);
  }

  DoubleWord abs() {
    return high < 0 ? negated() : this;
  }

  DoubleWord times(DoubleWord y) {
    DoubleWord p = product(high, y.high);
    return ordered(p.high, p.low + Math.fma(high, y.low, low * y.high));
  }

  DoubleWord times(double y) {
    DoubleWord p = product(high, y);
    return ordered(p.high, Math.fma(low, y, p.low));
  }

  DoubleWord square() {
    return times(this);
  }

  DoubleWord over(DoubleWord y) {
    double first = high / y.high;
    DoubleWord rest = minus(y.times(first));
    double second = rest.high / y.high;
    DoubleWord last = rest.minus(y.times(second));
    return ordered(first, second).plus(last.high / y.high);
  }

  DoubleWord over(double y) {
    return over(of(y));
  }

  DoubleWord inverse() {
    return ONE.over(this);
  }

  /** The square root of a number that is not negative. */
  DoubleWord sqrt() {
    double root = Math.sqrt(high);
    return root == 0 ? this : ordered(root, minus(product(root, root)).high / (2 * root));
  }

  /** Times 2ⁿ. */
  DoubleWord scaled(int n) {
    return new DoubleWord(Math.scalb(high, n), Math.scalb(low, n));
  }

  /** To a power n ≥ 1, by repeated squaring. */
  DoubleWord power(int n) {
    DoubleWord result = ONE;
    DoubleWord square = this;
    for (int rest = n; rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        result = result.times(square);
      }
      square = square.square();
    }
    return result;
  }

  /** c₀ + c₁x + c₂x² + …, by Horner's rule. */
  static DoubleWord polynomial(DoubleWord x, DoubleWord[] coefficients) {
    DoubleWord value = coefficients[coefficients.length - 1];
    for (int k = coefficients.length - 2; k >= 0; k--) {
      value = value.times(x).plus(coefficients[k]);
    }
    return value;
  }
}

package dev.jacobi.core.op;

/**
 * The unevaluated sum of two doubles, about 106 bits: what a sum of many terms is carried in until
 * its one final rounding.
 *
 * <p>Invariant: {@code hi} is the sum rounded to double, so {@code |lo|} is at most half an ulp of
 * {@code hi}. Sums, products and quotients are within 2⁻¹⁰² of exact, relative to the result
 * (Dekker 1971; Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building
 * blocks of double-word arithmetic", 2017), as long as nothing leaves the range of normal doubles.
 * {@code Math.fma} is exact by definition, so every result is the same on every machine.
 *
 * @param hi the value rounded to double
 * @param lo what the rounding left
 */
record DoubleDouble(double hi, double lo) {
  static final DoubleDouble ONE = new DoubleDouble(1, 0);

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /** The exact sum of two doubles (Knuth 1969). */
  static DoubleDouble sum(double a, double b) {
    double s = a + b;
    double t = s - a;
    return new DoubleDouble(s, (a - (s - t)) + (b - t));
  }

  /** The exact product of two doubles. */
  static DoubleDouble product(double a, double b) {
    double p = a * b;
    return new DoubleDouble(p, Math.fma(a, b, -p));
  }

  /** The sum of a double and a much smaller one. */
  private static DoubleDouble normal(double large, double small) {
    double s = large + small;
    return new DoubleDouble(s, small - (s - large));
  }

  DoubleDouble plus(DoubleDouble y) {
    DoubleDouble s = sum(hi, y.hi);
    DoubleDouble t = sum(lo, y.lo);
    DoubleDouble u = normal(s.hi, s.lo + t.hi);
    return normal(u.hi, u.lo + t.lo);
  }

  DoubleDouble plus(double y) {
    DoubleDouble s = sum(hi, y);
    return normal(s.hi, s.lo + lo);
  }

  DoubleDouble minus(DoubleDouble y) {
    return plus(y.negated());
  }

  DoubleDouble negated() {
    return new DoubleDouble(-hi, -lo);
  }

  DoubleDouble times(DoubleDouble y) {
    DoubleDouble p = product(hi, y.hi);
    return normal(p.hi, p.lo + Math.fma(hi, y.lo, lo * y.hi));
  }

  DoubleDouble times(double y) {
    DoubleDouble p = product(hi, y);
    return normal(p.hi, Math.fma(lo, y, p.lo));
  }

  DoubleDouble dividedBy(DoubleDouble y) {
    double q = hi / y.hi;
    DoubleDouble rest = minus(y.times(q));
    double q2 = rest.hi / y.hi;
    DoubleDouble rest2 = rest.minus(y.times(q2));
    return normal(q, q2).plus(rest2.hi / y.hi);
  }

  /** This times 2^n; exact unless it leaves the range of normal doubles. */
  DoubleDouble scaled(int n) {
    return new DoubleDouble(Math.scalb(hi, n), Math.scalb(lo, n));
  }

  /** This to a power n ≥ 1, by repeated squaring. */
  DoubleDouble power(int n) {
    DoubleDouble result = ONE;
    DoubleDouble square = this;
    for (int rest = n; rest > 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        result = result.times(square);
      }
      square = square.times(square);
    }
    return result;
  }
}

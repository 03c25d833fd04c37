package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** An unevaluated sum of two values, the second smaller than the first. */
record Sum<V>(V high, V low) {

  /** The exact sum of two values, the first not the smaller one (T. J. Dekker 1971). */
  static <V> Sum<V> ordered(Primitives<V> p, V x, V y) {
    V high = p.add(x, y);
    return new Sum<>(high, p.sub(y, p.sub(high, x)));
  }

  /** The exact sum of any two values (D. E. Knuth 1969). */
  static <V> Sum<V> of(Primitives<V> p, V x, V y) {
    V high = p.add(x, y);
    V second = p.sub(high, x);
    return new Sum<>(high, p.add(p.sub(x, p.sub(high, second)), p.sub(y, second)));
  }

  /** The exact product of two values. */
  static <V> Sum<V> product(Primitives<V> p, V x, V y) {
    V high = p.mul(x, y);
    return new Sum<>(high, p.fma(x, y, p.neg(high)));
  }

  /** The product of two normal sums, within 2⁻¹⁰⁰. */
  static <V> Sum<V> times(Primitives<V> p, Sum<V> x, Sum<V> y) {
    Sum<V> high = product(p, x.high, y.high);
    V low = p.fma(x.high, y.low, p.fma(x.low, y.high, high.low));
    return new Sum<>(high.high, low);
  }

  /** One of two sums. */
  static <V> Sum<V> select(Primitives<V> p, V condition, Sum<V> x, Sum<V> y) {
    return new Sum<>(p.select(condition, x.high, y.high), p.select(condition, x.low, y.low));
  }

  /** The quotient of two normal sums, what its rounding left to first order. */
  static <V> Sum<V> quotient(Primitives<V> p, Sum<V> x, Sum<V> y) {
    V inverse = p.div(p.constant(1), y.high);
    V quotient = p.mul(x.high, inverse);
    V negative = p.neg(quotient);
    V rest = p.add(p.fma(negative, y.high, x.high), p.fma(negative, y.low, x.low));
    return new Sum<>(quotient, p.mul(rest, inverse));
  }

  /** 1/x, what its rounding left to first order. */
  static <V> Sum<V> inverse(Primitives<V> p, V x) {
    V one = p.constant(1);
    V inverse = p.div(one, x);
    return new Sum<>(inverse, p.mul(p.fma(p.neg(inverse), x, one), inverse));
  }

  /** The sum, rounded. */
  V value(Primitives<V> p) {
    return p.add(high, low);
  }

  /** The same sum, the first value what it is rounded. */
  Sum<V> normal(Primitives<V> p) {
    return ordered(p, high, low);
  }
}

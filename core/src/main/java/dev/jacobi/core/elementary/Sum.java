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

  /** The sum, rounded. */
  V value(Primitives<V> p) {
    return p.add(high, low);
  }

  /** The same sum, the first value what it is rounded. */
  Sum<V> normal(Primitives<V> p) {
    return ordered(p, high, low);
  }
}

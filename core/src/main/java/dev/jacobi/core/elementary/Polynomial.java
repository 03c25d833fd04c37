package dev.jacobi.core.elementary;

import dev.jacobi.core.primitive.Primitives;

/** Polynomials with constant coefficients, lowest power first. */
final class Polynomial {

  private Polynomial() {}

  /** By Horner's rule: the fewest operations, one after the other. */
  static <V> V horner(Primitives<V> p, V x, double... c) {
    return horner(p, x, c, c.length - 1, 1);
  }

  private static <V> V horner(Primitives<V> p, V x, double[] c, int from, int step) {
    V value = p.constant(c[from]);
    for (int i = from - step; i >= 0; i -= step) {
      value = p.fma(value, x, p.constant(c[i]));
    }
    return value;
  }

  /**
   * Even and odd powers by Horner's rule in x², given too: one chain half as long beside another.
   */
  static <V> V halves(Primitives<V> p, V x, V square, double... c) {
    int last = c.length - 1;
    int even = last - last % 2;
    int odd = last - 1 + last % 2;
    return p.fma(horner(p, square, c, odd, 2), x, horner(p, square, c, even, 2));
  }

  /** As {@link #halves(Primitives, Object, Object, double...)}, the square computed. */
  static <V> V halves(Primitives<V> p, V x, double... c) {
    return halves(p, x, p.mul(x, x), c);
  }

  /** Every fourth power by Horner's rule in x⁴: a chain a quarter as long, for eight or more. */
  static <V> V quarters(Primitives<V> p, V x, double... c) {
    V square = p.mul(x, x);
    V fourth = p.mul(square, square);
    int last = c.length - 1;
    V low =
        p.fma(
            horner(p, fourth, c, last - (last - 1) % 4, 4),
            x,
            horner(p, fourth, c, last - last % 4, 4));
    V high =
        p.fma(
            horner(p, fourth, c, last - (last - 3) % 4, 4),
            x,
            horner(p, fourth, c, last - (last - 2) % 4, 4));
    return p.fma(high, square, low);
  }
}

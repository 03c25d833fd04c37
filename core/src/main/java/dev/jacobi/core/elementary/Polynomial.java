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

  /**
   * By Horner's rule in x⁴ with cubics for coefficients: as many operations as {@link #halves} and
   * one, in a chain a third as long, since the cubics wait for nothing but x².
   */
  static <V> V cubics(Primitives<V> p, V x, double... c) {
    V square = p.mul(x, x);
    V fourth = p.mul(square, square);
    int last = (c.length - 1) / 4 * 4;
    V value = cubic(p, x, square, c, last);
    for (int i = last - 4; i >= 0; i -= 4) {
      value = p.fma(value, fourth, cubic(p, x, square, c, i));
    }
    return value;
  }

  /** The polynomial of at most four coefficients from one on. */
  private static <V> V cubic(Primitives<V> p, V x, V square, double[] c, int from) {
    int count = Math.min(4, c.length - from);
    V low = p.constant(c[from]);
    if (count > 1) {
      low = p.fma(p.constant(c[from + 1]), x, low);
    }
    if (count < 3) {
      return low;
    }
    V high = p.constant(c[from + 2]);
    if (count > 3) {
      high = p.fma(p.constant(c[from + 3]), x, high);
    }
    return p.fma(high, square, low);
  }
}

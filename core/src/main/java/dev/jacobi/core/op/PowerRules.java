package dev.jacobi.core.op;

/** The derivatives of roots and the square. */
final class PowerRules {

  private PowerRules() {}

  static <T> T square(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.times(a.integer(2), x));
  }

  static <T> T sqrt(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.times(a.integer(2), y));
  }

  static <T> T rsqrt(Algebra<T> a, T v, T x, T y) {
    return a.div(a.times(v, y), a.times(a.integer(-2), x));
  }

  static <T> T cbrt(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.times(a.integer(3), a.square(y)));
  }
}

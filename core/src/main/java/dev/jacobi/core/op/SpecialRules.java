package dev.jacobi.core.op;

import static dev.jacobi.core.op.ScalarOp.DIGAMMA;
import static dev.jacobi.core.op.ScalarOp.EXP;
import static dev.jacobi.core.op.ScalarOp.POLYGAMMA;
import static dev.jacobi.core.op.ScalarOp.SQRT;
import static dev.jacobi.core.op.ScalarOp.TRIGAMMA;

/** The derivatives of error and gamma functions. */
final class SpecialRules {

  private SpecialRules() {}

  static <T> T erf(Algebra<T> a, T v, T x, T y) {
    return a.times(v, Rules.erf(a, x));
  }

  static <T> T erfc(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.times(v, Rules.erf(a, x)));
  }

  static <T> T gaussian(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.times(v, a.times(a.integer(2), a.times(x, y))));
  }

  static <T> T erfinv(Algebra<T> a, T v, T x, T y) {
    T half = a.div(a.apply(SQRT, a.constant(NamedConstant.PI)), a.integer(2));
    return a.times(v, a.times(half, a.apply(EXP, a.square(y))));
  }

  static <T> T lgamma(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(DIGAMMA, x));
  }

  static <T> T digamma(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(TRIGAMMA, x));
  }

  static <T> T trigamma(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(POLYGAMMA, a.integer(2), x));
  }
}

package dev.jacobi.core.op;

import static dev.jacobi.core.op.ScalarOp.EXP;
import static dev.jacobi.core.op.ScalarOp.LOG;
import static dev.jacobi.core.op.ScalarOp.SIGMOID;

/** The derivatives of exponentials and logarithms. */
final class ExponentialRules {

  private ExponentialRules() {}

  static <T> T exp(Algebra<T> a, T v, T x, T y) {
    return a.times(v, y);
  }

  static <T> T expm1(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(EXP, x));
  }

  static <T> T log(Algebra<T> a, T v, T x, T y) {
    return a.div(v, x);
  }

  static <T> T log1p(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.plus(a.integer(1), x));
  }

  static <T> T log2(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.times(a.apply(LOG, a.integer(2)), x));
  }

  static <T> T log10(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.times(a.apply(LOG, a.integer(10)), x));
  }

  static <T> T sigmoid(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.times(y, a.minus(a.integer(1), y)));
  }

  static <T> T softplus(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(SIGMOID, x));
  }
}

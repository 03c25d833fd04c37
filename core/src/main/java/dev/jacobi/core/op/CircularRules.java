package dev.jacobi.core.op;

import static dev.jacobi.core.op.ScalarOp.ABS;
import static dev.jacobi.core.op.ScalarOp.COS;
import static dev.jacobi.core.op.ScalarOp.HYPOT;
import static dev.jacobi.core.op.ScalarOp.SIN;
import static dev.jacobi.core.op.ScalarOp.SQRT;

/**
 * The derivatives of circular functions and their inverses. Where a square would leave the range of
 * doubles and the derivative does not, they divide twice instead.
 */
final class CircularRules {

  private CircularRules() {}

  static <T> T sin(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(COS, x));
  }

  static <T> T cos(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.times(v, a.apply(SIN, x)));
  }

  static <T> T tan(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.plus(a.integer(1), a.square(y)));
  }

  static <T> T asin(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.apply(SQRT, Rules.oneMinusSquare(a, x)));
  }

  static <T> T acos(Algebra<T> a, T v, T x, T y) {
    return a.negate(asin(a, v, x, y));
  }

  static <T> T atan(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.plus(a.integer(1), a.square(x)));
  }

  /** v/(|x|·√(|x| − 1)·√(|x| + 1)). */
  static <T> T asec(Algebra<T> a, T v, T x, T y) {
    T one = a.integer(1);
    T size = a.apply(ABS, x);
    T below = a.apply(SQRT, a.minus(size, one));
    return a.div(a.div(v, size), a.times(below, a.apply(SQRT, a.plus(size, one))));
  }

  static <T> T acsc(Algebra<T> a, T v, T x, T y) {
    return a.negate(asec(a, v, x, y));
  }

  static <T> T acot(Algebra<T> a, T v, T x, T y) {
    T length = a.apply(HYPOT, a.integer(1), x);
    return a.negate(a.div(a.div(v, length), length));
  }
}

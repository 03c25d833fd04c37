package dev.jacobi.core.op;

import static dev.jacobi.core.op.ScalarOp.ABS;
import static dev.jacobi.core.op.ScalarOp.COSH;
import static dev.jacobi.core.op.ScalarOp.COTH;
import static dev.jacobi.core.op.ScalarOp.CSCH;
import static dev.jacobi.core.op.ScalarOp.HYPOT;
import static dev.jacobi.core.op.ScalarOp.SINH;
import static dev.jacobi.core.op.ScalarOp.SQRT;
import static dev.jacobi.core.op.ScalarOp.TANH;

/**
 * The derivatives of hyperbolic functions and their inverses. Where a square would leave the range
 * of doubles and the derivative does not, they multiply or divide twice instead.
 */
final class HyperbolicRules {

  private HyperbolicRules() {}

  static <T> T sinh(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(COSH, x));
  }

  static <T> T cosh(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(SINH, x));
  }

  static <T> T tanh(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.minus(a.integer(1), a.square(y)));
  }

  static <T> T sech(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.times(a.times(v, y), a.apply(TANH, x)));
  }

  static <T> T csch(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.times(a.times(v, y), a.apply(COTH, x)));
  }

  static <T> T coth(Algebra<T> a, T v, T x, T y) {
    T csch = a.apply(CSCH, x);
    return a.negate(a.times(a.times(v, csch), csch));
  }

  static <T> T asinh(Algebra<T> a, T v, T x, T y) {
    return a.div(v, a.apply(HYPOT, a.integer(1), x));
  }

  static <T> T acosh(Algebra<T> a, T v, T x, T y) {
    T one = a.integer(1);
    T below = a.apply(SQRT, a.minus(x, one));
    return a.div(v, a.times(below, a.apply(SQRT, a.plus(x, one))));
  }

  static <T> T atanh(Algebra<T> a, T v, T x, T y) {
    return a.div(v, Rules.oneMinusSquare(a, x));
  }

  static <T> T asech(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.div(a.div(v, x), a.apply(SQRT, Rules.oneMinusSquare(a, x))));
  }

  static <T> T acsch(Algebra<T> a, T v, T x, T y) {
    return a.negate(a.div(a.div(v, a.apply(ABS, x)), a.apply(HYPOT, a.integer(1), x)));
  }

  /** v/(1 − x²), which is below 0 wherever acoth is a number, at ±1 too. */
  static <T> T acoth(Algebra<T> a, T v, T x, T y) {
    T one = a.integer(1);
    T size = a.apply(ABS, x);
    return a.negate(a.div(a.div(v, a.minus(size, one)), a.plus(size, one)));
  }
}

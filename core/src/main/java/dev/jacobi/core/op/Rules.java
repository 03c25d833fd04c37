package dev.jacobi.core.op;

import static dev.jacobi.core.op.ScalarOp.AND;
import static dev.jacobi.core.op.ScalarOp.EQ;
import static dev.jacobi.core.op.ScalarOp.GAUSSIAN;
import static dev.jacobi.core.op.ScalarOp.GE;
import static dev.jacobi.core.op.ScalarOp.GT;
import static dev.jacobi.core.op.ScalarOp.LE;
import static dev.jacobi.core.op.ScalarOp.LOG;
import static dev.jacobi.core.op.ScalarOp.LT;
import static dev.jacobi.core.op.ScalarOp.OR;
import static dev.jacobi.core.op.ScalarOp.POW;
import static dev.jacobi.core.op.ScalarOp.SIGN;
import static dev.jacobi.core.op.ScalarOp.SQRT;

import java.util.List;

/** Formulas that more than one derivative rule of the catalogue uses, or that need some lines. */
final class Rules {

  private Rules() {}

  /** 0 everywhere. */
  static <T> T flat(Algebra<T> a, T v, T x, T y) {
    return a.integer(0);
  }

  static <T> T negative(Algebra<T> a, T v, T x, T y) {
    return a.negate(v);
  }

  static <T> T abs(Algebra<T> a, T v, T x, T y) {
    return a.times(v, a.apply(SIGN, x));
  }

  static <T> T relu(Algebra<T> a, T v, T x, T y) {
    return a.guarded(a.apply(LE, x, a.integer(0)), false, v);
  }

  /** (1 − x)(1 + x), which loses no digits where x is close to ±1. */
  static <T> T oneMinusSquare(Algebra<T> a, T x) {
    T one = a.integer(1);
    return a.times(a.minus(one, x), a.plus(one, x));
  }

  /** 2/√π · exp(−x²), the derivative of erf. */
  static <T> T erf(Algebra<T> a, T x) {
    T factor = a.div(a.integer(2), a.apply(SQRT, a.constant(NamedConstant.PI)));
    return a.times(factor, a.apply(GAUSSIAN, x));
  }

  static <T> T powerByBase(Algebra<T> a, T v, List<T> x) {
    T exponent = x.get(1);
    T scaled =
        a.times(v, a.times(exponent, a.apply(POW, x.get(0), a.minus(exponent, a.integer(1)))));
    T zero = a.integer(0);
    return a.literal(exponent)
        .map(value -> value.isZero() ? zero : scaled)
        .orElseGet(() -> a.guarded(a.apply(EQ, exponent, zero), false, scaled));
  }

  static <T> T powerByExponent(Algebra<T> a, T v, List<T> x, T y) {
    T base = x.get(0);
    T scaled = a.times(v, a.times(y, a.apply(LOG, base)));
    if (a.literal(base).isPresent() && !a.literal(base).get().isZero()) {
      return scaled;
    }
    T zero = a.integer(0);
    T flat = a.apply(AND, a.apply(EQ, base, zero), a.apply(GE, x.get(1), zero));
    return a.guarded(flat, false, scaled);
  }

  /** All of v to the operand that won, half at a tie; {@code loses} says which comparison loses. */
  static <T> T extremum(Algebra<T> a, int i, T v, List<T> x, ScalarOp loses) {
    T own = x.get(i);
    T other = x.get(1 - i);
    T shared = a.where(a.apply(EQ, own, other), a.div(v, a.integer(2)), v);
    return a.guarded(a.apply(loses, own, other), false, shared);
  }

  static <T> T clipped(Algebra<T> a, int i, T v, List<T> x) {
    T low = x.get(1);
    T high = x.get(2);
    T active =
        switch (i) {
          case 0 -> a.apply(AND, a.apply(GE, x.get(0), low), a.apply(LE, x.get(0), high));
          case 1 -> a.apply(AND, a.apply(LT, x.get(0), low), a.apply(LT, low, high));
          default -> a.apply(OR, a.apply(GT, x.get(0), high), a.apply(GT, low, high));
        };
    return a.guarded(active, true, v);
  }
}

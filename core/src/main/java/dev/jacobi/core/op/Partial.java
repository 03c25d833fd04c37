package dev.jacobi.core.op;

/** The derivative rule of an operation of one operand. */
@FunctionalInterface
interface Partial {

  /** {@code v·∂y/∂x}, as {@link ScalarOp#timesPartial}. */
  <T> T times(Algebra<T> a, T v, T x, T y);
}

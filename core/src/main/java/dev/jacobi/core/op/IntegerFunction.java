package dev.jacobi.core.op;

/** The value of an element-wise operation on 64-bit integers; operands it has not are ignored. */
@FunctionalInterface
public interface IntegerFunction {

  /** The value for up to three operands. */
  long apply(long x, long y, long z);
}

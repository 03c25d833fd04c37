package dev.jacobi.core.op;

/** The value of an element-wise operation in double precision; operands it has not are ignored. */
@FunctionalInterface
public interface ScalarFunction {

  /** The value for up to three operands. */
  double apply(double x, double y, double z);
}

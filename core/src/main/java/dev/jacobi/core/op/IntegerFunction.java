package dev.jacobi.core.op;

import dev.jacobi.core.primitive.Expansion;
import java.util.Optional;

/**
 * An element-wise operation on 64-bit integers. In each operand, the others fixed, it only rises or
 * only falls below 0, and above; so it is largest and smallest at the ends of intervals, or at 0.
 *
 * @param value the value; what does not fit is an {@link ArithmeticException}
 * @param code the same as straight-line code, in which what does not fit wraps
 * @param overflow whether the value of two operands does not fit; empty where it always does, and
 *     where there is one operand, of which an interval fits
 */
public record IntegerFunction(Value value, Expansion code, Optional<Expansion> overflow) {

  /** The value for up to three operands; operands that an operation has not are ignored. */
  @FunctionalInterface
  public interface Value {

    /** The value. */
    long apply(long x, long y, long z);
  }

  /**
   * The value for up to three operands.
   *
   * @throws ArithmeticException if it does not fit
   */
  public long apply(long x, long y, long z) {
    return value.apply(x, y, z);
  }
}

package dev.jacobi.core.op;

import dev.jacobi.core.primitive.Expansion;
import java.util.Optional;

/** The value of an element-wise operation on 64-bit integers; operands it has not are ignored. */
@FunctionalInterface
public interface IntegerFunction {

  /** The value for up to three operands. */
  long apply(long x, long y, long z);

  /** The same as straight-line code; empty where a value may not fit, which code cannot say. */
  default Optional<Expansion> code() {
    return Optional.empty();
  }

  /** A function that always has a value, with its code. */
  static IntegerFunction of(IntegerFunction value, Expansion code) {
    return new IntegerFunction() {
      @Override
      public long apply(long x, long y, long z) {
        return value.apply(x, y, z);
      }

      @Override
      public Optional<Expansion> code() {
        return Optional.of(code);
      }
    };
  }
}

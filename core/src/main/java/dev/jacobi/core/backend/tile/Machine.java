package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.primitive.Body;
import java.util.function.IntConsumer;

/** What runs the parts of a program; safe to share between threads. */
public interface Machine {

  /** A body made ready to run. */
  Code code(Body body);

  /**
   * Computes a matrix product.
   *
   * @param accumulate whether sums go on from what the result holds, instead of from 0
   * @param left the array of the buffer with A
   * @param right the array of the buffer with B
   * @param result the array of the buffer with C
   */
  void multiply(Product product, boolean accumulate, Object left, Object right, Object result);

  /** How many parts of a step may run at once. */
  int threads();

  /** Runs parts 0 to {@code parts − 1}, perhaps at once, and returns when all are done. */
  void run(int parts, IntConsumer part);

  /** What it is, in a few words. */
  String description();
}

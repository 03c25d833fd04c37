package dev.jacobi.symbolic;

import dev.jacobi.core.backend.VectorFunction;
import java.util.List;
import java.util.Objects;

/**
 * The value and gradient of a formula as a function of plain numbers: the elements of the named
 * inputs, one after the other, each in row-major order; the gradient has the same layout. Safe to
 * share between threads, as long as each brings its own arrays.
 */
public final class GradientFunction {

  private final List<String> inputs;
  private final VectorFunction function;

  GradientFunction(List<String> inputs, VectorFunction function) {
    this.inputs = List.copyOf(inputs);
    this.function = function;
  }

  /**
   * The value at a point.
   *
   * @param in the point
   * @param gradient where the partial derivatives go; another array of the same length
   * @throws dev.jacobi.core.type.DiagnosticException {@code function/length}, {@code
   *     function/array}
   */
  public double at(double[] in, double[] gradient) {
    return function.head(in, Objects.requireNonNull(gradient, "gradient"));
  }

  /** The names of the inputs, in the order of their numbers. */
  public List<String> inputs() {
    return inputs;
  }

  /** How many numbers a point has. */
  public int size() {
    return function.inputs();
  }

  /** How it is computed, for a person to read. */
  public String description() {
    return function.description();
  }

  @Override
  public String toString() {
    return "value and gradient by " + String.join(", ", inputs) + ": " + description();
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reduction at a point where its derivative is a convention: ties, NaN, a norm of 0. PyTorch's
 * {@code max(x)} shares among equals, its {@code max(x, axis)} picks the first.
 *
 * @param gradient the derivative of the sum of the results
 */
record ExtremumCase(Reduction reduction, List<Integer> axes, Tensor x, Tensor gradient) {

  private static final double NAN = Double.NaN;
  private static final double THIRD = 1 / 3.0;

  /** The reduction as a program. */
  TensorCase program() {
    Op op = new Op.Reduce(reduction, axes, false);
    String name = reduction.text() + " of " + x + " over " + axes;
    return new TensorCase(name, List.of(x), (a, in) -> a.apply(op, in));
  }

  private static ExtremumCase vector(Reduction reduction, Tensor x, double... gradient) {
    return new ExtremumCase(reduction, List.of(0), x, Tensor.vector(gradient));
  }

  private static Tensor matrix(double... elements) {
    return Tensor.of(Shape.of(2, 3), elements);
  }

  /** All of them. */
  static Stream<ExtremumCase> all() {
    return Stream.concat(picked(), shared());
  }

  /** Ties of more elements in one row than in another, so that the rows cannot be mixed up. */
  private static Stream<ExtremumCase> shared() {
    return Stream.of(
        shared(Reduction.AMAX, 0, square(1, 2, 1, 0), square(0.5, 1, 0.5, 0)),
        shared(Reduction.AMIN, 0, square(1, 2, 1, 0), square(0.5, 0, 0.5, 1)),
        shared(Reduction.AMAX, 1, square(1, 1, 2, 0), square(0.5, 0.5, 1, 0)),
        shared(Reduction.AMIN, 1, square(1, 1, 2, 0), square(0.5, 0.5, 0, 1)),
        shared(Reduction.AMAX, 1, cube(1, 2, 1, 0, 2, 2, 0, 0), cube(0.5, 1, 0.5, 0, 1, 1, 0, 0)),
        shared(Reduction.AMIN, 1, cube(1, 2, 1, 0, 2, 2, 0, 0), cube(0.5, 0, 0.5, 1, 0, 0, 1, 1)));
  }

  private static ExtremumCase shared(Reduction reduction, int axis, Tensor x, Tensor gradient) {
    return new ExtremumCase(reduction, List.of(axis), x, gradient);
  }

  private static Tensor square(double... elements) {
    return Tensor.of(Shape.of(2, 2), elements);
  }

  private static Tensor cube(double... elements) {
    return Tensor.of(Shape.of(2, 2, 2), elements);
  }

  private static Stream<ExtremumCase> picked() {
    Tensor ties = Tensor.vector(1.0, 3, 3, 2, 3);
    Tensor missing = Tensor.vector(1.0, NAN, 3);
    Tensor twice = Tensor.vector(NAN, 1, NAN);
    Tensor zeros = Tensor.vector(0.0, -0.0);
    Tensor zeroRow = matrix(0, 0, 0, 3, 0, -4);
    Tensor rows = matrix(1, 2, 2, 5, 5, -1);
    return Stream.of(
        vector(Reduction.AMAX, ties, 0, THIRD, THIRD, 0, THIRD),
        vector(Reduction.MAX, ties, 0, 1, 0, 0, 0),
        vector(Reduction.AMIN, ties, 1, 0, 0, 0, 0),
        vector(Reduction.MIN, Tensor.vector(2.0, 1, 1), 0, 1, 0),
        vector(Reduction.AMIN, Tensor.vector(2.0, 1, 1), 0, 0.5, 0.5),
        vector(Reduction.AMAX, missing, 0, 1, 0),
        vector(Reduction.MAX, missing, 0, 1, 0),
        vector(Reduction.AMIN, missing, 0, 1, 0),
        vector(Reduction.MIN, missing, 0, 1, 0),
        vector(Reduction.AMAX, twice, 0.5, 0, 0.5),
        vector(Reduction.MAX, twice, 1, 0, 0),
        vector(Reduction.MIN, twice, 1, 0, 0),
        vector(Reduction.AMAX, zeros, 0.5, 0.5),
        vector(Reduction.MAX, zeros, 1, 0),
        vector(Reduction.MIN, zeros, 1, 0),
        vector(Reduction.MAX, Tensor.vector(Double.NEGATIVE_INFINITY), 1),
        new ExtremumCase(Reduction.MAX, List.of(1), rows, matrix(0, 1, 0, 1, 0, 0)),
        new ExtremumCase(Reduction.AMAX, List.of(1), rows, matrix(0, 0.5, 0.5, 0.5, 0.5, 0)),
        new ExtremumCase(Reduction.MIN, List.of(0), rows, matrix(1, 1, 0, 0, 0, 1)),
        new ExtremumCase(Reduction.AMAX, List.of(0, 1), rows, matrix(0, 0, 0, 0.5, 0.5, 0)),
        new ExtremumCase(Reduction.MAX, List.of(0, 1), rows, matrix(0, 0, 0, 1, 0, 0)),
        new ExtremumCase(Reduction.MIN, List.of(0, 1), rows, matrix(0, 0, 0, 0, 0, 1)),
        new ExtremumCase(Reduction.NORM, List.of(1), zeroRow, matrix(0, 0, 0, 0.6, 0, -0.8)));
  }
}

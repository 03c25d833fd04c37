package dev.jacobi.benchmarks;

import dev.jacobi.symbolic.Formula;
import java.util.List;

/** A function of scalars with its gradient. */
@FunctionalInterface
public interface ScalarFunction {

  /**
   * The value at a point.
   *
   * @param gradient where the partial derivatives are written
   */
  double at(double[] x, double[] gradient);

  /** A program of scalar inputs, as Jacobi runs it; partial derivatives by the names in order. */
  static ScalarFunction of(String program, List<String> names) {
    return Formula.parse(program).valueAndGradient(names.toArray(String[]::new))::at;
  }
}

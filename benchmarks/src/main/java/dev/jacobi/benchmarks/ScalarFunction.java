package dev.jacobi.benchmarks;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.ValueAndGradient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Formula.Compiled compiled = Formula.parse(program).compile(names.toArray(String[]::new));
    return (x, gradient) -> {
      Map<String, Tensor> point = new LinkedHashMap<>();
      for (int i = 0; i < x.length; i++) {
        point.put(names.get(i), Tensor.scalar(x[i]));
      }
      ValueAndGradient found = compiled.at(point);
      for (int i = 0; i < x.length; i++) {
        gradient[i] = found.by(names.get(i)).item();
      }
      return found.value().item();
    };
  }
}

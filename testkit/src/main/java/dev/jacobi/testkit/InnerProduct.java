package dev.jacobi.testkit;

import dev.jacobi.core.type.Tensor;
import java.util.List;

/**
 * The inner product of two tensors, or of two lists of tensors, with the sum of the absolute values
 * of its terms, which says how much rounding it may have suffered.
 *
 * @param value Σ xᵢyᵢ
 * @param absolute Σ |xᵢyᵢ|
 */
record InnerProduct(double value, double absolute) {

  static InnerProduct of(Tensor x, Tensor y) {
    double sum = 0;
    double absolute = 0;
    for (int i = 0; i < x.size(); i++) {
      double term = x.getDouble(i) * y.getDouble(i);
      sum += term;
      absolute += Math.abs(term);
    }
    return new InnerProduct(sum, absolute);
  }

  static InnerProduct of(List<Tensor> x, List<Tensor> y) {
    double sum = 0;
    double absolute = 0;
    for (int i = 0; i < x.size(); i++) {
      InnerProduct part = of(x.get(i), y.get(i));
      sum += part.value;
      absolute += part.absolute;
    }
    return new InnerProduct(sum, absolute);
  }
}

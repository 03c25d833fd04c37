package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** How guards pass products: both modes of differentiation use it. */
final class Contractions {

  private Contractions() {}

  /**
   * A factor of a product, with zeros where it meets only what a guard keeps out: what is infinite
   * or NaN there meets a zero, and must not make NaN of it.
   *
   * @param d the guarded other factor, with its type and its letters
   * @param others the letters of the factor
   */
  static <T> T reached(
      TensorAlgebra<T> a, Guarded<T> d, TensorType type, String letters, T factor, String others) {
    return d.truth(a, type)
        .map(truth -> reach(a, truth, letters, others, a.shape(factor)))
        .map(reached -> a.where(reached, factor, a.constant(0, type.dtype())))
        .orElse(factor);
  }

  /** Which elements share their indices with some element where the truth holds. */
  static <T> T reach(TensorAlgebra<T> a, T truth, String letters, String own, Shape shape) {
    List<Integer> dropped = new ArrayList<>();
    StringBuilder left = new StringBuilder();
    for (int axis = 0; axis < letters.length(); axis++) {
      if (own.indexOf(letters.charAt(axis)) < 0) {
        dropped.add(axis);
      } else {
        left.append(letters.charAt(axis));
      }
    }
    T kept = a.reduce(Reduction.ANY, truth, dropped, false);
    List<Integer> order = new ArrayList<>();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < own.length(); axis++) {
      int place = left.indexOf(own.substring(axis, axis + 1));
      dims.add(place < 0 ? Dim.ONE : shape.dim(axis));
      if (place >= 0) {
        order.add(place);
      }
    }
    return a.broadcast(a.reshape(a.permute(kept, order), Shape.of(dims)), shape);
  }
}

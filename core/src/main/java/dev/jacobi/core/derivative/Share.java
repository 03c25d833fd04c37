package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a value has got as its adjoint: for all of its elements, or for those of a slice, beside
 * which the others have got nothing.
 *
 * @param adjoint of the type of the value, or of the slice
 * @param part the slice; empty for all elements
 */
record Share<T>(Guarded<T> adjoint, Optional<Op.Slice> part) {

  /** Of all elements. */
  static <T> Share<T> of(Guarded<T> adjoint) {
    return new Share<>(adjoint, Optional.empty());
  }

  /** The adjoint of the whole value, which has the given type. */
  Guarded<T> whole(TensorAlgebra<T> a, TensorType type) {
    if (part.isEmpty() || adjoint.isZero()) {
      return adjoint;
    }
    Op embed = new Op.Embed(type.shape(), part.get().ranges());
    UnaryOperator<T> placed = value -> a.apply(embed, List.of(value));
    return adjoint.addUp(a, typeOf(type), placed, placed);
  }

  /** The sum of two shares of a value of the given type. */
  Share<T> plus(TensorAlgebra<T> a, Share<T> other, TensorType type) {
    return part.equals(other.part)
        ? new Share<>(adjoint.plus(a, other.adjoint, typeOf(type)), part)
        : of(whole(a, type).plus(a, other.whole(a, type), type));
  }

  private TensorType typeOf(TensorType type) {
    return part.isPresent() ? part.get().infer(List.of(type)) : type;
  }
}

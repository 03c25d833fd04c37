package dev.jacobi.core.graph;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All that tensor functions and derivative rules are written with: operations applied to values of
 * some carrier. Carriers are nodes of a {@link Graph}, tensors computed at once, and variables of a
 * tape; a function written over this interface serves them all.
 *
 * @param <T> the carrier
 */
public interface TensorAlgebra<T> {

  /** The type of a value. */
  TensorType type(T x);

  /** The value of an operation; a type that does not fit is a diagnostic. */
  T apply(Op op, List<T> operands);

  /** The exact value of a scalar that is known to be a rational constant. */
  Optional<Rational> literal(T x);

  /** The truth values that numbers are known to be made of by a cast. */
  default Optional<T> truth(T x) {
    return Optional.empty();
  }

  /** The shape of a value. */
  default Shape shape(T x) {
    return type(x).shape();
  }

  /** An exact scalar constant. */
  default T constant(Scalar value, DType dtype) {
    return apply(new Op.Constant(value, dtype), List.of());
  }

  /** An integer as a scalar of the given element type. */
  default T constant(long value, DType dtype) {
    return constant(Rational.of(value), dtype);
  }

  /** A double as a scalar constant; infinities, NaN and −0 too. */
  default T constant(double value, DType dtype) {
    Optional<Rational> exact = Rational.of(value);
    if (exact.isPresent()) {
      return constant(exact.get(), dtype);
    }
    if (Double.isNaN(value)) {
      return constant(NamedConstant.NAN, dtype);
    }
    T size = value == 0 ? constant(0, dtype) : constant(NamedConstant.INFINITY, dtype);
    return value > 0 ? size : negate(size);
  }

  /** A tensor constant. */
  default T data(Tensor value) {
    return apply(new Op.Data(value), List.of());
  }

  /** A constant of a whole shape. */
  default T full(long value, TensorType type) {
    return broadcast(constant(value, type.dtype()), type.shape());
  }

  /** A function of one operand. */
  default T map(ScalarOp op, T x) {
    return apply(Op.Map.of(op), List.of(x));
  }

  /** A function of two operands of one element type. */
  default T map(ScalarOp op, T x, T y) {
    return apply(Op.Map.of(op), List.of(x, y));
  }

  /** {@code x} where the condition holds, else {@code y}. */
  default T where(T condition, T x, T y) {
    return apply(Op.Map.of(ScalarOp.WHERE), List.of(condition, x, y));
  }

  /** The sum, with broadcasting. */
  default T plus(T x, T y) {
    return map(ScalarOp.ADD, x, y);
  }

  /** The difference, with broadcasting. */
  default T minus(T x, T y) {
    return map(ScalarOp.SUB, x, y);
  }

  /** The product element by element, with broadcasting. */
  default T times(T x, T y) {
    return map(ScalarOp.MUL, x, y);
  }

  /** The quotient element by element, with broadcasting. */
  default T div(T x, T y) {
    return map(ScalarOp.DIV, x, y);
  }

  /** The negative. */
  default T negate(T x) {
    return map(ScalarOp.NEG, x);
  }

  /**
   * The value with another element type; itself when it has that already. Numbers made of truth
   * values are converted from those.
   */
  default T cast(T x, DType dtype) {
    if (type(x).dtype() == dtype) {
      return x;
    }
    T from = truth(x).orElse(x);
    return type(from).dtype() == dtype ? from : apply(new Op.Cast(dtype), List.of(from));
  }

  /** A reduction; no axes leaves the value as it is. */
  default T reduce(Reduction reduction, T x, Collection<Integer> axes, boolean keepDims) {
    List<Integer> ascending = ascending(axes);
    boolean changes = reduction == Reduction.LOGSUMEXP || reduction == Reduction.NORM;
    return ascending.isEmpty() && !changes
        ? x
        : apply(new Op.Reduce(reduction, ascending, keepDims), List.of(x));
  }

  private static List<Integer> ascending(Collection<Integer> axes) {
    int last = -1;
    for (int axis : axes) {
      if (axis <= last) {
        return List.copyOf(new TreeSet<>(axes));
      }
      last = axis;
    }
    return List.copyOf(axes);
  }

  /** The sum of all elements. */
  default T sum(T x) {
    return reduce(Reduction.SUM, x, allAxes(x), false);
  }

  /** Every axis of a value. */
  default List<Integer> allAxes(T x) {
    int rank = shape(x).rank();
    List<Integer> axes = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      axes.add(axis);
    }
    return axes;
  }

  /** Repetition to a shape; the value itself when it has that shape. */
  default T broadcast(T x, Shape shape) {
    return shape(x).equals(shape) ? x : apply(new Op.Broadcast(shape), List.of(x));
  }

  /** The same elements under another shape; the value itself when it has that shape. */
  default T reshape(T x, Shape shape) {
    return shape(x).equals(shape) ? x : apply(new Op.Reshape(shape), List.of(x));
  }

  /** A permutation of axes; the value itself when nothing moves. */
  default T permute(T x, List<Integer> axes) {
    return axes.equals(allAxes(x)) ? x : apply(new Op.Permute(axes), List.of(x));
  }

  /** The transpose of the last two axes; a vector or scalar is its own. */
  default T transpose(T x) {
    int rank = shape(x).rank();
    if (rank < 2) {
      return x;
    }
    List<Integer> axes = new ArrayList<>(allAxes(x));
    axes.set(rank - 2, rank - 1);
    axes.set(rank - 1, rank - 2);
    return permute(x, axes);
  }

  /** A sum of products; see {@link Op.Contract}. */
  default T contract(T x, T y, String left, String right, String result) {
    return apply(new Op.Contract(left, right, result), List.of(x, y));
  }

  /** The adjoint of broadcasting: the sum over the axes along which a shape was repeated. */
  default T sumTo(T x, Shape target) {
    List<Integer> axes = shape(x).repeatedAxes(target);
    return reshape(reduce(Reduction.SUM, x, axes, false), target);
  }

  /** The number of elements along the axes, as a scalar. */
  default T count(T x, Collection<Integer> axes, DType dtype) {
    Rational known = Rational.ONE;
    T result = constant(known, dtype);
    boolean named = false;
    for (int axis : axes) {
      Dim dim = shape(x).dim(axis);
      if (dim instanceof Dim.Fixed fixed) {
        known = known.times(Rational.of(fixed.size()));
      } else {
        T size = apply(new Op.SizeOf(dim, dtype), List.of());
        result = named ? times(result, size) : size;
        named = true;
      }
    }
    if (!named) {
      return constant(known, dtype);
    }
    return known.equals(Rational.ONE) ? result : times(constant(known, dtype), result);
  }

  /** The scalar operations that derivative rules use, with constants of the given element type. */
  default Algebra<T> scalars(DType dtype) {
    TensorAlgebra<T> tensors = this;
    return new Algebra<>() {
      @Override
      public T integer(long value) {
        return tensors.constant(value, dtype);
      }

      @Override
      public T constant(NamedConstant value) {
        return tensors.constant(value, dtype);
      }

      @Override
      public T apply(ScalarOp op, List<T> operands) {
        return tensors.apply(Op.Map.of(op), operands);
      }

      @Override
      public Optional<Rational> literal(T x) {
        return tensors.literal(x);
      }
    };
  }
}

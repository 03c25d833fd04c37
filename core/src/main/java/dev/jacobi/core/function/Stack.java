package dev.jacobi.core.function;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one tensor of nested lists: a constant if all elements are numbers, else a stack. */
final class Stack<T> {

  private final Arithmetic<T> arithmetic;
  private final TensorAlgebra<T> tensors;
  private final DType dtype;

  Stack(Arithmetic<T> arithmetic, DType dtype) {
    this.arithmetic = arithmetic;
    this.tensors = arithmetic.tensors();
    this.dtype = dtype;
  }

  T tensor(Value.Items<T> list) {
    List<Value<T>> leaves = new ArrayList<>();
    return shape(list, leaves)
        .flatMap(shape -> constant(shape, leaves))
        .orElseGet(() -> joined(list));
  }

  /** The shape of a list of lists of scalars; collects the scalars. Empty if it is ragged. */
  private Optional<Shape> shape(Value<T> value, List<Value<T>> leaves) {
    if (!(value instanceof Value.Items<T> list)) {
      leaves.add(value);
      return Optional.of(Shape.SCALAR);
    }
    Optional<Shape> inner = Optional.empty();
    for (Value<T> item : list.items()) {
      Optional<Shape> own = shape(item, leaves);
      if (own.isEmpty() || (inner.isPresent() && !inner.equals(own))) {
        return Optional.empty();
      }
      inner = own;
    }
    return Optional.of(inner.orElse(Shape.SCALAR).insert(0, Dim.of(list.items().size())));
  }

  private Optional<T> constant(Shape shape, List<Value<T>> leaves) {
    double[] floats = new double[leaves.size()];
    long[] integers = new long[leaves.size()];
    for (int i = 0; i < floats.length; i++) {
      Value<T> leaf = leaves.get(i);
      if (leaf instanceof Value.Numeral<T> number && constant(number.weak()).isPresent()) {
        floats[i] = constant(number.weak()).get();
        integers[i] = number.weak().integer().orElse(0L);
      } else if (leaf instanceof Value.Truth<T> truth) {
        integers[i] = truth.value() ? 1 : 0;
        floats[i] = integers[i];
      } else {
        return Optional.empty();
      }
    }
    Tensor wide = dtype.isFloat() ? Tensor.of(shape, floats) : Tensor.integers(shape, integers);
    return Optional.of(tensors.data(wide.cast(dtype)));
  }

  /**
   * The value of a constant, or of its negative: −0 and −inf are not exact numbers of their own.
   */
  private Optional<Double> constant(Weak weak) {
    if (weak instanceof Weak.Exact exact) {
      Scalar value = exact.value();
      exact.rational().ifPresent(number -> Narrowing.require(number.toDouble(), dtype));
      return Optional.of(dtype == DType.F32 ? (double) value.toFloat() : value.toDouble());
    }
    return weak instanceof Weak.Applied applied && applied.op() == ScalarOp.NEG
        ? constant(applied.operands().get(0)).map(size -> -size)
        : Optional.empty();
  }

  private T joined(Value.Items<T> list) {
    List<T> rows = new ArrayList<>();
    for (Value<T> item : list.items()) {
      T row = arithmetic.convert(item, dtype);
      Shape first =
          rows.isEmpty()
              ? tensors.shape(row)
              : tensors.shape(rows.get(0)).reduce(List.of(0), false);
      if (!first.equals(tensors.shape(row))) {
        throw Diagnostic.error(
                "shape/ragged",
                "the items of a list have shapes " + first + " and " + tensors.shape(row),
                "give all items one shape")
            .exception();
      }
      rows.add(tensors.reshape(row, first.insert(0, Dim.ONE)));
    }
    return rows.size() == 1 ? rows.get(0) : tensors.apply(new Op.Concat(0), rows);
  }
}

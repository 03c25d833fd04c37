package dev.jacobi.symbolic;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** A matrix of derivatives, put together by rows or columns; both sides keep their own shapes. */
final class Assembly {

  private final TensorType type;
  private final double[] elements;
  private final int columns;

  /** The derivatives of a value by another, of that other's element type. */
  Assembly(Shape rows, TensorType columns) {
    List<Dim> dims = new ArrayList<>(rows.dims());
    dims.addAll(columns.shape().dims());
    this.type = new TensorType(columns.dtype(), Shape.of(dims));
    this.elements = new double[type.shape().elements()];
    this.columns = columns.shape().elements();
  }

  void row(int row, Tensor values) {
    for (int column = 0; column < columns; column++) {
      elements[row * columns + column] = values.getDouble(column);
    }
  }

  void column(int column, Tensor values) {
    for (int row = 0; row < values.size(); row++) {
      elements[row * columns + column] = values.getDouble(row);
    }
  }

  void element(int row, int column, double value) {
    elements[row * columns + column] = value;
  }

  Tensor tensor() {
    return Tensor.wrap(type.shape(), elements).cast(type.dtype());
  }

  /** Zeros but for a one at a row-major position. */
  static Tensor unit(TensorType type, int position) {
    double[] elements = new double[type.shape().elements()];
    elements[position] = 1;
    Tensor unit = Tensor.wrap(type.shape(), elements);
    return type.dtype() == DType.F64 ? unit : unit.cast(type.dtype());
  }

  /** False but for one row-major position. */
  static Tensor single(Shape shape, int position) {
    boolean[] elements = new boolean[shape.elements()];
    elements[position] = true;
    return Tensor.of(shape, elements);
  }
}

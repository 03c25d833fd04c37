package dev.jacobi.core.definition;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;

/**
 * The rows that a reduction works on: for each position of the kept axes, the elements along the
 * reduced axes in row-major order, as doubles, or as longs when the tensor is of integers. Before
 * the first call of {@link #next} there is no row.
 */
final class Rows {

  private static final double[] NO_DOUBLES = {};
  private static final long[] NO_LONGS = {};

  private final Tensor tensor;
  private final int count;
  private final int length;
  private final Cursor outer;
  private final Cursor inner;
  private final boolean direct;
  private double[] doubles = NO_DOUBLES;
  private long[] longs = NO_LONGS;
  private int offset;
  private int origin;

  /** Of a tensor along axes, which ascend. */
  Rows(Tensor tensor, List<Integer> axes) {
    this.tensor = tensor;
    Shape shape = tensor.shape();
    int elements = 1;
    for (int axis : axes) {
      elements *= shape.size(axis);
    }
    int rows = 1;
    for (int axis = 0; axis < shape.rank(); axis++) {
      rows *= axes.contains(axis) ? 1 : shape.size(axis);
    }
    count = rows;
    length = elements;
    boolean behindEachOther = axes.isEmpty() || axes.get(0) == shape.rank() - axes.size();
    outer = behindEachOther ? Cursor.even(count, length) : over(shape, axes, false);
    inner = behindEachOther ? Cursor.even(length, 1) : over(shape, axes, true);
    boolean integers = tensor.dtype() == DType.I64;
    direct = inner.isDense() && (integers || tensor.dtype() == DType.F64);
    if (integers) {
      longs = direct ? tensor.longs() : new long[length];
    } else {
      doubles = direct ? tensor.doubles() : new double[length];
    }
  }

  /** Over the given axes of a shape, or over the others. */
  private static Cursor over(Shape shape, List<Integer> axes, boolean given) {
    int[] sizes = new int[given ? axes.size() : shape.rank() - axes.size()];
    int[] strides = new int[sizes.length];
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axes.contains(axis) == given) {
        sizes[next] = shape.size(axis);
        strides[next++] = shape.stride(axis);
      }
    }
    return Cursor.of(sizes, strides, 0);
  }

  /** How many rows there are. */
  int count() {
    return count;
  }

  /** How many elements a row has. */
  int length() {
    return length;
  }

  /** Goes to the next row. */
  void next() {
    origin = outer.offset();
    outer.advance(1);
    if (direct) {
      offset = origin;
    } else if (length > 0) {
      inner.restart(origin);
      if (tensor.dtype() == DType.I64) {
        Elements.read(tensor, inner, longs, length);
      } else {
        Elements.read(tensor, inner, doubles, length);
      }
    }
  }

  /** The array with the row of floats or truth values. */
  double[] doubles() {
    return doubles;
  }

  /** The array with the row of integers. */
  long[] longs() {
    return longs;
  }

  /** Where in the array the row begins. */
  int offset() {
    return offset;
  }

  /** Puts values where the present row came from, in an array with the layout of the tensor. */
  void put(double[] values, double[] target) {
    if (length > 0) {
      inner.restart(origin);
      Elements.scatter(DType.F64, values, target, inner, length);
    }
  }
}

package dev.jacobi.core.definition;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.Collection;

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

  Rows(Tensor tensor, Collection<Integer> axes) {
    this.tensor = tensor;
    int[] sizes = tensor.shape().sizes();
    int[] strides = tensor.shape().strides();
    int reduced = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      reduced += axes.contains(axis) ? 1 : 0;
    }
    int[][] kept = new int[2][sizes.length - reduced];
    int[][] summed = new int[2][reduced];
    int rows = 1;
    int elements = 1;
    int k = 0;
    int s = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (axes.contains(axis)) {
        elements *= sizes[axis];
        summed[0][s] = sizes[axis];
        summed[1][s++] = strides[axis];
      } else {
        rows *= sizes[axis];
        kept[0][k] = sizes[axis];
        kept[1][k++] = strides[axis];
      }
    }
    count = rows;
    length = elements;
    outer = Cursor.of(kept[0], kept[1], 0);
    inner = Cursor.of(summed[0], summed[1], 0);
    boolean integers = tensor.dtype() == DType.I64;
    direct = inner.isDense() && (integers || tensor.dtype() == DType.F64);
    if (integers) {
      longs = direct ? tensor.longs() : new long[length];
    } else {
      doubles = direct ? tensor.doubles() : new double[length];
    }
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

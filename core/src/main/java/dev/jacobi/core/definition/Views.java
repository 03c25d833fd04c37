package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/** Operations that only move elements. */
final class Views {

  private Views() {}

  static Tensor broadcast(Tensor x, Shape shape) {
    TensorType type = x.type().withShape(shape);
    if (shape.elements() == 0) {
      return Tensor.zeros(type);
    }
    return isTail(x.shape(), shape)
        ? Tensor.wrap(type, repeated(x, shape.elements()))
        : gathered(x, type, Cursor.broadcast(x.shape(), shape));
  }

  /** Whether a shape is repeated as a whole, one copy behind the other. */
  private static boolean isTail(Shape from, Shape to) {
    boolean same = true;
    for (int axis = 0; axis < from.rank() && same; axis++) {
      same = from.size(axis) == to.size(axis + to.rank() - from.rank());
    }
    return same || from.isOneElement();
  }

  private static Object repeated(Tensor x, int count) {
    Object result = x.dtype().array(count);
    int filled = x.size();
    System.arraycopy(x.array(), 0, result, 0, filled);
    while (filled < count) {
      int more = Math.min(filled, count - filled);
      System.arraycopy(result, 0, result, filled, more);
      filled += more;
    }
    return result;
  }

  private static Tensor gathered(Tensor x, TensorType type, Cursor cursor) {
    int count = type.shape().elements();
    return Tensor.wrap(type, Elements.gather(x.dtype(), x.array(), cursor, count));
  }

  static Tensor permute(Tensor x, List<Integer> axes) {
    int[] sizes = x.shape().sizes();
    int[] strides = x.shape().strides();
    int[] toSizes = new int[sizes.length];
    int[] toStrides = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      int from = x.shape().axis(axes.get(axis));
      toSizes[axis] = sizes[from];
      toStrides[axis] = strides[from];
    }
    Shape shape = Shape.of(axes.stream().map(axis -> x.shape().dim(x.shape().axis(axis))).toList());
    Cursor cursor = Cursor.of(toSizes, toStrides, 0);
    return x.size() == 0 || cursor.isDense()
        ? x.reshape(shape)
        : gathered(x, x.type().withShape(shape), cursor);
  }

  static Tensor slice(Tensor x, List<Op.Range> ranges, TensorType type) {
    if (type.shape().elements() == 0) {
      return Tensor.zeros(type);
    }
    return gathered(x, type, cursor(x.shape(), ranges));
  }

  static Tensor embed(Tensor x, List<Op.Range> ranges, TensorType type) {
    Object result = type.dtype().array(type.shape().elements());
    if (x.size() > 0) {
      Cursor places = cursor(type.shape(), ranges);
      Elements.scatter(type.dtype(), x.array(), result, places, x.size());
    }
    return Tensor.wrap(type, result);
  }

  /** Over the part of a dense array of a shape that the ranges pick. */
  private static Cursor cursor(Shape shape, List<Op.Range> ranges) {
    int[] strides = shape.strides();
    int[] sizes = new int[strides.length];
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      Op.Range range = ranges.get(axis);
      sizes[axis] = (int) range.count().size();
      offset += (int) range.start() * strides[axis];
      strides[axis] = sizes[axis] == 1 ? 0 : strides[axis] * (int) range.step();
    }
    return Cursor.of(sizes, strides, offset);
  }

  static Tensor concat(List<Tensor> operands, int axis, TensorType type) {
    int size = type.shape().elements();
    Object result = type.dtype().array(size);
    int[] sizes = type.shape().sizes();
    int outer = 1;
    for (int i = 0; i < axis; i++) {
      outer *= sizes[i];
    }
    int row = size / Math.max(outer, 1);
    int start = 0;
    for (Tensor operand : operands) {
      int block = operand.size() / Math.max(outer, 1);
      for (int i = 0; i < outer && block > 0; i++) {
        System.arraycopy(operand.array(), i * block, result, i * row + start, block);
      }
      start += block;
    }
    return Tensor.wrap(type, result);
  }
}

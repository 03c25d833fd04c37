package dev.jacobi.core.definition;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stretch of consecutive elements of an operand, as doubles, in the order of the result that the
 * operand broadcasts to. Moves forward only, without gaps.
 */
final class Window {

  /** The most elements that a window shows at once. */
  static final int WIDTH = 512;

  private enum Source {
    DENSE,
    REPEATED,
    COPIED
  }

  private final Tensor tensor;

  /** Where the elements that are copied come from. */
  private final Optional<Cursor> cursor;

  private final Source source;
  private final double[] elements;
  private int offset;

  private Window(Tensor tensor, Optional<Cursor> cursor, Source source, double[] elements) {
    this.tensor = tensor;
    this.cursor = cursor;
    this.source = source;
    this.elements = elements;
  }

  /** Over a tensor of floats or truth values with at least one element. */
  static Window of(Tensor tensor, Shape result) {
    if (tensor.size() == 1) {
      double[] elements = new double[Math.min(WIDTH, result.elements())];
      Arrays.fill(elements, tensor.getDouble(0));
      return new Window(tensor, Optional.empty(), Source.REPEATED, elements);
    }
    boolean doubles = tensor.dtype() == DType.F64;
    if (doubles && tensor.shape().equals(result)) {
      return new Window(tensor, Optional.empty(), Source.DENSE, tensor.doubles());
    }
    Cursor cursor = Cursor.broadcast(tensor.shape(), result);
    if (doubles && cursor.isDense()) {
      return new Window(tensor, Optional.empty(), Source.DENSE, tensor.doubles());
    }
    double[] elements = new double[Math.min(WIDTH, result.elements())];
    return new Window(tensor, Optional.of(cursor), Source.COPIED, elements);
  }

  /** Shows the elements from {@code start}, which is where the last stretch ended. */
  void move(int start, int count) {
    switch (source) {
      case DENSE -> offset = start;
      case COPIED -> Elements.read(tensor, cursor.orElseThrow(), elements, count);
      case REPEATED -> {}
    }
  }

  /** The array that holds the elements shown. */
  double[] elements() {
    return elements;
  }

  /** Where in the array they begin. */
  int offset() {
    return offset;
  }
}

package dev.jacobi.cli;

import dev.jacobi.core.type.Tensor;
import tools.jackson.core.io.NumberOutput;

/** Numbers and tensors as the language reads them, with as many digits as give the same bits. */
final class Numbers {

  private Numbers() {}

  /** A double: the shortest text that reads as the same, on every JDK. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value)
        ? (value > 0 ? "inf" : "-inf")
        : NumberOutput.toString(value, true);
  }

  /** A float, likewise. */
  static String text(float value) {
    return Float.isFinite(value) ? NumberOutput.toString(value, true) : text((double) value);
  }

  /** A tensor as nested lists, whole. */
  static String text(Tensor tensor) {
    int[] sizes = tensor.shape().sizes();
    if (tensor.size() == 0) {
      return "zeros(" + tensor.shape() + ")";
    }
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < tensor.size(); index++) {
      int closed = boundaries(sizes, index);
      if (index > 0) {
        text.append("]".repeat(closed)).append(", ");
      }
      text.append("[".repeat(index == 0 ? sizes.length : closed));
      text.append(element(tensor, index));
    }
    return text.append("]".repeat(sizes.length)).toString();
  }

  /** How many lists end before the row-major position. */
  private static int boundaries(int[] sizes, int index) {
    int count = 0;
    int extent = 1;
    for (int axis = sizes.length - 1; axis > 0; axis--) {
      extent *= sizes[axis];
      if (index % extent != 0) {
        break;
      }
      count++;
    }
    return count;
  }

  private static String element(Tensor tensor, int index) {
    return switch (tensor.dtype()) {
      case F64 -> text(tensor.getDouble(index));
      case F32 -> text((float) tensor.getDouble(index));
      case I64 -> Long.toString(tensor.getLong(index));
      case BOOL -> Boolean.toString(tensor.getLong(index) != 0);
    };
  }
}

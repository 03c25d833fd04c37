package dev.jacobi.core.type;

/** The text of a tensor: nested lists of numbers, cut after some hundred elements. */
final class TensorText {

  private static final int MAX_ELEMENTS = 400;

  private TensorText() {}

  static String text(Tensor tensor) {
    int[] sizes = tensor.shape().sizes();
    if (sizes.length == 0) {
      return element(tensor, 0);
    }
    if (tensor.size() == 0) {
      return "[]" + (sizes.length > 1 ? " of shape " + tensor.shape() : "");
    }
    StringBuilder out = new StringBuilder();
    int shown = Math.min(tensor.size(), MAX_ELEMENTS);
    for (int index = 0; index < shown; index++) {
      int opened = boundaries(sizes, index);
      if (index > 0) {
        out.append("]".repeat(opened)).append(", ");
      }
      out.append("[".repeat(index == 0 ? sizes.length : opened)).append(element(tensor, index));
    }
    if (shown < tensor.size()) {
      out.append(", … ").append(tensor.size() - shown).append(" more");
    }
    return out.append("]".repeat(sizes.length)).toString();
  }

  /** How many lists begin at the row-major position, which is not the first. */
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
      case F64 -> Double.toString(tensor.getDouble(index));
      case F32 -> Float.toString((float) tensor.getDouble(index));
      case I64 -> Long.toString(tensor.getLong(index));
      case BOOL -> Boolean.toString(tensor.getLong(index) != 0);
    };
  }
}

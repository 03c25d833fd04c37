package dev.jacobi.symbolic.print;

import dev.jacobi.core.type.Tensor;

/** A tensor as nested lists of numbers. */
final class TensorLiteral {

  private TensorLiteral() {}

  /** The tensor, with all but the first elements elided when it has more than are to be shown. */
  static String text(Tensor tensor, Style style, int shown) {
    int[] sizes = tensor.shape().sizes();
    String list = sizes.length == 0 ? element(tensor, 0) : list(tensor, sizes, shown);
    if (style == Style.UNICODE) {
      list = list.replace("-", style.sign("-")).replace("e−", "e-");
    }
    if (tensor.size() == 0 && sizes.length > 1) {
      list = "reshape([], " + tensor.shape() + ")";
    }
    return list;
  }

  private static String list(Tensor tensor, int[] sizes, int shown) {
    StringBuilder out = new StringBuilder("[".repeat(sizes.length));
    int count = Math.min(tensor.size(), shown);
    for (int index = 0; index < count; index++) {
      if (index > 0) {
        int opened = boundaries(sizes, index);
        out.append("]".repeat(opened)).append(", ").append("[".repeat(opened));
      }
      out.append(element(tensor, index));
    }
    if (count < tensor.size()) {
      out.append(", … ").append(tensor.size() - count).append(" more");
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
      case F64 -> NumberText.text(tensor.getDouble(index));
      case F32 -> NumberText.text((float) tensor.getDouble(index));
      case I64 -> Long.toString(tensor.getLong(index));
      case BOOL -> Boolean.toString(tensor.getLong(index) != 0);
    };
  }
}

package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.lang.reflect.Array;

/** All elements of a tensor: its shape, then each element with how often it stands in a row. */
final class ConstantText {

  private ConstantText() {}

  static String of(Tensor tensor) {
    StringBuilder text = new StringBuilder(tensor.shape().toString());
    int size = tensor.size();
    for (int i = 0; i < size; ) {
      String element = element(tensor, i);
      int next = i + 1;
      while (next < size && element(tensor, next).equals(element)) {
        next++;
      }
      text.append(' ').append(element).append(next - i > 1 ? "*" + (next - i) : "");
      i = next;
    }
    return text.toString();
  }

  private static String element(Tensor tensor, int i) {
    return switch (tensor.dtype()) {
      case F64 -> Double.toString(tensor.doubles()[i]);
      case F32 -> Float.toString(tensor.floats()[i]);
      case I64 -> Long.toString(tensor.longs()[i]);
      case BOOL -> Boolean.toString(tensor.booleans()[i]);
    };
  }

  /** A tensor of an element type; its shape has a given number of elements. */
  static Tensor parse(Scanner scanner, DType dtype, int size) {
    int place = scanner.place();
    Shape shape = TypeText.shape(scanner);
    if (shape.elements() != size) {
      throw scanner.fault(
          place, "kernel/constant", shape + " has not " + size + " elements", "give another shape");
    }
    Object array = array(scanner, place, dtype, size);
    for (int filled = 0; filled < size; ) {
      int at = scanner.place();
      String element = scanner.number();
      int times = scanner.accepts("*") ? scanner.count() : 1;
      if (times < 1 || times > size - filled) {
        throw scanner.fault(
            at, "kernel/constant", "more elements than " + size, "leave the others out");
      }
      if (!put(array, dtype, element, filled)) {
        throw scanner.fault(
            at, "kernel/number", element + " is no element of type " + dtype, "give one that is");
      }
      for (int i = 1; i < times; i++) {
        System.arraycopy(array, filled, array, filled + i, 1);
      }
      filled += times;
    }
    return Tensor.wrap(new TensorType(dtype, shape), array);
  }

  private static Object array(Scanner scanner, int place, DType dtype, int size) {
    try {
      Memory.require(Memory.bytes(dtype) * size);
      return dtype.array(size);
    } catch (DiagnosticException | OutOfMemoryError large) {
      throw scanner.fault(
          place, "kernel/constant", "there is no memory for " + size + " elements", "give less");
    }
  }

  /** Puts an element into an array; whether it is one. */
  private static boolean put(Object array, DType dtype, String element, int at) {
    try {
      switch (dtype) {
        case F64 -> Array.setDouble(array, at, Double.parseDouble(element));
        case F32 -> Array.setFloat(array, at, Float.parseFloat(element));
        case I64 -> Array.setLong(array, at, Long.parseLong(element));
        case BOOL -> Array.setBoolean(array, at, element.equals("true"));
      }
      return dtype != DType.BOOL || element.equals("true") || element.equals("false");
    } catch (NumberFormatException none) {
      return false;
    }
  }
}

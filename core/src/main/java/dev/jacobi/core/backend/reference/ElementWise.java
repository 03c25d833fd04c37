package dev.jacobi.core.backend.reference;

import dev.jacobi.core.op.IntegerFunction;
import dev.jacobi.core.op.ScalarFunction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/**
 * Operations of the catalogue on whole tensors. Floats are computed in double precision and rounded
 * once to the element type; for the four basic operations and the square root that is the f32
 * result, since a double has more than twice the digits (Figueroa 1995). Integers are exact or a
 * diagnostic.
 */
final class ElementWise {

  private ElementWise() {}

  static Tensor apply(ScalarOp op, List<Tensor> operands, TensorType type) {
    DType dtype = operands.get(operands.size() - 1).dtype();
    return dtype == DType.I64 ? integers(op, operands, type) : floats(op, operands, type);
  }

  private static Tensor floats(ScalarOp op, List<Tensor> operands, TensorType type) {
    if (type.shape().rank() == 0) {
      return Elements.fromDoubles(type, new double[] {scalar(op, operands)});
    }
    int size = type.shape().elements();
    if (size <= Window.WIDTH) {
      double[] target = new double[size];
      double[] x = Window.whole(operands.get(0), type.shape());
      double[] y = operands.size() > 1 ? Window.whole(operands.get(1), type.shape()) : x;
      double[] z = operands.size() > 2 ? Window.whole(operands.get(2), type.shape()) : y;
      compute(op, x, 0, y, 0, z, 0, target, 0, size);
      return Elements.fromDoubles(type, target);
    }
    boolean direct = type.dtype() == DType.F64;
    Object result = Elements.zeros(type.dtype(), size);
    Window[] windows = new Window[operands.size()];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = Window.of(operands.get(i), type.shape());
    }
    double[] target = direct ? (double[]) result : new double[Window.WIDTH];
    for (int start = 0; start < size; start += Window.WIDTH) {
      int count = Math.min(Window.WIDTH, size - start);
      for (Window window : windows) {
        window.move(start, count);
      }
      Window first = windows[0];
      Window second = windows[windows.length > 1 ? 1 : 0];
      Window third = windows[windows.length - 1];
      compute(op, first, second, third, target, direct ? start : 0, count);
      if (!direct) {
        Elements.store(target, 0, result, type.dtype(), start, count);
      }
    }
    return Elements.tensor(type, result);
  }

  private static double scalar(ScalarOp op, List<Tensor> operands) {
    double x = operands.get(0).getDouble(0);
    double y = operands.size() > 1 ? operands.get(1).getDouble(0) : x;
    double z = operands.size() > 2 ? operands.get(2).getDouble(0) : x;
    return op.function().apply(x, y, z);
  }

  private static void compute(
      ScalarOp op, Window x, Window y, Window z, double[] out, int at, int count) {
    compute(
        op,
        x.elements(),
        x.offset(),
        y.elements(),
        y.offset(),
        z.elements(),
        z.offset(),
        out,
        at,
        count);
  }

  private static void compute(
      ScalarOp op,
      double[] x,
      int xs,
      double[] y,
      int ys,
      double[] z,
      int zs,
      double[] out,
      int at,
      int count) {
    // The basic operations run without a call for each element; what they give is the same.
    switch (op) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = x[xs + i] + y[ys + i];
        }
      }
      case SUB -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = x[xs + i] - y[ys + i];
        }
      }
      case MUL -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = x[xs + i] * y[ys + i];
        }
      }
      case DIV -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = x[xs + i] / y[ys + i];
        }
      }
      default -> {
        ScalarFunction function = op.function();
        for (int i = 0; i < count; i++) {
          out[at + i] = function.apply(x[xs + i], y[ys + i], z[zs + i]);
        }
      }
    }
  }

  private static Tensor integers(ScalarOp op, List<Tensor> operands, TensorType type) {
    IntegerFunction function =
        op.integerFunction().orElseThrow(() -> new AssertionError(op + " of integers"));
    int size = type.shape().elements();
    long[][] x = new long[3][];
    for (int i = 0; i < x.length; i++) {
      x[i] = i < operands.size() ? expanded(operands.get(i), type) : x[0];
    }
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      try {
        result[i] = function.apply(x[0][i], x[1][i], x[2][i]);
      } catch (ArithmeticException overflow) {
        throw overflow(op.text()).exception();
      }
    }
    Tensor integers = Tensor.wrap(type.shape(), result);
    return type.dtype() == DType.BOOL ? integers.cast(DType.BOOL) : integers;
  }

  private static long[] expanded(Tensor operand, TensorType type) {
    int size = type.shape().elements();
    long[] result = new long[size];
    if (size > 0) {
      Elements.read(operand, Cursor.broadcast(operand.shape(), type.shape()), result, size);
    }
    return result;
  }

  /** An integer result that does not fit 64 bits. */
  static Diagnostic overflow(String operation) {
    return Diagnostic.error(
        "integer/overflow",
        "the result of " + operation + " does not fit a 64-bit integer",
        "convert the operands to floating-point numbers first");
  }
}

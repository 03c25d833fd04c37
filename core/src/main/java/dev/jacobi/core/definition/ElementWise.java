package dev.jacobi.core.definition;

import dev.jacobi.core.op.IntegerFunction;
import dev.jacobi.core.op.ScalarFunction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Sweep;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Operations of the catalogue on whole tensors. Floats are computed in double precision and rounded
 * once to the element type; for the four basic operations and the square root that is the f32
 * result, since a double has more than twice the digits (Figueroa 1995). Integers are exact or a
 * diagnostic.
 */
final class ElementWise {

  /** Results with no more elements than this are computed without windows. */
  private static final int BRIEF = 1024;

  private ElementWise() {}

  static Tensor apply(ScalarOp op, List<Tensor> operands, TensorType type) {
    DType dtype = operands.get(operands.size() - 1).dtype();
    return dtype == DType.I64 ? integers(op, operands, type) : floats(op, operands, type);
  }

  private static Tensor floats(ScalarOp op, List<Tensor> operands, TensorType type) {
    int size = type.shape().elements();
    if (size <= BRIEF && BasicOperation.isBasic(op)) {
      return BasicOperation.apply(op, operands, type);
    }
    if (type.shape().rank() == 0) {
      return Elements.fromDoubles(type, new double[] {scalar(op, operands)});
    }
    Object result = type.dtype().array(size);
    if (size == 0) {
      return Tensor.wrap(type, result);
    }
    Window[] windows = new Window[operands.size()];
    for (int i = 0; i < windows.length; i++) {
      windows[i] = Window.of(operands.get(i), type.shape());
    }
    Loop loop = new Loop(op, windows, size);
    boolean direct = type.dtype() == DType.F64;
    double[] target = direct ? (double[]) result : new double[Math.min(size, Window.WIDTH)];
    for (int start = 0; start < size; start += Window.WIDTH) {
      int count = Math.min(Window.WIDTH, size - start);
      for (Window window : windows) {
        window.move(start, count);
      }
      loop.run(target, direct ? start : 0, count);
      if (!direct) {
        Elements.store(target, 0, result, type.dtype(), start, count);
      }
    }
    return Tensor.wrap(type, result);
  }

  private static double scalar(ScalarOp op, List<Tensor> operands) {
    double x = operands.get(0).getDouble(0);
    double y = operands.size() > 1 ? operands.get(1).getDouble(0) : x;
    double z = operands.size() > 2 ? operands.get(2).getDouble(0) : x;
    return op.function().apply(x, y, z);
  }

  /** An operation on what the windows of its operands show. */
  private static final class Loop {

    private final ScalarOp op;
    private final Window[] windows;
    private final Optional<Sweep> sweep;
    private final double[][] operands;
    private final int[] offsets;

    Loop(ScalarOp op, Window[] windows, int size) {
      this.op = op;
      this.windows = windows;
      this.sweep = op.code().map(code -> code.sweep(size));
      this.operands = new double[windows.length][];
      this.offsets = new int[windows.length];
    }

    void run(double[] out, int at, int count) {
      for (int i = 0; i < windows.length; i++) {
        operands[i] = windows[i].elements();
        offsets[i] = windows[i].offset();
      }
      if (sweep.isPresent()) {
        sweep.get().run(operands, offsets, out, at, count);
      } else {
        byElement(out, at, count);
      }
    }

    private void byElement(double[] out, int at, int count) {
      ScalarFunction function = op.function();
      int second = windows.length > 1 ? 1 : 0;
      int third = windows.length > 2 ? 2 : 0;
      for (int i = 0; i < count; i++) {
        double x = operands[0][offsets[0] + i];
        double y = operands[second][offsets[second] + i];
        out[at + i] = function.apply(x, y, operands[third][offsets[third] + i]);
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

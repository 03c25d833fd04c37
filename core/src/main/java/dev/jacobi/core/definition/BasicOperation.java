package dev.jacobi.core.definition;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/**
 * Operations that are one operation of the processor, on arrays so short that all else must cost
 * next to nothing. What they give is what their code says: of floats the result in double
 * precision, rounded once, is that of the operation on floats (Figueroa 1995).
 */
final class BasicOperation {

  private BasicOperation() {}

  /** Whether an operation on floats is one of these. */
  static boolean isBasic(ScalarOp op) {
    return switch (op) {
      case ADD, SUB, MUL, DIV, NEG, SQUARE -> true;
      default -> false;
    };
  }

  static Tensor apply(ScalarOp op, List<Tensor> operands, TensorType type) {
    int size = type.shape().elements();
    Object x = repeated(operands.get(0), type.shape(), size);
    Object y = operands.size() > 1 ? repeated(operands.get(1), type.shape(), size) : x;
    if (type.dtype() == DType.F64) {
      double[] result = new double[size];
      apply(op, (double[]) x, (double[]) y, result);
      return Tensor.wrap(type, result);
    }
    float[] result = new float[size];
    apply(op, (float[]) x, (float[]) y, result);
    return Tensor.wrap(type, result);
  }

  /** The elements of an operand, repeated to a shape. */
  private static Object repeated(Tensor x, Shape shape, int size) {
    // What has as many elements has the same ones: axes of extent 1 move none.
    return x.size() == size ? x.array() : Views.broadcast(x, shape).array();
  }

  private static void apply(ScalarOp op, double[] x, double[] y, double[] out) {
    switch (op) {
      case ADD -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] + y[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] - y[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] * y[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] / y[i];
        }
      }
      case NEG -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = -x[i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] * x[i];
        }
      }
      default -> throw new AssertionError(op);
    }
  }

  private static void apply(ScalarOp op, float[] x, float[] y, float[] out) {
    switch (op) {
      case ADD -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] + y[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] - y[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] * y[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] / y[i];
        }
      }
      case NEG -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = -x[i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = x[i] * x[i];
        }
      }
      default -> throw new AssertionError(op);
    }
  }
}

package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The value of one operation on tensors: the definition of what every backend computes. The
 * operands' types have been checked, and the result's type is known.
 */
public final class Evaluation implements Op.Cases<Tensor> {

  private final List<Tensor> operands;
  private final TensorType type;

  private Evaluation(List<Tensor> operands, TensorType type) {
    this.operands = operands;
    this.type = type;
  }

  /**
   * The value of an operation.
   *
   * @param type what {@link Op#infer} says of the operands' types, all extents known
   */
  public static Tensor of(Op op, List<Tensor> operands, TensorType type) {
    Memory.require(Memory.bytes(type));
    try {
      // By far the most frequent kind: called directly, so that the call costs nothing.
      return op instanceof Op.Map map
          ? ElementWise.apply(map.op(), operands, type)
          : op.fold(new Evaluation(operands, type));
    } catch (OutOfMemoryError exhausted) {
      throw Memory.exhausted(type).exception();
    }
  }

  /**
   * Whether a function takes but one operation of the processor, so that its code saves nothing.
   */
  public static boolean isBasic(ScalarOp op) {
    return BasicOperation.isBasic(op);
  }

  private Tensor first() {
    return operands.get(0);
  }

  @Override
  public Tensor input(Op.Input op) {
    throw new AssertionError(op + " has no value here");
  }

  @Override
  public Tensor constant(Op.Constant op) {
    Scalar value = op.value();
    return switch (op.dtype()) {
      case F64 -> Tensor.scalar(value.toDouble());
      case F32 -> Tensor.wrap(Shape.SCALAR, new float[] {value.toFloat()});
      case I64 -> Tensor.wrap(Shape.SCALAR, new long[] {integer(value)});
      case BOOL -> Tensor.wrap(Shape.SCALAR, new boolean[] {value.toDouble() != 0});
    };
  }

  private static long integer(Scalar value) {
    return (value instanceof Rational rational ? rational.toLong() : Optional.<Long>empty())
        .orElseThrow(
            () ->
                Diagnostic.error(
                        "integer/constant",
                        value + " is not a 64-bit integer",
                        "write it as a floating-point number, or a whole one that fits")
                    .exception());
  }

  @Override
  public Tensor data(Op.Data op) {
    return op.tensor();
  }

  @Override
  public Tensor map(Op.Map op) {
    return ElementWise.apply(op.op(), operands, type);
  }

  @Override
  public Tensor cast(Op.Cast op) {
    return first().cast(op.dtype());
  }

  @Override
  public Tensor reduce(Op.Reduce op) {
    return Reductions.reduce(op, first(), type);
  }

  @Override
  public Tensor argMax(Op.ArgMax op) {
    return Reductions.argMax(op, first(), type);
  }

  @Override
  public Tensor normalize(Op.Normalize op) {
    return Reductions.normalize(op, first());
  }

  @Override
  public Tensor broadcast(Op.Broadcast op) {
    return Views.broadcast(first(), type.shape());
  }

  @Override
  public Tensor reshape(Op.Reshape op) {
    return first().reshape(type.shape());
  }

  @Override
  public Tensor permute(Op.Permute op) {
    return Views.permute(first(), op.axes());
  }

  @Override
  public Tensor slice(Op.Slice op) {
    return Views.slice(first(), op.ranges(), type);
  }

  @Override
  public Tensor embed(Op.Embed op) {
    return Views.embed(first(), op.ranges(), type);
  }

  @Override
  public Tensor concat(Op.Concat op) {
    return Views.concat(operands, op.axis(), type);
  }

  @Override
  public Tensor contract(Op.Contract op) {
    return Contraction.of(op, first(), operands.get(1), type);
  }

  @Override
  public Tensor gather(Op.Gather op) {
    return Places.gather(op, first(), operands.get(1), type);
  }

  @Override
  public Tensor scatterAdd(Op.ScatterAdd op) {
    return Places.scatterAdd(op, first(), operands.get(1), type);
  }

  @Override
  public Tensor oneHot(Op.OneHot op) {
    return Places.oneHot(op, first(), type);
  }

  @Override
  public Tensor iota(Op.Iota op) {
    long[] result = new long[type.shape().elements()];
    for (int i = 0; i < result.length; i++) {
      result[i] = i;
    }
    return Tensor.wrap(type.shape(), result);
  }

  @Override
  public Tensor sizeOf(Op.SizeOf op) {
    return constant(new Op.Constant(Rational.of(op.dim().size()), op.dtype()));
  }

  @Override
  public Tensor detach(Op.Detach op) {
    return first();
  }
}

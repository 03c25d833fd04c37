package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The algebra of tensors computed at once: each operation gives its value. No tensor is known to be
 * a rational constant, so rules written over this algebra take their general branch.
 */
public final class Eager implements TensorAlgebra<Tensor> {

  @Override
  public TensorType type(Tensor x) {
    return x.type();
  }

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    return Evaluation.of(op, operands, op.infer(operands, Tensor::type));
  }

  @Override
  public Tensor constant(long value, DType dtype) {
    return switch (dtype) {
      case F64 -> Tensor.scalar((double) value);
      case F32 -> Tensor.wrap(Shape.SCALAR, new float[] {(float) value});
      case I64 -> Tensor.wrap(Shape.SCALAR, new long[] {value});
      case BOOL -> Tensor.wrap(Shape.SCALAR, new boolean[] {value != 0});
    };
  }

  @Override
  public Optional<Rational> literal(Tensor x) {
    return Optional.empty();
  }
}

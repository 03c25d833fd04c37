package dev.jacobi.core.check;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The algebra in which sensitivities are swept back: 0 times anything is 0, and 0 over anything.
 * What a result does not depend on has no part in its bound, be it infinite or not a number.
 */
final class Sensitivities implements TensorAlgebra<Tensor> {

  private final TensorAlgebra<Tensor> tensors;

  /** Computes with the tensors of another algebra. */
  Sensitivities(TensorAlgebra<Tensor> tensors) {
    this.tensors = tensors;
  }

  @Override
  public TensorType type(Tensor x) {
    return tensors.type(x);
  }

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    Tensor result = tensors.apply(op, operands);
    boolean product = op instanceof Op.Map map && map.op() == ScalarOp.MUL;
    boolean quotient = op instanceof Op.Map map && map.op() == ScalarOp.DIV;
    boolean absorbs = (product || quotient) && result.dtype().isFloat();
    if (!absorbs || !hasNan(result)) {
      return result;
    }
    Tensor zero = tensors.constant(0, result.dtype());
    Tensor none = tensors.map(ScalarOp.EQ, operands.get(0), zero);
    if (product) {
      none = tensors.map(ScalarOp.OR, none, tensors.map(ScalarOp.EQ, operands.get(1), zero));
    }
    return tensors.where(none, zero, result);
  }

  private static boolean hasNan(Tensor x) {
    return Arrays.stream(x.toDoubles()).anyMatch(Double::isNaN);
  }

  @Override
  public Optional<Rational> literal(Tensor x) {
    return tensors.literal(x);
  }
}

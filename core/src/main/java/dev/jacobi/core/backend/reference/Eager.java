package dev.jacobi.core.backend.reference;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Arrays;
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
    TensorType[] types = new TensorType[operands.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = operands.get(i).type();
    }
    return Evaluation.of(op, operands, op.infer(Arrays.asList(types)));
  }

  @Override
  public Optional<Rational> literal(Tensor x) {
    return Optional.empty();
  }
}

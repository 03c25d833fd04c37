package dev.jacobi.gpu;

import dev.jacobi.core.backend.CompiledTensors;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileTensors;
import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The algebra of tensors computed at once: on the device what computes much for each element that
 * has to travel there and back, which is large products and functions of many elements; everything
 * else on the host. Both give the same bits. Serves any number of threads.
 */
final class GpuTensors implements TensorAlgebra<Tensor> {

  /** With fewer elements than this a function does not make up for the way. */
  private static final int MANY_ELEMENTS = 1 << 16;

  /** With fewer products than this a product does not make up for the way. */
  private static final long MANY_PRODUCTS = 1 << 22;

  private final TileTensors host = new TileTensors(new Interpretation());
  private final CompiledTensors compiled;

  /** Tensors computed by what is compiled for a device. */
  GpuTensors(Function<Graph, Executable> compile) {
    this.compiled = new CompiledTensors(compile);
  }

  @Override
  public TensorType type(Tensor x) {
    return x.type();
  }

  @Override
  public Optional<Rational> literal(Tensor x) {
    return Optional.empty();
  }

  @Override
  public Tensor constant(long value, DType dtype) {
    return host.constant(value, dtype);
  }

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    return isWorthTheWay(op, operands) ? compiled.apply(op, operands) : host.apply(op, operands);
  }

  private static boolean isWorthTheWay(Op op, List<Tensor> operands) {
    if (operands.isEmpty() || !operands.stream().allMatch(x -> x.dtype().isFloat())) {
      return false;
    }
    if (op instanceof Op.Map map) {
      return !Evaluation.isBasic(map.op())
          && map.op().code().isPresent()
          && op.infer(operands, Tensor::type).shape().elements() >= MANY_ELEMENTS;
    }
    if (op instanceof Op.Contract contract) {
      long products = op.infer(operands, Tensor::type).shape().elements();
      for (int i = 0; i < contract.summed().count(); i++) {
        products *= operands.get(0).shape().size(contract.summed().left(i));
      }
      return products >= MANY_PRODUCTS;
    }
    return false;
  }
}

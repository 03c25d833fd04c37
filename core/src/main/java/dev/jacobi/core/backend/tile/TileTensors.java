package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.CompiledTensors;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The algebra of tensors computed at once on a machine: large ones by the kernels of compiled
 * graphs, one for each operation; small ones by the code of such a kernel without the loop around
 * it, or, where that is less work still, by definition. All give the same bits. Serves any number
 * of threads.
 */
public final class TileTensors implements TensorAlgebra<Tensor> {

  /** With fewer elements than this a kernel costs more than it saves. */
  private static final long LARGE = 1024;

  /** With fewer products than this a kernel costs more than it saves. */
  private static final long MANY_PRODUCTS = 4096;

  private final Machine machine;
  private final CompiledTensors compiled;
  private final Eager direct = new Eager();

  /** By element type of the operands and operation: its code, made when it is first needed. */
  private final Map<DType, Map<ScalarOp, Brief>> briefs = new EnumMap<>(DType.class);

  /** Tensors computed on a machine. */
  public TileTensors(Machine machine) {
    this.machine = machine;
    this.compiled = new CompiledTensors(graph -> TileExecutable.of(graph, machine));
    for (DType dtype : DType.values()) {
      briefs.put(dtype, new ConcurrentHashMap<>());
    }
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
    return direct.constant(value, dtype);
  }

  @Override
  public Tensor apply(Op op, List<Tensor> operands) {
    TensorType type = op.infer(operands, Tensor::type);
    if (op instanceof Op.Map map) {
      return map(map, operands, type);
    }
    return isFloat(operands) && isLarge(op, operands, type)
        ? compiled.apply(op, operands)
        : Evaluation.of(op, operands, type);
  }

  private Tensor map(Op.Map map, List<Tensor> operands, TensorType type) {
    ScalarOp op = map.op();
    int size = type.shape().elements();
    DType dtype = operands.get(operands.size() - 1).dtype();
    if (dtype == DType.I64 || op.code().isEmpty()) {
      return Evaluation.of(map, operands, type);
    }
    if (size >= LARGE) {
      return compiled.apply(map, operands);
    }
    return size == 0 || size > Code.TILE || Evaluation.isBasic(op)
        ? Evaluation.of(map, operands, type)
        : brief(op, dtype).run(operands, type);
  }

  private Brief brief(ScalarOp op, DType dtype) {
    Map<ScalarOp, Brief> known = Objects.requireNonNull(briefs.get(dtype));
    Brief found = known.get(op);
    return found == null
        ? known.computeIfAbsent(op, fresh -> Brief.of(fresh, dtype, machine))
        : found;
  }

  /** Whether kernels take the operands: integers, which are exact or an error, they do not. */
  private static boolean isFloat(List<Tensor> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (!operands.get(i).dtype().isFloat()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLarge(Op op, List<Tensor> operands, TensorType type) {
    if (op instanceof Op.Contract contract) {
      long products = type.shape().elements();
      for (int i = 0; i < contract.summed().count(); i++) {
        products *= operands.get(0).shape().size(contract.summed().left(i));
      }
      return products >= MANY_PRODUCTS;
    }
    boolean computes =
        op instanceof Op.Reduce || op instanceof Op.Normalize || op instanceof Op.Cast;
    return computes && operands.get(0).size() >= LARGE;
  }
}

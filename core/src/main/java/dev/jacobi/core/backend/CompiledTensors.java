package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The algebra of tensors computed at once, each operation by a compiled graph of its own. What was
 * compiled for an operation and the types of its operands is kept for the next time; when too much
 * is kept, all of it is let go. No tensor is known to be a rational constant. Serves any number of
 * threads.
 */
public final class CompiledTensors implements TensorAlgebra<Tensor> {

  /** The most operations that are kept. */
  private static final int KEPT = 256;

  private static final String RESULT = "y";

  private final Function<Graph, Executable> compile;
  private final ConcurrentHashMap<Call, Executable> known = new ConcurrentHashMap<>();

  /** An operation on operands of some types. */
  private record Call(Op op, List<TensorType> operands) {}

  /**
   * Tensors computed by what a backend makes of graphs.
   *
   * @param compile as {@link Backend#compile}
   */
  public CompiledTensors(Function<Graph, Executable> compile) {
    this.compile = compile;
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
  public Tensor apply(Op op, List<Tensor> operands) {
    if (op instanceof Op.Data data) {
      return data.tensor();
    }
    if (op instanceof Op.Detach || op instanceof Op.Reshape) {
      return operands.get(0).reshape(op.infer(operands, Tensor::type).shape());
    }
    Map<String, Tensor> inputs = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      inputs.put(name(i), operands.get(i));
    }
    Tensor result = executable(op, operands).run(inputs).get(RESULT);
    if (result == null) {
      throw new AssertionError(op);
    }
    return result;
  }

  private Executable executable(Op op, List<Tensor> operands) {
    Call call = new Call(op, operands.stream().map(Tensor::type).toList());
    Executable found = known.get(call);
    if (found == null) {
      found = compile.apply(graph(call));
      if (known.size() >= KEPT) {
        known.clear();
      }
      known.put(call, found);
    }
    return found;
  }

  private static Graph graph(Call call) {
    Graph graph = new Graph();
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < call.operands().size(); i++) {
      operands.add(graph.input(name(i), call.operands().get(i)));
    }
    return graph.extract(Map.of(RESULT, graph.apply(call.op(), operands)));
  }

  private static String name(int operand) {
    return "x" + operand;
  }
}

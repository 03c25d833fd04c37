package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A graph of doubles and truth values written out element by element as one body: the parameters
 * are the elements of the inputs, one after the other in row-major order, the results those of the
 * outputs. Integers may stand in the graph where they are known beforehand.
 *
 * <p>Invariant: the results have the bits of the reference backend. Where elements come from is
 * asked of its own evaluation, applied to their numbers.
 */
public final class Scalarization {

  private final Graph graph;
  private final Body.Builder code = new Body.Builder();
  private final @Nullable Value[][] elements;
  private final @Nullable Tensor[] known;
  private final Map<Shape, Tensor> numberings = new HashMap<>();

  private Scalarization(Graph graph) {
    this.graph = graph;
    this.elements = new Value[graph.nodes().size()][];
    this.known = new Tensor[graph.nodes().size()];
  }

  /**
   * Why nodes cannot be written out, or nothing when they can.
   *
   * @param results nodes of one graph, made without named dimensions
   * @param limit the most operations on elements that they may take
   * @param perNode how many more for each node that they are made of
   */
  public static Optional<String> obstacle(List<Node> results, long limit, long perNode) {
    Graph graph = results.get(0).graph();
    boolean[] live = graph.live(results);
    boolean[] known = new boolean[live.length];
    long operations = 0;
    long allowed = limit;
    for (int id = 0; id < live.length; id++) {
      if (!live[id]) {
        continue;
      }
      Node node = graph.nodes().get(id);
      known[id] = !(node.op() instanceof Op.Input);
      for (int i = 0; i < node.operands().size(); i++) {
        known[id] &= known[node.operand(i).id()];
      }
      Optional<String> obstacle = obstacle(node, known);
      if (obstacle.isPresent()) {
        return obstacle;
      }
      operations += Extent.operations(node);
      allowed += perNode;
    }
    return operations > allowed
        ? Optional.of("it takes more than " + allowed + " operations on elements")
        : Optional.empty();
  }

  private static Optional<String> obstacle(Node node, boolean[] known) {
    if (node.dtype() == DType.F32) {
      return Optional.of(node + " is of f32");
    }
    if (known[node.id()]) {
      return Optional.empty();
    }
    if (node.op() instanceof Op.Map map && map.op().expansion().isEmpty()) {
      return Optional.of(map.op().text() + " has no expansion");
    }
    for (int i = 0; i < node.operands().size(); i++) {
      boolean steers = node.op() instanceof Op.Gather || node.op() instanceof Op.ScatterAdd;
      Node operand = node.operand(i);
      boolean isSteering = steers && i == 1 && known[operand.id()];
      if (operand.dtype() == DType.I64 && !isSteering) {
        return Optional.of(node + " is made of integers that only a run knows");
      }
    }
    return node.dtype() == DType.I64
        ? Optional.of(node + " holds integers that only a run knows")
        : Optional.empty();
  }

  /**
   * The body of nodes that nothing stands in the way of.
   *
   * @param results nodes of one graph, as for {@link #obstacle}
   * @param inputs the names of all inputs that outputs need, in the order of the parameters; others
   *     may be among them
   * @throws dev.jacobi.core.type.DiagnosticException where integers that are known beforehand
   *     overflow or point outside
   */
  public static Body of(List<Node> results, List<String> inputs) {
    return new Scalarization(results.get(0).graph()).body(results, inputs);
  }

  private Body body(List<Node> outputs, List<String> inputs) {
    for (String name : inputs) {
      Node input = Objects.requireNonNull(graph.inputs().get(name), name);
      Lane lane = input.dtype() == DType.BOOL ? Lane.TRUTH : Lane.F64;
      Value[] parameters = new Value[input.shape().elements()];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = code.parameter(lane);
      }
      elements[input.id()] = parameters;
    }
    Numbers numbers = new Numbers(code);
    boolean[] live = graph.live(outputs);
    for (int id = 0; id < live.length; id++) {
      if (live[id] && elements[id] == null) {
        compute(graph.nodes().get(id), numbers);
      }
    }
    List<Value> results = new ArrayList<>();
    for (Node output : outputs) {
      results.addAll(Arrays.asList(elements(output, numbers)));
    }
    return numbers.build(results);
  }

  private void compute(Node node, Numbers numbers) {
    boolean constant = !(node.op() instanceof Op.Input);
    for (int i = 0; i < node.operands().size(); i++) {
      constant &= known[node.operand(i).id()] != null;
    }
    if (constant) {
      known[node.id()] = known(node.op(), node.operands(), node.type());
      return;
    }
    Expansions expansions = new Expansions(this, numbers, node);
    elements[node.id()] = node.op().fold(expansions);
  }

  private Tensor known(Op op, List<Node> operands, TensorType type) {
    List<Tensor> tensors = new ArrayList<>();
    for (Node operand : operands) {
      tensors.add(known(operand));
    }
    return Evaluation.of(op, tensors, type);
  }

  /** The value of a node that is known beforehand. */
  Tensor known(Node node) {
    return Objects.requireNonNull(known[node.id()], node::toString);
  }

  /** The elements of a node in row-major order. */
  Value[] elements(Node node, Numbers numbers) {
    Value[] found = elements[node.id()];
    if (found == null) {
      found = constants(known(node), numbers);
      elements[node.id()] = found;
    }
    return found;
  }

  private static Value[] constants(Tensor tensor, Numbers numbers) {
    Value[] result = new Value[tensor.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          tensor.dtype() == DType.BOOL
              ? numbers.truth(tensor.booleans()[i])
              : numbers.constant(tensor.getDouble(i));
    }
    return result;
  }

  /** The numbers of the elements of a shape, in their places. */
  Tensor numbering(Shape shape) {
    return numberings.computeIfAbsent(
        shape,
        of -> {
          long[] numbers = new long[of.elements()];
          Arrays.setAll(numbers, i -> i);
          return Tensor.wrap(of, numbers);
        });
  }
}

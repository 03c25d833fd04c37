package dev.jacobi.core.check;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.derivative.Trace;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far rounding alone can move an element of a computed result, to first order: each rounding
 * error made on the way, times how much the result moves with the value it was made in, summed (S.
 * Linnainmaa, "Taylor expansion of the accumulated rounding error", BIT 16, 1976). The
 * sensitivities come from one sweep of reverse mode over the computation.
 */
public final class RoundingBound {

  /** Roundings of subnormal results are absolute; one of these for each value covers them. */
  private static final double SMALLEST = Double.MIN_VALUE;

  private final TensorAlgebra<Tensor> tensors = new Eager();
  private final TensorAlgebra<Tensor> sensitivities = new Sensitivities(tensors);
  private final Graph graph;
  private final List<Tensor> values;
  private final List<Optional<double[]>> errors;

  /**
   * Runs the computation once, keeping all that rounding analysis needs.
   *
   * @param graph frozen, with the results to bound as its outputs
   * @param inputs the point; an input that is not in it is taken for zeros
   */
  public RoundingBound(Graph graph, Map<String, Tensor> inputs) {
    this(graph, inputs, Map.of());
  }

  /**
   * Runs the computation once, for inputs that are rounded themselves.
   *
   * @param inputErrors for some inputs how far their elements can be from what is meant
   */
  public RoundingBound(Graph graph, Map<String, Tensor> inputs, Map<String, Tensor> inputErrors) {
    this.graph = graph;
    this.values = new ArrayList<>();
    this.errors = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Tensor> x = node.operands().stream().map(operand -> values.get(operand.id())).toList();
      Tensor y = value(node, x, inputs);
      values.add(y);
      Optional<Tensor> given =
          node.op() instanceof Op.Input input
              ? Optional.ofNullable(inputErrors.get(input.name()))
              : Optional.empty();
      errors.add(
          given.map(Tensor::toDoubles).or(() -> node.op().fold(new LocalError(tensors, x, y))));
    }
  }

  private Tensor value(Node node, List<Tensor> x, Map<String, Tensor> inputs) {
    if (node.op() instanceof Op.Input input) {
      Tensor given = inputs.get(input.name());
      return given == null ? Tensor.zeros(input.type()) : given.cast(input.type().dtype());
    }
    return tensors.apply(node.op(), x);
  }

  /** The bound for the element at a row-major position of a named output. */
  public double of(String output, int element) {
    Node node = graph.output(output);
    return of(node, Routes.unit(node.type(), element));
  }

  /** Whether a value overflows or underflows on the way to an output, so that no bound holds. */
  boolean leavesRange(String output) {
    Range range = new Range(tensors);
    boolean[] live = graph.live(List.of(graph.output(output)));
    return graph.nodes().stream()
        .filter(node -> live[node.id()])
        .anyMatch(
            node ->
                range.isLeft(
                    node,
                    node.operands().stream().map(operand -> values.get(operand.id())).toList(),
                    values.get(node.id())));
  }

  /** The bound for a sum of an output's elements times those of a seed of its type. */
  double of(Node node, Tensor seed) {
    List<Integer> rounded =
        IntStream.rangeClosed(0, node.id())
            .filter(step -> errors.get(step).isPresent())
            .boxed()
            .toList();
    List<Optional<Tensor>> adjoints =
        Reverse.sweep(sensitivities, new Steps(), node.id(), seed, rounded);
    double bound = 0;
    for (int i = 0; i < adjoints.size(); i++) {
      if (adjoints.get(i).isPresent()) {
        bound += product(adjoints.get(i).get(), errors.get(rounded.get(i)).orElseThrow());
      }
    }
    return bound;
  }

  private static double product(Tensor adjoint, double[] error) {
    double sum = 0;
    for (int i = 0; i < error.length; i++) {
      double sensitivity = Math.abs(adjoint.getDouble(i));
      if (sensitivity != 0) {
        sum += sensitivity * (error[i] + SMALLEST);
      }
    }
    return sum;
  }

  private final class Steps implements Trace<Tensor> {

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Op op(int step) {
      return graph.nodes().get(step).op();
    }

    @Override
    public int operands(int step) {
      return graph.nodes().get(step).operands().size();
    }

    /** An order is a whole number, which rounding does not move. */
    @Override
    public int operand(int step, int index) {
      Node node = graph.nodes().get(step);
      Node operand = node.operand(index);
      boolean order = node.op() instanceof Op.Map map && map.op().isOrder(index);
      return operand.dtype().isFloat() && !order ? operand.id() : -1;
    }

    @Override
    public List<Tensor> operandValues(int step) {
      return graph.nodes().get(step).operands().stream()
          .map(operand -> values.get(operand.id()))
          .toList();
    }

    @Override
    public Tensor value(int step) {
      return values.get(step);
    }
  }
}

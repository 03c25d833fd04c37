package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.derivative.Trace;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.testkit.Mismatch.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges the derivatives of a small program, computed in either mode with any operations, by
 * differences of the program's value.
 */
final class TensorJudge {

  private final Graph graph = new Graph();
  private final Node output;
  private final List<Integer> wrt = new ArrayList<>();
  private final List<Tensor> values;
  private final Tensor seed;
  private final Map<Integer, Tensor> direction = new HashMap<>();
  private final Map<Integer, List<Ridders.Estimate>> gradients = new HashMap<>();
  private final List<Ridders.Estimate> tangent = new ArrayList<>();
  private final TensorCase program;

  /** The nodes that depend on a floating-point operand. */
  private final Set<Integer> carries = new HashSet<>();

  private TensorJudge(TensorCase program, Function<TensorType, Tensor> seeds) {
    this.program = program;
    this.output = program.build(graph);
    this.values = values(program.operands());
    Random random = Samples.random("faults in " + program.name());
    this.seed = seeds.apply(output.type());
    for (int i = 0; i < program.operands().size(); i++) {
      Tensor x = program.operands().get(i);
      if (x.dtype().isFloat()) {
        wrt.add(i);
        direction.put(i, Samples.direction(x.type(), random));
      }
    }
    carries.addAll(wrt);
    for (Node node : graph.nodes()) {
      if (node.operands().stream().anyMatch(operand -> carries.contains(operand.id()))) {
        carries.add(node.id());
      }
    }
    boolean[] live = graph.live(List.of(output));
    carries.removeIf(id -> !live[id]);
  }

  /** Judges by differences. */
  static TensorJudge of(TensorCase program) {
    Random random = Samples.random("seed of " + program.name());
    TensorJudge judge = new TensorJudge(program, type -> Samples.direction(type, random));
    judge.differentiate();
    return judge;
  }

  /** Judges by a convention. */
  static TensorJudge of(ExtremumCase convention) {
    TensorJudge judge = new TensorJudge(convention.program(), Tensor::ones);
    judge.gradients.put(0, exact(convention.gradient()));
    Eager tensors = new Eager();
    Tensor moved = tensors.times(convention.gradient(), judge.direction.get(0));
    judge.tangent.addAll(exact(tensors.reduce(Reduction.SUM, moved, convention.axes(), false)));
    return judge;
  }

  private static List<Ridders.Estimate> exact(Tensor values) {
    return Arrays.stream(values.toDoubles()).mapToObj(x -> new Ridders.Estimate(x, 0)).toList();
  }

  String name() {
    return program.name();
  }

  /** Whether the program is one operation. */
  boolean isOneOperation() {
    return graph.nodes().size() == program.operands().size() + 1;
  }

  /** The kind of the program's operation; a longer program is its own kind. */
  String kind() {
    return isOneOperation() ? kind(output.op()) : program.name();
  }

  /** The kind of an operation: what it does, but not to which axes and shapes. */
  static String kind(Op op) {
    if (op instanceof Op.Map map) {
      return map.op().text();
    }
    if (op instanceof Op.Reduce reduce) {
      return "reduce " + reduce.reduction().text();
    }
    if (op instanceof Op.Normalize normalize) {
      return normalize.normalization().text();
    }
    return op.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The values of all nodes; inputs come first, in the order of the operands. */
  private List<Tensor> values(List<Tensor> operands) {
    List<Tensor> result = new ArrayList<>();
    Eager tensors = new Eager();
    for (Node node : graph.nodes()) {
      boolean input = node.id() < operands.size();
      List<Tensor> x = node.operands().stream().map(n -> result.get(n.id())).toList();
      result.add(input ? operands.get(node.id()) : tensors.apply(node.op(), x));
    }
    return result;
  }

  private Tensor valueAt(List<Tensor> operands) {
    return values(operands).get(output.id());
  }

  /** Whether the program has a finite value, so that differences can be taken of all of it. */
  boolean isFinite() {
    return Arrays.stream(values.get(output.id()).toDoubles()).allMatch(Double::isFinite);
  }

  private void differentiate() {
    for (int i : wrt) {
      Tensor x = program.operands().get(i);
      List<Ridders.Estimate> found = new ArrayList<>();
      for (int j = 0; j < x.size(); j++) {
        int element = j;
        double at = x.getDouble(j);
        found.add(
            Ridders.derivative(
                t -> InnerProduct.of(seed, valueAt(moved(i, element, t))).value(),
                at,
                Math.max(Math.abs(at), 1)));
      }
      gradients.put(i, found);
    }
    for (int k = 0; k < output.type().shape().elements(); k++) {
      int element = k;
      tangent.add(Ridders.derivative(t -> valueAt(along(t)).getDouble(element), 0, 1));
    }
  }

  private List<Tensor> moved(int operand, int element, double value) {
    List<Tensor> result = new ArrayList<>(program.operands());
    double[] elements = result.get(operand).toDoubles();
    elements[element] = value;
    result.set(operand, Tensor.wrap(result.get(operand).shape(), elements));
    return result;
  }

  private List<Tensor> along(double t) {
    List<Tensor> result = new ArrayList<>(program.operands());
    for (int i : wrt) {
      double[] elements = result.get(i).toDoubles();
      for (int j = 0; j < elements.length; j++) {
        elements[j] += t * direction.get(i).getDouble(j);
      }
      result.set(i, Tensor.wrap(result.get(i).shape(), elements));
    }
    return result;
  }

  /**
   * Whether the gradients by reverse mode, with the given operations, are not those of the program.
   */
  Optional<Mismatch> reverse(TensorAlgebra<Tensor> a) {
    List<Optional<Tensor>> found = Reverse.sweep(a, new Values(), output.id(), seed, wrt);
    double size = size();
    for (int k = 0; k < found.size(); k++) {
      Tensor x = program.operands().get(wrt.get(k));
      Tensor gradient = found.get(k).orElseGet(() -> Tensor.zeros(x.type()));
      Optional<Mismatch> wrong = judge("reverse", gradients.get(wrt.get(k)), gradient, x, size);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** Whether the tangent by forward mode, with the given operations, is not that of the program. */
  Optional<Mismatch> forward(TensorAlgebra<Tensor> a) {
    Tensor y = values.get(output.id());
    Tensor found =
        Forward.sweep(a, new Values(), direction)
            .get(output.id())
            .orElseGet(() -> Tensor.zeros(y.type()));
    return judge("forward", tangent, found, y, size());
  }

  /** The size of the value, which says how much its differences suffer from rounding. */
  private double size() {
    double size = InnerProduct.of(seed, values.get(output.id())).absolute();
    return Double.isFinite(size) ? size : 0;
  }

  private Optional<Mismatch> judge(
      String mode, List<Ridders.Estimate> expected, Tensor found, Tensor like, double size) {
    if (!found.type().equals(like.type())) {
      Figure none = new Figure(Double.NaN, "of another type");
      return Optional.of(new Mismatch(mode, found.type() + " for " + like.type(), none, none));
    }
    for (int i = 0; i < expected.size(); i++) {
      Figure figure = new Figure(found.getDouble(i), mode + " mode");
      String where = "at element " + Mismatch.position(like.shape(), i);
      Optional<Mismatch> wrong =
          GradientCheck.judge(program.name(), where, expected.get(i), figure, size);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** The program as a straight line of tensors. */
  private final class Values implements Trace<Tensor> {

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

    @Override
    public int operand(int step, int index) {
      int operand = graph.nodes().get(step).operand(index).id();
      return carries.contains(step) && carries.contains(operand) ? operand : -1;
    }

    @Override
    public List<Tensor> operandValues(int step) {
      return graph.nodes().get(step).operands().stream().map(x -> values.get(x.id())).toList();
    }

    @Override
    public Tensor value(int step) {
      return values.get(step);
    }
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function and all its derivatives, by every route: what {@link GradientCheck} holds against each
 * other. Points, directions and gradients are lists with a tensor for each floating-point input.
 */
class Derivatives {

  private static final String SEED = "seed of the output";
  private static final String TANGENT = "tangent of input ";

  private final TensorAlgebra<Tensor> tensors = new Eager();
  private final Graph graph;
  private final Node output;
  private final List<Node> inputs;
  private final Map<String, Tensor> fixed;
  private final List<Node> gradients;
  private final Node tangent;
  private final List<Node> curvatures;
  private final List<Node> curvaturesByReverse;

  /**
   * Differentiates an output of a graph.
   *
   * @param graph not frozen; grows
   * @param inputs those to differentiate by, of floating-point type
   * @param fixed values of the other inputs, by name
   */
  Derivatives(Graph graph, Node output, List<Node> inputs, Map<String, Tensor> fixed) {
    this.graph = graph;
    this.output = output;
    this.inputs = List.copyOf(inputs);
    this.fixed = Map.copyOf(fixed);
    Node seed = graph.input(SEED, output.type());
    Map<Node, Node> tangents = new HashMap<>();
    List<Node> directions = new ArrayList<>();
    for (Node input : inputs) {
      Node direction = graph.input(TANGENT + directions.size(), input.type());
      directions.add(direction);
      tangents.put(input, direction);
    }
    gradients = Reverse.gradients(graph, output, seed, inputs);
    tangent = Forward.tangent(graph, output, tangents);
    curvatures = gradients.stream().map(g -> Forward.tangent(graph, g, tangents)).toList();
    Node slope = inner(graph, gradients, directions);
    Node one = graph.full(1, slope.type());
    curvaturesByReverse = Reverse.gradients(graph, slope, one, inputs);
  }

  private static <T> T inner(TensorAlgebra<T> a, List<T> x, List<T> y) {
    T result = a.sum(a.times(x.get(0), y.get(0)));
    for (int i = 1; i < x.size(); i++) {
      result = a.plus(result, a.sum(a.times(x.get(i), y.get(i))));
    }
    return result;
  }

  /** What is differentiated, for messages. */
  String name() {
    return output.op().toString();
  }

  /** The name of an input. */
  String inputName(int index) {
    return graph.inputs().entrySet().stream()
        .filter(entry -> entry.getValue() == inputs.get(index))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  TensorType type() {
    return output.type();
  }

  private List<Tensor> run(List<Node> wanted, Map<String, Tensor> values) {
    return Replay.of(tensors, graph, wanted, input -> values.get(input.name()));
  }

  private Map<String, Tensor> values(List<Tensor> point) {
    Map<String, Tensor> values = new HashMap<>(fixed);
    for (int i = 0; i < inputs.size(); i++) {
      values.put(inputName(i), point.get(i));
    }
    return values;
  }

  private Map<String, Tensor> values(List<Tensor> point, Tensor seed, List<Tensor> direction) {
    Map<String, Tensor> values = values(point);
    values.put(SEED, seed);
    for (int i = 0; i < direction.size(); i++) {
      values.put(TANGENT + i, direction.get(i));
    }
    return values;
  }

  /** The value at a point. */
  Tensor value(List<Tensor> point) {
    return run(List.of(output), values(point)).get(0);
  }

  /** The gradients by reverse mode on the graph. */
  List<Tensor> gradients(List<Tensor> point, Tensor seed) {
    return run(gradients, values(point, seed, List.of()));
  }

  /** The tangent of the output by forward mode on the graph. */
  Tensor tangent(List<Tensor> point, List<Tensor> direction) {
    Map<String, Tensor> values = values(point, Tensor.zeros(output.type()), direction);
    return run(List.of(tangent), values).get(0);
  }

  /** The derivative of the gradients along a direction: forward over reverse. */
  List<Tensor> curvatures(List<Tensor> point, Tensor seed, List<Tensor> direction) {
    return run(curvatures, values(point, seed, direction));
  }

  /** The same by reverse over reverse. */
  List<Tensor> curvaturesByReverse(List<Tensor> point, Tensor seed, List<Tensor> direction) {
    return run(curvaturesByReverse, values(point, seed, direction));
  }

  /** The gradients by the tape. */
  List<Tensor> tapeGradients(List<Tensor> point, Tensor seed) {
    Recording recording = new Recording(point);
    List<Optional<Variable>> found = recording.gradients(seed, false);
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      TensorType type = inputs.get(i).type();
      result.add(found.get(i).map(Variable::value).orElseGet(() -> Tensor.zeros(type)));
    }
    return result;
  }

  /** The derivative of the gradients along a direction, by the tape twice. */
  List<Tensor> tapeCurvatures(List<Tensor> point, Tensor seed, List<Tensor> direction) {
    return new Recording(point).curvatures(seed, direction);
  }

  /** The function, recorded on a tape. */
  private final class Recording {

    private final Tape tape = new Tape(tensors);
    private final List<Variable> leaves = new ArrayList<>();
    private final Variable result;

    Recording(List<Tensor> point) {
      Map<String, Variable> variables = new HashMap<>();
      fixed.forEach((name, value) -> variables.put(name, tape.constant(value)));
      for (int i = 0; i < point.size(); i++) {
        Variable leaf = tape.variable(point.get(i));
        leaves.add(leaf);
        variables.put(inputName(i), leaf);
      }
      result = Replay.of(tape, graph, List.of(output), input -> variables.get(input.name())).get(0);
    }

    List<Optional<Variable>> gradients(Tensor seed, boolean createGraph) {
      if (!result.requiresGrad()) {
        return leaves.stream().map(leaf -> Optional.<Variable>empty()).toList();
      }
      return tape.grad(
          result, leaves, Optional.of(tape.constant(seed)), createGraph, createGraph, true);
    }

    List<Tensor> curvatures(Tensor seed, List<Tensor> direction) {
      List<Variable> kept = new ArrayList<>();
      List<Variable> directions = new ArrayList<>();
      List<Optional<Variable>> found = gradients(seed, true);
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).isPresent()) {
          kept.add(found.get(i).get());
          directions.add(tape.constant(direction.get(i)));
        }
      }
      Optional<Variable> slope =
          kept.isEmpty() ? Optional.empty() : Optional.of(inner(tape, kept, directions));
      List<Optional<Variable>> second =
          slope
              .filter(Variable::requiresGrad)
              .map(s -> tape.grad(s, leaves, Optional.empty(), false, false, true))
              .orElseGet(() -> leaves.stream().map(leaf -> Optional.<Variable>empty()).toList());
      List<Tensor> result = new ArrayList<>();
      for (int i = 0; i < second.size(); i++) {
        TensorType type = inputs.get(i).type();
        result.add(second.get(i).map(Variable::value).orElseGet(() -> Tensor.zeros(type)));
      }
      return result;
    }
  }
}

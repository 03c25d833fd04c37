package dev.jacobi.testkit;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.opentest4j.AssertionFailedError;

/**
 * A frozen graph and values for its inputs. What a backend must give is the value of each operation
 * computed at once, one after the other, to the last bit.
 *
 * @param name what it shows
 * @param graph frozen, with outputs
 * @param inputs by name
 */
public record Scenario(String name, Graph graph, Map<String, Tensor> inputs) {

  private static final int LONGEST_LISTING = 4000;

  /** What every backend must give, by the names of the outputs. */
  public Map<String, Tensor> expected() {
    return values(new Eager());
  }

  private Map<String, Tensor> values(TensorAlgebra<Tensor> tensors) {
    List<Tensor> values =
        Replay.of(tensors, graph, graph.outputs().values(), in -> inputs.get(in.name()));
    Map<String, Tensor> result = new LinkedHashMap<>();
    int next = 0;
    for (String output : graph.outputs().keySet()) {
      result.put(output, values.get(next++));
    }
    return result;
  }

  /**
   * Compiles and runs on a backend.
   *
   * @throws AssertionFailedError when a bit differs; the message names the output and the element
   */
  public void check(Backend backend) {
    compare(backend.name(), compile(backend).run(inputs));
  }

  /**
   * Computes operation by operation with a backend's tensors.
   *
   * @throws AssertionFailedError when a bit differs
   */
  void checkTensors(Backend backend) {
    compare("tensors of " + backend.name(), values(backend.tensors()));
  }

  Executable compile(Backend backend) {
    return backend.compile(graph);
  }

  /** The same graph with other numbers for floating-point inputs. */
  Scenario withOtherInputs(int seed) {
    Random random = new Random(seed);
    Map<String, Tensor> others = new LinkedHashMap<>();
    inputs.forEach(
        (name, value) ->
            others.put(
                name, value.dtype().isFloat() ? Samples.direction(value.type(), random) : value));
    return new Scenario(name, graph, Map.copyOf(others));
  }

  /**
   * Holds the outputs of a run against what they must be.
   *
   * @throws AssertionFailedError when a bit differs
   */
  public void compare(String backend, Map<String, Tensor> found) {
    Map<String, Tensor> expected = expected();
    if (!List.copyOf(found.keySet()).equals(List.copyOf(expected.keySet()))) {
      throw new AssertionFailedError(
          name + ": the outputs, in order", expected.keySet(), found.keySet());
    }
    expected.forEach(
        (output, value) ->
            Mismatch.between(
                    name + ", output '" + output + "'",
                    value,
                    "one operation after the other",
                    Objects.requireNonNull(found.get(output)),
                    backend)
                .ifPresent(this::fail));
  }

  private void fail(Mismatch mismatch) {
    String listing = graph.toString();
    String shown =
        listing.length() <= LONGEST_LISTING ? listing : listing.substring(0, LONGEST_LISTING) + "…";
    throw new AssertionFailedError(mismatch.message() + "\nin the graph\n" + shown);
  }

  /** Collects inputs and outputs while a graph grows. */
  static final class Builder {

    private final Graph graph = new Graph();
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();

    Graph graph() {
      return graph;
    }

    /** An input with its value. */
    Node input(String name, Tensor value) {
      inputs.put(name, value);
      return graph.input(name, value.type());
    }

    /** What was given for an input. */
    Tensor value(String name) {
      return Objects.requireNonNull(inputs.get(name));
    }

    void output(String name, Node value) {
      outputs.put(name, value);
    }

    /** The derivatives of a value by floating-point inputs, in both modes, as further outputs. */
    void derivatives(String name, Node y, List<Node> wrt, Random random) {
      Node seed = input("seed of " + name, Samples.direction(y.type(), random));
      List<Optional<Node>> gradients = Reverse.gradientsIfAny(graph, y, seed, wrt);
      Map<Node, Node> tangents = new LinkedHashMap<>();
      for (int i = 0; i < wrt.size(); i++) {
        String by = name + " by operand " + i;
        gradients.get(i).ifPresent(gradient -> output("gradient of " + by, gradient));
        tangents.put(
            wrt.get(i), input("tangent of " + by, Samples.direction(wrt.get(i).type(), random)));
      }
      output("tangent of " + name, Forward.tangent(graph, y, tangents));
    }

    Scenario build(String name) {
      return new Scenario(name, graph.extract(outputs), Map.copyOf(inputs));
    }
  }
}

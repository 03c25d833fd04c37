package dev.jacobi.core.check;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be answered: the value of an output and its gradient by some values, at one point.
 *
 * @param graph frozen; its outputs are the {@link #VALUE} and, under their names, the values to
 *     differentiate by
 * @param inputs the point
 * @param seed the adjoint of the output, of its type
 */
public record Question(Graph graph, Map<String, Tensor> inputs, Tensor seed) {

  /** The name under which the graph and every answer hold the output; no language name is empty. */
  public static final String VALUE = "";

  /** Copies the map. */
  public Question {
    inputs = Map.copyOf(inputs);
  }

  /**
   * Asks for an output of a graph and its gradient.
   *
   * @param sizes the sizes of the graph's named dimensions
   */
  public static Question of(
      Graph graph,
      Node output,
      Map<String, Node> wrt,
      Map<String, Long> sizes,
      Map<String, Tensor> inputs,
      Tensor seed) {
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put(VALUE, output);
    outputs.putAll(wrt);
    return new Question(graph.extract(outputs, sizes), inputs, seed);
  }

  /** The names of the values to differentiate by. */
  public List<String> names() {
    List<String> names = new ArrayList<>(graph.outputs().keySet());
    names.remove(VALUE);
    return names;
  }

  /** The values to differentiate by in a copy of the graph. */
  static List<Node> wrt(Graph copy) {
    List<Node> nodes = new ArrayList<>(copy.outputs().values());
    nodes.remove(0);
    return nodes;
  }
}

package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What modes on formulas have in common: runs at one point, and derivatives along directions. A
 * direction is an input of its own, and its runs go through the elements one by one; for a value of
 * one element it is the constant 1, and one run answers for all such.
 */
final class Directional {

  /** The name of the seed in what is compiled; no name of the language begins with a blank. */
  static final String SEED = " seed";

  private static final String TANGENT = " tangent ";

  /** A row and a column of a matrix of second derivatives. */
  record Pair(String row, String column) {

    /** The name of the result in what is compiled. */
    String key() {
      return row + " " + column;
    }
  }

  /** Second derivatives along directions, one for each column. */
  interface Columns {
    /** For each row and column a node of the type of the row. */
    Map<Pair, Node> of(Instance.Part part, Map<String, Node> directions);
  }

  private final Instance instance;
  private final Map<String, Tensor> inputs;

  Directional(Instance instance, Map<String, Tensor> inputs) {
    this.instance = instance;
    this.inputs = inputs;
  }

  Tensor value() {
    Executable run =
        instance.executable("value", List.of(), part -> Map.of(Instance.VALUE, part.output()));
    return result(run.run(inputs), Instance.VALUE);
  }

  /** Runs at the point. */
  Map<String, Tensor> run(Executable executable) {
    return executable.run(inputs);
  }

  /** Runs at the point, with one more input if it has a value. */
  Map<String, Tensor> run(Executable executable, String name, Optional<Tensor> value) {
    return runWith(executable, value.map(given -> Map.of(name, given)).orElse(Map.of()));
  }

  /** Runs at the point, with directions; their names are those of {@link #tangentInputs}. */
  Map<String, Tensor> run(Executable executable, Map<String, Tensor> directions) {
    return runWith(executable, tangentsOf(directions));
  }

  /** The values of the inputs that {@link #tangentInputs} makes. */
  static Map<String, Tensor> tangentsOf(Map<String, Tensor> directions) {
    Map<String, Tensor> tangents = new LinkedHashMap<>();
    directions.forEach((name, direction) -> tangents.put(TANGENT + name, direction));
    return tangents;
  }

  /** Runs at the point, with more inputs. */
  Map<String, Tensor> runWith(Executable executable, Map<String, Tensor> more) {
    Map<String, Tensor> all = new LinkedHashMap<>(inputs);
    all.putAll(more);
    return executable.run(all);
  }

  static Tensor result(Map<String, Tensor> results, String name) {
    Tensor result = results.get(name);
    if (result == null) {
      throw new AssertionError("no result " + name);
    }
    return result;
  }

  static Node node(Instance.Part part, String name) {
    Node node = part.wrt().get(name);
    if (node == null) {
      throw new AssertionError(name);
    }
    return node;
  }

  /** The direction of one value as an input. */
  static Node tangentInput(Instance.Part part, String name) {
    return part.graph().input(TANGENT + name, node(part, name).type());
  }

  /** For each value of a part its direction, an input. */
  static Map<Node, Node> tangentInputs(Instance.Part part) {
    Graph graph = part.graph();
    Map<Node, Node> tangents = new LinkedHashMap<>();
    part.wrt().forEach((name, node) -> tangents.merge(node, tangentInput(part, name), graph::plus));
    return tangents;
  }

  /** The derivative of the output along directions. */
  Tensor tangent(Map<String, Tensor> directions) {
    Executable run =
        instance.executable(
            "tangent",
            new ArrayList<>(directions.keySet()),
            part ->
                Map.of(
                    Instance.VALUE,
                    Forward.tangent(part.graph(), part.output(), tangentInputs(part))));
    return result(run(run, directions), Instance.VALUE);
  }

  boolean isOneElement(String name) {
    return instance.node(name).shape().isOneElement();
  }

  TensorType type(String name) {
    return instance.node(name).type();
  }

  /** The names whose values have one element, or the others. */
  List<String> names(List<String> wrt, boolean ofOneElement) {
    return wrt.stream().filter(name -> isOneElement(name) == ofOneElement).toList();
  }

  /** A matrix of second derivatives for each pair of names, put together column by column. */
  Map<String, Map<String, Tensor>> secondDerivatives(
      String kind, List<String> wrt, Columns columns) {
    Map<String, Map<String, Assembly>> blocks = blocks(wrt);
    List<String> single = names(wrt, true);
    if (!single.isEmpty()) {
      Executable run =
          instance.executable(
              kind + " by " + single, wrt, part -> keyed(columns.of(part, ones(part, single))));
      store(blocks, run(run), single, 0);
    }
    for (String column : names(wrt, false)) {
      Executable run =
          instance.executable(
              kind + " by " + column,
              wrt,
              part -> keyed(columns.of(part, Map.of(column, tangentInput(part, column)))));
      TensorType type = type(column);
      for (int i = 0; i < type.shape().elements(); i++) {
        Map<String, Tensor> direction = Map.of(column, Assembly.unit(type, i));
        store(blocks, run(run, direction), List.of(column), i);
      }
    }
    return tensors(blocks);
  }

  private static void store(
      Map<String, Map<String, Assembly>> blocks,
      Map<String, Tensor> found,
      List<String> columns,
      int position) {
    blocks.forEach(
        (row, rest) ->
            rest.forEach(
                (column, block) -> {
                  if (columns.contains(column)) {
                    block.column(position, result(found, new Pair(row, column).key()));
                  }
                }));
  }

  static Map<String, Node> ones(Instance.Part part, List<String> names) {
    Map<String, Node> directions = new LinkedHashMap<>();
    for (String name : names) {
      directions.put(name, part.graph().full(1, node(part, name).type()));
    }
    return directions;
  }

  static Map<String, Node> keyed(Map<Pair, Node> results) {
    Map<String, Node> keyed = new LinkedHashMap<>();
    results.forEach((pair, node) -> keyed.put(pair.key(), node));
    return keyed;
  }

  /** An empty matrix for each pair of names. */
  Map<String, Map<String, Assembly>> blocks(List<String> wrt) {
    Map<String, Map<String, Assembly>> blocks = new LinkedHashMap<>();
    for (String row : wrt) {
      Map<String, Assembly> line = new LinkedHashMap<>();
      for (String column : wrt) {
        line.put(column, new Assembly(type(row).shape(), type(column)));
      }
      blocks.put(row, line);
    }
    return blocks;
  }

  static Map<String, Map<String, Tensor>> tensors(Map<String, Map<String, Assembly>> blocks) {
    Map<String, Map<String, Tensor>> result = new LinkedHashMap<>();
    blocks.forEach(
        (row, line) -> {
          Map<String, Tensor> tensors = new LinkedHashMap<>();
          line.forEach((column, block) -> tensors.put(column, block.tensor()));
          result.put(row, tensors);
        });
    return result;
  }
}

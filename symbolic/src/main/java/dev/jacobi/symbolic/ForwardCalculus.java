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

/** Forward mode on the formula; second derivatives forward over forward. */
final class ForwardCalculus implements Calculus {

  private static final String FIRST = " first";
  private static final String SECOND = " second";

  private final Instance instance;
  private final Directional directional;

  ForwardCalculus(Instance instance, Map<String, Tensor> inputs) {
    this.instance = instance;
    this.directional = new Directional(instance, inputs);
  }

  @Override
  public Names<?> names() {
    return instance.names();
  }

  @Override
  public Tensor value() {
    return directional.value();
  }

  @Override
  public ValueAndGradient gradient(Optional<Tensor> seed, List<String> wrt) {
    Map<String, Tensor> gradient = new LinkedHashMap<>();
    jacobian(wrt)
        .forEach((name, jacobian) -> gradient.put(name, product(seed, jacobian, type(name))));
    return new ValueAndGradient(value(), gradient);
  }

  private TensorType type(String name) {
    return instance.node(name).type();
  }

  /** The seed times a Jacobian, summed in the order of the output's elements. */
  private static Tensor product(Optional<Tensor> seed, Tensor jacobian, TensorType type) {
    if (seed.isEmpty()) {
      return jacobian.reshape(type.shape());
    }
    int columns = type.shape().elements();
    double[] sums = new double[columns];
    for (int row = 0; row < seed.get().size(); row++) {
      double factor = seed.get().getDouble(row);
      for (int column = 0; column < columns; column++) {
        sums[column] += factor * jacobian.getDouble(row * columns + column);
      }
    }
    return Tensor.wrap(type.shape(), sums).cast(type.dtype());
  }

  @Override
  public Map<String, Tensor> jacobian(List<String> wrt) {
    Map<String, Assembly> columns = new LinkedHashMap<>();
    for (String name : wrt) {
      columns.put(name, new Assembly(instance.type().shape(), type(name)));
    }
    List<String> single = directional.names(wrt, true);
    if (!single.isEmpty()) {
      Map<String, Tensor> found = directional.run(tangents("columns", single, true));
      single.forEach(name -> column(columns, name, 0, found));
    }
    for (String name : directional.names(wrt, false)) {
      Executable run = tangents("column", List.of(name), false);
      for (int i = 0; i < type(name).shape().elements(); i++) {
        Map<String, Tensor> direction = Map.of(name, Assembly.unit(type(name), i));
        column(columns, name, i, directional.run(run, direction));
      }
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    columns.forEach((name, column) -> results.put(name, column.tensor()));
    return results;
  }

  private static void column(
      Map<String, Assembly> columns, String name, int position, Map<String, Tensor> found) {
    Assembly assembly = columns.get(name);
    if (assembly == null) {
      throw new AssertionError(name);
    }
    assembly.column(position, Directional.result(found, name));
  }

  /** The tangent of the output by each name on its own. */
  private Executable tangents(String kind, List<String> wrt, boolean ones) {
    return instance.executable(
        kind,
        wrt,
        part -> {
          Map<String, Node> results = new LinkedHashMap<>();
          directions(part, wrt, ones)
              .forEach(
                  (name, direction) ->
                      results.put(
                          name,
                          Forward.partial(
                              part.graph(),
                              part.output(),
                              Directional.node(part, name),
                              direction)));
          return results;
        });
  }

  private static Map<String, Node> directions(
      Instance.Part part, List<String> names, boolean ones) {
    if (ones) {
      return Directional.ones(part, names);
    }
    Map<String, Node> directions = new LinkedHashMap<>();
    names.forEach(name -> directions.put(name, Directional.tangentInput(part, name)));
    return directions;
  }

  @Override
  public Map<String, Map<String, Tensor>> hessian(List<String> wrt) {
    Map<String, Map<String, Assembly>> blocks = directional.blocks(wrt);
    List<String> single = directional.names(wrt, true);
    if (!single.isEmpty()) {
      Executable run = instance.executable("hessian", single, part -> pairs(part, single));
      Map<String, Tensor> found = directional.run(run);
      for (String row : single) {
        for (String column : single) {
          Tensor second = Directional.result(found, new Directional.Pair(row, column).key());
          block(blocks, row, column).element(0, 0, second.item());
        }
      }
    }
    for (String row : wrt) {
      for (String column : wrt) {
        if (!single.contains(row) || !single.contains(column)) {
          fill(block(blocks, row, column), row, column);
        }
      }
    }
    return Directional.tensors(blocks);
  }

  private static Assembly block(
      Map<String, Map<String, Assembly>> blocks, String row, String column) {
    Assembly block = blocks.getOrDefault(row, Map.of()).get(column);
    if (block == null) {
      throw new AssertionError(row + " " + column);
    }
    return block;
  }

  private static Map<String, Node> pairs(Instance.Part part, List<String> names) {
    Graph graph = part.graph();
    Map<String, Node> ones = Directional.ones(part, names);
    List<Node> first = new ArrayList<>();
    ones.forEach(
        (name, one) ->
            first.add(Forward.partial(graph, part.output(), Directional.node(part, name), one)));
    Map<Directional.Pair, Node> results = new LinkedHashMap<>();
    ones.forEach(
        (column, one) -> {
          List<Node> second = Forward.partials(graph, first, Directional.node(part, column), one);
          for (int i = 0; i < second.size(); i++) {
            results.put(new Directional.Pair(names.get(i), column), second.get(i));
          }
        });
    return Directional.keyed(results);
  }

  /** The second derivatives of one pair of names, element by element. */
  private void fill(Assembly block, String row, String column) {
    Executable run =
        instance.executable(
            "second derivative by " + row + " and " + column,
            List.of(row, column).stream().distinct().toList(),
            part -> {
              Graph graph = part.graph();
              Node first = Directional.node(part, row);
              Node second = Directional.node(part, column);
              Node dx = graph.input(FIRST, first.type());
              Node dy = graph.input(SECOND, second.type());
              Node partial = Forward.partial(graph, part.output(), first, dx);
              return Map.of(Instance.VALUE, Forward.partial(graph, partial, second, dy));
            });
    for (int i = 0; i < type(row).shape().elements(); i++) {
      for (int j = 0; j < type(column).shape().elements(); j++) {
        Map<String, Tensor> directions =
            Map.of(FIRST, Assembly.unit(type(row), i), SECOND, Assembly.unit(type(column), j));
        Map<String, Tensor> found = directional.runWith(run, directions);
        block.element(i, j, Directional.result(found, Instance.VALUE).item());
      }
    }
  }

  @Override
  public Tensor alongTangents(Map<String, Tensor> tangents) {
    return directional.tangent(tangents);
  }

  @Override
  public Map<String, Tensor> gradientAlong(Map<String, Tensor> directions) {
    List<String> wrt = new ArrayList<>(directions.keySet());
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (String name : wrt) {
      Executable run =
          instance.executable("hessian product by " + name, wrt, part -> product(part, name));
      Assembly row = new Assembly(instance.type().shape(), type(name));
      for (int i = 0; i < type(name).shape().elements(); i++) {
        Map<String, Tensor> all = new LinkedHashMap<>(Directional.tangentsOf(directions));
        all.put(FIRST, Assembly.unit(type(name), i));
        Map<String, Tensor> found = directional.runWith(run, all);
        row.column(i, Directional.result(found, Instance.VALUE));
      }
      results.put(name, row.tensor().reshape(type(name).shape()));
    }
    return results;
  }

  private static Map<String, Node> product(Instance.Part part, String name) {
    Graph graph = part.graph();
    Node w = Directional.node(part, name);
    Node along = Forward.tangent(graph, part.output(), Directional.tangentInputs(part));
    Node dw = graph.input(FIRST, w.type());
    return Map.of(Instance.VALUE, Forward.partial(graph, along, w, dw));
  }
}

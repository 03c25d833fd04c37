package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reverse mode on the formula; second derivatives forward over reverse. */
final class SymbolicCalculus implements Calculus {

  /** The element of the output that a row is about; no name of the language begins with a blank. */
  private static final String ROW = " row";

  private final Instance instance;
  private final Directional directional;

  SymbolicCalculus(Instance instance, Map<String, Tensor> inputs) {
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
    Executable run =
        instance.executable(
            kind(seed.isPresent()), wrt, part -> valueAndGradients(part, seed.isPresent()));
    Map<String, Tensor> found = new LinkedHashMap<>(directional.run(run, Directional.SEED, seed));
    Tensor value = found.remove(Instance.VALUE);
    if (value == null) {
      throw new AssertionError("no value");
    }
    return new ValueAndGradient(value, found);
  }

  static String kind(boolean seeded) {
    return seeded ? "seeded gradient" : "gradient";
  }

  static Map<String, Node> valueAndGradients(Instance.Part part, boolean seeded) {
    Map<String, Node> results = new LinkedHashMap<>();
    results.put(Instance.VALUE, part.output());
    results.putAll(gradients(part, seeded));
    return results;
  }

  private static Map<String, Node> gradients(Instance.Part part, boolean seeded) {
    return gradients(part, part.output(), seeded);
  }

  private static Map<String, Node> gradients(Instance.Part part, Node output, boolean seeded) {
    Graph graph = part.graph();
    TensorType type = output.type();
    Node seed = seeded ? graph.input(Directional.SEED, type) : graph.full(1, type);
    List<Node> wrt = new ArrayList<>(part.wrt().values());
    List<Node> found = Reverse.gradients(graph, output, seed, wrt);
    Map<String, Node> results = new LinkedHashMap<>();
    part.wrt().keySet().forEach(name -> results.put(name, found.get(results.size())));
    return results;
  }

  @Override
  public Map<String, Tensor> jacobian(List<String> wrt) {
    if (wrt.isEmpty()) {
      return Map.of();
    }
    TensorType type = instance.type();
    Executable run = instance.executable("row", wrt, SymbolicCalculus::row);
    Map<String, Assembly> rows = new LinkedHashMap<>();
    wrt.forEach(name -> rows.put(name, new Assembly(type.shape(), instance.node(name).type())));
    for (int row = 0; row < type.shape().elements(); row++) {
      Map<String, Tensor> found =
          directional.run(run, ROW, Optional.of(Assembly.single(type.shape(), row)));
      for (Map.Entry<String, Assembly> entry : rows.entrySet()) {
        entry.getValue().row(row, Directional.result(found, entry.getKey()));
      }
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    rows.forEach((name, assembly) -> results.put(name, assembly.tensor()));
    return results;
  }

  /** The gradients of the one element of the output that an input picks. */
  private static Map<String, Node> row(Instance.Part part) {
    Graph graph = part.graph();
    TensorType type = part.output().type();
    Node picked = graph.input(ROW, new TensorType(DType.BOOL, type.shape()));
    Node zero = graph.constant(0, type.dtype());
    return gradients(part, graph.sum(graph.where(picked, part.output(), zero)), false);
  }

  @Override
  public Map<String, Map<String, Tensor>> hessian(List<String> wrt) {
    return directional.secondDerivatives("hessian", wrt, SymbolicCalculus::gradientTangents);
  }

  /** The gradient by every name, and its derivatives along the directions of the columns. */
  private static Map<Directional.Pair, Node> gradientTangents(
      Instance.Part part, Map<String, Node> directions) {
    Map<String, Node> gradients = gradients(part, false);
    Map<Directional.Pair, Node> results = new LinkedHashMap<>();
    directions.forEach(
        (column, direction) -> {
          List<Node> found =
              Forward.partials(
                  part.graph(),
                  new ArrayList<>(gradients.values()),
                  Directional.node(part, column),
                  direction);
          int i = 0;
          for (String row : gradients.keySet()) {
            results.put(new Directional.Pair(row, column), found.get(i++));
          }
        });
    return results;
  }

  @Override
  public Tensor alongTangents(Map<String, Tensor> tangents) {
    return directional.tangent(tangents);
  }

  @Override
  public Map<String, Tensor> gradientAlong(Map<String, Tensor> directions) {
    List<String> wrt = new ArrayList<>(directions.keySet());
    Executable run =
        instance.executable(
            "hessian product",
            wrt,
            part -> {
              Map<String, Node> gradients = gradients(part, false);
              List<Node> found =
                  Forward.tangents(
                      part.graph(),
                      new ArrayList<>(gradients.values()),
                      Directional.tangentInputs(part));
              Map<String, Node> results = new LinkedHashMap<>();
              gradients.keySet().forEach(name -> results.put(name, found.get(results.size())));
              return results;
            });
    return directional.run(run, directions);
  }
}

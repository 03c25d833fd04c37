package dev.jacobi.testkit.golden;

import dev.jacobi.core.check.RoundingBound;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far rounding can move a formula's value and derivatives at one point, by the rounding
 * analysis of the cross-check, each mode in the order in which it differentiates. The bound is one
 * of first order and no factor stands before it.
 */
final class Noise {

  private static final String OUTPUT = "";

  private final Graph graph;
  private final Map<String, Node> results = new LinkedHashMap<>();
  private final Point point;
  private final Mode mode;
  private final List<String> variables;
  private List<RoundingBound> bound = List.of();

  /**
   * Where a formula is evaluated.
   *
   * @param values the doubles it is evaluated at
   * @param errors for some inputs how far those are from what is meant
   */
  record Point(Map<String, Tensor> values, Map<String, Tensor> errors) {

    /** The doubles closest to decimals. */
    static Point nearest(Map<String, BigDecimal> exact) {
      Map<String, Tensor> values = new LinkedHashMap<>();
      Map<String, Tensor> errors = new LinkedHashMap<>();
      exact.forEach(
          (name, decimal) -> {
            double value = decimal.doubleValue();
            values.put(name, Tensor.scalar(value));
            double error = decimal.subtract(new BigDecimal(value)).abs().doubleValue();
            errors.put(name, Tensor.scalar(error));
          });
      return new Point(values, errors);
    }
  }

  /** The noise at one point; derivatives must be asked for before the first bound. */
  Noise(Formula formula, List<String> variables, Mode mode, Point point) {
    Formula typed = formula.withTypesOf(point.values());
    this.graph = typed.node().graph().extract(Map.of(OUTPUT, typed.node())).open();
    this.variables = variables;
    this.mode = mode;
    this.point = point;
    results.put(OUTPUT, graph.output(OUTPUT));
  }

  /** Adds the derivatives of each element of the output by each element of the variables. */
  Noise withJacobian() {
    first(graph.output(OUTPUT));
    return this;
  }

  /** Adds the second derivatives of an output of one element. */
  Noise withHessian() {
    for (Map.Entry<Place, Node> row : first(graph.output(OUTPUT)).entrySet()) {
      second(row.getKey(), row.getValue());
    }
    return this;
  }

  /** A row or column: the element of a name, or all elements of it at once. */
  private record Place(String name, int element) {}

  private Map<Place, Node> first(Node output) {
    Map<Place, Node> rows = new LinkedHashMap<>();
    if (mode == Mode.FORWARD) {
      directions(
          (place, direction) -> {
            Node tangent = Forward.tangent(graph, output, direction);
            results.put(byElement(place), tangent);
            rows.put(place, tangent);
          });
      return rows;
    }
    for (int row = 0; row < output.shape().elements(); row++) {
      List<Node> found = Reverse.gradients(graph, output, unit(output.type(), row), wrt());
      for (int i = 0; i < found.size(); i++) {
        results.put(byRow(row, variables.get(i)), found.get(i));
        rows.put(new Place(variables.get(i), row), found.get(i));
      }
    }
    return rows;
  }

  private void second(Place row, Node gradient) {
    if (mode == Mode.TAPE) {
      for (int element = 0; element < gradient.shape().elements(); element++) {
        List<Node> found =
            Reverse.gradients(graph, gradient, unit(gradient.type(), element), wrt());
        for (int i = 0; i < found.size(); i++) {
          results.put(row.name() + " " + element + " " + variables.get(i), found.get(i));
        }
      }
      return;
    }
    directions(
        (column, direction) ->
            results.put(
                mode == Mode.FORWARD
                    ? row.name() + " " + row.element() + " " + byElement(column)
                    : row.name() + " " + byElement(column),
                Forward.tangent(graph, gradient, direction)));
  }

  private List<Node> wrt() {
    return variables.stream().map(this::input).toList();
  }

  private Node input(String name) {
    Node input = graph.inputs().get(name);
    if (input == null) {
      throw new AssertionError("no input " + name);
    }
    return input;
  }

  private interface Along {
    void direction(Place place, Map<Node, Node> direction);
  }

  private void directions(Along action) {
    for (String name : variables) {
      Node w = input(name);
      for (int element = 0; element < w.shape().elements(); element++) {
        action.direction(new Place(name, element), Map.of(w, unit(w.type(), element)));
      }
    }
  }

  private Node unit(TensorType type, int element) {
    if (type.shape().isOneElement()) {
      return graph.full(1, type);
    }
    double[] elements = new double[type.shape().elements()];
    elements[element] = 1;
    return graph.data(Tensor.wrap(type.shape(), elements));
  }

  private static String byElement(Place place) {
    return place.name() + " " + place.element();
  }

  private static String byRow(int row, String name) {
    return row + " " + name;
  }

  private double bound(String result, int element) {
    if (bound.isEmpty()) {
      List<Node> simple = Rewriter.exact().simplify(graph, new ArrayList<>(results.values()));
      Map<String, Node> outputs = new LinkedHashMap<>();
      results.keySet().forEach(name -> outputs.put(name, simple.get(outputs.size())));
      bound = List.of(new RoundingBound(graph.extract(outputs), point.values(), point.errors()));
    }
    return bound.get(0).of(result, element);
  }

  /** The bound of an element of the value. */
  double ofValue(int element) {
    return bound(OUTPUT, element);
  }

  /** The bound of the derivative of an element of the output by an element of a variable. */
  double ofDerivative(int row, String name, int element) {
    return mode == Mode.FORWARD
        ? bound(byElement(new Place(name, element)), row)
        : bound(byRow(row, name), element);
  }

  /** The bound of a second derivative by elements of two variables. */
  double ofSecond(String row, int rowElement, String column, int columnElement) {
    return switch (mode) {
      case SYMBOLIC -> bound(row + " " + byElement(new Place(column, columnElement)), rowElement);
      case TAPE -> bound(row + " " + rowElement + " " + column, columnElement);
      case FORWARD ->
          bound(row + " " + rowElement + " " + byElement(new Place(column, columnElement)), 0);
    };
  }
}

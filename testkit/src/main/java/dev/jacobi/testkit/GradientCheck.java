package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.testkit.Mismatch.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Checks the derivatives of a function at a point, for use in tests:
 *
 * <pre>{@code
 * GradientCheck.of(MyTest::loss, Tensor.vector(1, 2, 3)).check();
 * }</pre>
 *
 * <p>First derivatives: reverse mode against Ridders' differences at 1e-8, element by element;
 * reverse against forward mode by ⟨u, J·v⟩ = ⟨Jᵀ·u, v⟩ at 1e-12 of the sum of absolute terms, for
 * random v and for single elements; the tape against the graph, bit for bit. Second derivatives:
 * forward over reverse against differences of the gradient, against its own transpose (a Hessian is
 * symmetric), against reverse over reverse and against the tape. Floating-point inputs are f64;
 * integers and truth values are taken for constants. A point where the function has a kink, a jump
 * or no value fails, because differences say nothing there.
 */
public final class GradientCheck {

  /** How far from differences a derivative may be, relatively. */
  static final double DIFFERENCES = 1e-8;

  /** How far apart two routes may be, relative to the sum of the absolute terms. */
  static final double ROUTES = 1e-12;

  /**
   * A derivative this small beside the value cannot be had by differences to full relative
   * accuracy; it is judged as if it were this large.
   */
  private static final double FLOOR = 1e-4;

  private static final int MAX_ELEMENTS = 48;
  private static final int DIRECTIONS = 3;
  private static final int SHOWN = 5;

  /** A function of tensors, written over any carrier: a reference to a static method fits. */
  @FunctionalInterface
  public interface Formula {

    /** The value of the function. */
    <T> T apply(TensorAlgebra<T> a, List<T> x);
  }

  private final Derivatives derivatives;
  private final List<Tensor> point;
  private final long seed;
  private final Map<String, Ridders.Estimate> differences;

  GradientCheck(
      Derivatives derivatives,
      List<Tensor> point,
      long seed,
      Map<String, Ridders.Estimate> differences) {
    this.derivatives = derivatives;
    this.point = List.copyOf(point);
    this.seed = seed;
    this.differences = differences;
  }

  /**
   * A check of a formula.
   *
   * @param point the values of its operands, one at least of them f64
   */
  public static GradientCheck of(Formula formula, Tensor... point) {
    Graph graph = new Graph();
    List<Node> inputs = new ArrayList<>();
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Tensor tensor : point) {
      String name = "x" + inputs.size();
      inputs.add(graph.input(name, tensor.type()));
      values.put(name, tensor);
    }
    return of(formula.apply(graph, inputs), values);
  }

  /**
   * A check of a node of a graph, frozen or not, which stays as it is.
   *
   * @param point the values of the inputs the node depends on, by name, one at least of them f64;
   *     they say how large named dimensions are
   */
  public static GradientCheck of(Node output, Map<String, Tensor> point) {
    Graph frozen = output.graph().extract(Map.of("y", output), sizes(output.graph(), point));
    Graph graph = new Graph();
    List<Node> inputs = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    Map<String, Tensor> fixed = new LinkedHashMap<>();
    frozen
        .inputs()
        .forEach(
            (name, input) -> {
              Tensor value = point.get(name);
              if (value == null || !value.type().equals(input.type())) {
                throw Diagnostic.error(
                        value == null ? "input/missing" : "input/type",
                        "the input "
                            + name
                            + " is "
                            + input.type()
                            + (value == null ? ", and has no value" : ", not " + value.type()),
                        "give it a value of type " + input.type())
                    .exception();
              }
              Node copy = graph.input(name, input.type());
              if (input.dtype() == DType.F64) {
                inputs.add(copy);
                values.add(value);
              } else {
                fixed.put(name, value);
              }
            });
    if (inputs.isEmpty() || output.dtype() != DType.F64) {
      throw Diagnostic.error(
              "derivative/type",
              "a gradient is checked of an f64 value by f64 inputs, but the value is "
                  + output.type()
                  + " of "
                  + inputs.size()
                  + " such inputs",
              "declare inputs and value as f64")
          .exception();
    }
    Node copy =
        Replay.of(
                graph,
                frozen,
                List.of(frozen.outputs().get("y")),
                input -> graph.inputs().get(input.name()))
            .get(0);
    Derivatives derivatives = new Derivatives(graph, copy, inputs, fixed);
    return new GradientCheck(derivatives, values, 1, new LinkedHashMap<>());
  }

  private static Map<String, Long> sizes(Graph graph, Map<String, Tensor> point) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    graph
        .inputs()
        .forEach(
            (name, input) -> {
              Tensor value = point.get(name);
              if (value != null && value.shape().rank() == input.shape().rank()) {
                for (int axis = 0; axis < value.shape().rank(); axis++) {
                  if (!input.shape().dim(axis).isFixed()) {
                    sizes.put(input.shape().dim(axis).toString(), value.shape().dim(axis).size());
                  }
                }
              }
            });
    return sizes;
  }

  /** The same check with other random seeds and directions. */
  public GradientCheck withRandom(long other) {
    return new GradientCheck(derivatives, point, other, new LinkedHashMap<>());
  }

  /** The same check of other derivatives of the same function; differences are not taken anew. */
  GradientCheck judging(Derivatives other) {
    return new GradientCheck(other, point, seed, differences);
  }

  Derivatives derivatives() {
    return derivatives;
  }

  /**
   * Checks first and second derivatives.
   *
   * @throws AssertionFailedError when two routes disagree; the message shows both numbers
   */
  public void check() {
    fail(firstDerivatives());
    fail(secondDerivatives());
  }

  /**
   * Checks first derivatives only.
   *
   * @throws AssertionFailedError when two routes disagree; the message shows both numbers
   */
  public void checkFirstDerivatives() {
    fail(firstDerivatives());
  }

  private static void fail(List<Mismatch> found) {
    if (!found.isEmpty()) {
      String shown =
          found.stream().limit(SHOWN).map(Mismatch::message).collect(Collectors.joining("\n"));
      String rest = found.size() > SHOWN ? "\nand " + (found.size() - SHOWN) + " more" : "";
      throw new AssertionFailedError(shown + rest);
    }
  }

  /** All that disagrees in first derivatives. */
  List<Mismatch> firstDerivatives() {
    Random random = new Random(seed);
    Tensor u = Samples.direction(derivatives.type(), random);
    List<Tensor> gradients = derivatives.gradients(point, u);
    List<Mismatch> found = new ArrayList<>();
    for (int i = 0; i < point.size(); i++) {
      for (int element : elements(point.get(i), random)) {
        againstDifferences(i, element, u, gradients.get(i), found);
        againstForward(i, element, u, gradients.get(i), found);
      }
    }
    for (int k = 0; k < DIRECTIONS; k++) {
      innerProduct(u, gradients, randomDirection(random), found);
    }
    List<Tensor> tape = derivatives.tapeGradients(point, u);
    for (int i = 0; i < point.size(); i++) {
      Mismatch.between(
              derivativeBy(i), gradients.get(i), "reverse mode on the graph", tape.get(i), "tape")
          .ifPresent(found::add);
    }
    return found;
  }

  private static List<Integer> elements(Tensor tensor, Random random) {
    List<Integer> all = new ArrayList<>();
    boolean few = tensor.size() <= MAX_ELEMENTS;
    for (int i = 0; i < Math.min(tensor.size(), MAX_ELEMENTS); i++) {
      all.add(few ? i : random.nextInt(tensor.size()));
    }
    return all;
  }

  private List<Tensor> randomDirection(Random random) {
    return point.stream().map(x -> Samples.direction(x.type(), random)).toList();
  }

  private String derivativeBy(int input) {
    return "derivative of " + derivatives.name() + " by " + derivatives.inputName(input);
  }

  private void againstDifferences(
      int input, int element, Tensor u, Tensor gradient, List<Mismatch> found) {
    Tensor x = point.get(input);
    double at = x.getDouble(element);
    Ridders.Estimate expected =
        differences.computeIfAbsent(
            input + "/" + element,
            key ->
                Ridders.derivative(
                    t -> InnerProduct.of(u, derivatives.value(moved(input, element, t))).value(),
                    at,
                    Math.max(Math.abs(at), 1)));
    judge(
            derivativeBy(input),
            "at element " + Mismatch.position(x.shape(), element) + " = " + at,
            expected,
            new Figure(gradient.getDouble(element), "reverse mode"),
            InnerProduct.of(u, derivatives.value(point)).absolute())
        .ifPresent(found::add);
  }

  /** Holds a derivative against differences, where the terms of the value have the given size. */
  static Optional<Mismatch> judge(
      String what, String where, Ridders.Estimate expected, Figure figure, double size) {
    double scale = Math.max(Math.abs(expected.value()), FLOOR * size);
    double difference = Math.abs(figure.value() - expected.value());
    if (difference <= DIFFERENCES * scale) {
      return Optional.empty();
    }
    boolean clear = expected.error() <= DIFFERENCES * scale;
    String origin =
        clear
            ? "differences, uncertain by " + (float) expected.error()
            : "differences, which are not clear here: a kink, a jump, the end of the domain?";
    return Optional.of(new Mismatch(what, where, new Figure(expected.value(), origin), figure));
  }

  private List<Tensor> moved(int input, int element, double value) {
    Tensor x = point.get(input);
    double[] elements = x.toDoubles();
    elements[element] = value;
    List<Tensor> result = new ArrayList<>(point);
    result.set(input, Tensor.wrap(x.shape(), elements));
    return result;
  }

  private void againstForward(
      int input, int element, Tensor u, Tensor gradient, List<Mismatch> found) {
    List<Tensor> basis = new ArrayList<>(point.stream().map(x -> Tensor.zeros(x.type())).toList());
    double[] unit = new double[point.get(input).size()];
    unit[element] = 1;
    basis.set(input, Tensor.wrap(point.get(input).shape(), unit));
    InnerProduct forward = InnerProduct.of(u, derivatives.tangent(point, basis));
    double entry = gradient.getDouble(element);
    compare(
        derivativeBy(input),
        "at element " + Mismatch.position(gradient.shape(), element),
        new Figure(forward.value(), "forward mode"),
        new Figure(entry, "reverse mode"),
        forward.absolute() + Math.abs(entry),
        found);
  }

  private void innerProduct(
      Tensor u, List<Tensor> gradients, List<Tensor> v, List<Mismatch> found) {
    InnerProduct forward = InnerProduct.of(u, derivatives.tangent(point, v));
    InnerProduct reverse = InnerProduct.of(gradients, v);
    compare(
        "inner product <u, J v> = <J'u, v> of " + derivatives.name(),
        "along a random direction v",
        new Figure(forward.value(), "forward mode"),
        new Figure(reverse.value(), "reverse mode"),
        forward.absolute() + reverse.absolute(),
        found);
  }

  private static void compare(
      String what, String where, Figure expected, Figure figure, double terms, List<Mismatch> out) {
    if (!(Math.abs(expected.value() - figure.value()) <= ROUTES * terms)) {
      out.add(new Mismatch(what, where, expected, figure));
    }
  }

  /** All that disagrees in second derivatives. */
  List<Mismatch> secondDerivatives() {
    Random random = new Random(seed);
    Tensor u = Samples.direction(derivatives.type(), random);
    List<Mismatch> found = new ArrayList<>();
    for (int k = 0; k < DIRECTIONS; k++) {
      List<Tensor> v = randomDirection(random);
      List<Tensor> w = randomDirection(random);
      List<Tensor> curvatures = derivatives.curvatures(point, u, v);
      curvatureAgainstDifferences(k, u, v, w, curvatures, found);
      symmetry(u, v, w, curvatures, found);
      sameCurvature("reverse over reverse", curvatures, x -> x.curvaturesByReverse(point, u, v))
          .forEach(found::add);
      sameCurvature("the tape twice", curvatures, x -> x.tapeCurvatures(point, u, v))
          .forEach(found::add);
    }
    return found;
  }

  private void curvatureAgainstDifferences(
      int k, Tensor u, List<Tensor> v, List<Tensor> w, List<Tensor> hv, List<Mismatch> found) {
    Ridders.Estimate expected =
        differences.computeIfAbsent(
            "curvature " + k,
            key ->
                Ridders.derivative(
                    t -> InnerProduct.of(w, derivatives.gradients(along(v, t), u)).value(), 0, 1));
    InnerProduct curvature = InnerProduct.of(w, hv);
    judge(
            "second derivative of " + derivatives.name(),
            "along a random direction",
            expected,
            new Figure(curvature.value(), "forward over reverse mode"),
            InnerProduct.of(w, derivatives.gradients(point, u)).absolute() + curvature.absolute())
        .ifPresent(found::add);
  }

  private List<Tensor> along(List<Tensor> direction, double t) {
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < point.size(); i++) {
      double[] elements = point.get(i).toDoubles();
      for (int j = 0; j < elements.length; j++) {
        elements[j] += t * direction.get(i).getDouble(j);
      }
      result.add(Tensor.wrap(point.get(i).shape(), elements));
    }
    return result;
  }

  private void symmetry(
      Tensor u, List<Tensor> v, List<Tensor> w, List<Tensor> hv, List<Mismatch> found) {
    InnerProduct left = InnerProduct.of(w, hv);
    InnerProduct right = InnerProduct.of(v, derivatives.curvatures(point, u, w));
    compare(
        "symmetry <w, H v> = <v, H w> of the second derivative of " + derivatives.name(),
        "along random directions",
        new Figure(left.value(), "<w, H v>"),
        new Figure(right.value(), "<v, H w>"),
        left.absolute() + right.absolute(),
        found);
  }

  private List<Mismatch> sameCurvature(
      String route, List<Tensor> expected, Function<Derivatives, List<Tensor>> other) {
    List<Mismatch> found = new ArrayList<>();
    List<Tensor> figures = other.apply(derivatives);
    for (int i = 0; i < expected.size(); i++) {
      Tensor own = expected.get(i);
      double norm = Math.sqrt(InnerProduct.of(own, own).absolute() * own.size());
      for (int j = 0; j < own.size(); j++) {
        compare(
            "second " + derivativeBy(i),
            "at element " + Mismatch.position(own.shape(), j),
            new Figure(own.getDouble(j), "forward over reverse mode"),
            new Figure(figures.get(i).getDouble(j), route),
            norm,
            found);
      }
    }
    return found;
  }
}

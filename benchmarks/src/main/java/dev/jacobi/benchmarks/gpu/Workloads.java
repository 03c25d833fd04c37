package dev.jacobi.benchmarks.gpu;

import dev.jacobi.benchmarks.scalar.Call;
import dev.jacobi.benchmarks.tensor.Network;
import dev.jacobi.benchmarks.tensor.Perceptron;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is measured on a device, in the order of the table. */
final class Workloads {

  /** The columns of the logistic regression. */
  private static final int FEATURES = 96;

  /** How many sums follow one another in the chain of small kernels; each step takes two. */
  private static final int CHAIN = 50;

  /** The fraction of torch's speed that products should reach. */
  private static final double PRODUCTS = 0.7;

  private static final List<DType> FLOATS = List.of(DType.F32, DType.F64);

  private final int elements;
  private final int rows;
  private final int columns;
  private final int samples;
  private final int calls;
  private final List<Integer> products;
  private final List<Workload> all = new ArrayList<>();

  private Workloads(
      int elements, int rows, int columns, int samples, int calls, List<Integer> products) {
    this.elements = elements;
    this.rows = rows;
    this.columns = columns;
    this.samples = samples;
    this.calls = calls;
    this.products = products;
    FLOATS.forEach(this::elementWise);
    FLOATS.forEach(this::sums);
    FLOATS.forEach(this::matrices);
    FLOATS.forEach(this::likelihoods);
    FLOATS.forEach(this::blackScholes);
    FLOATS.forEach(this::products);
    chain();
    perceptron("784-256-128-10x128");
    perceptron("784-128-10x64");
    smallest();
  }

  /** At sizes that no cache holds. */
  static List<Workload> thorough() {
    return new Workloads(1 << 25, 8192, 4096, 1 << 18, 1 << 22, List.of(1024, 4096)).all;
  }

  /** At sizes that only show whether all works. */
  static List<Workload> quick() {
    return new Workloads(1 << 20, 1024, 1000, 1 << 13, 1 << 16, List.of(256)).all;
  }

  /** At sizes at which everything can be checked without a device. */
  static List<Workload> tiny() {
    return new Workloads(1000, 33, 40, 50, 70, List.of(17)).all;
  }

  private void elementWise(DType dtype) {
    Given x = given(0, "x", dtype, -2, 2, elements);
    Given y = given(1, "y", dtype, -2, 2, elements);
    add("polynomial", dtype, elements, "y = (x*1.5 + 0.25)*x - 2", List.of(x), "y");
    add("sigmoid", dtype, elements, "y = sigmoid(x)", List.of(x), "y");
    add("axpy", dtype, elements, "z = 2.5*x + y", List.of(x, y), "z");
  }

  private void sums(DType dtype) {
    Given x = given(0, "x", dtype, 0, 2, elements);
    Given y = given(1, "y", dtype, 0, 2, elements);
    add("sum", dtype, elements, "s = sum(x)", List.of(x), "s");
    add("dot", dtype, elements, "s = sum(x*y)", List.of(x, y), "s");
  }

  private void matrices(DType dtype) {
    Given x = given(0, "X", dtype, -1, 2, rows, columns);
    String size = rows + "x" + columns;
    add("row-sums", dtype, size, "s = sum(X, axis=1)", List.of(x), "s");
    add("column-sums", dtype, size, "s = sum(X, axis=0)", List.of(x), "s");
    add("softmax", dtype, size, "y = softmax(X, axis=1)", List.of(x), "y");
  }

  private void likelihoods(DType dtype) {
    List<Given> regression =
        List.of(
            given(0, "X", dtype, -1, 1, samples, FEATURES),
            given(1, "y", dtype, -1, 1, samples),
            given(2, "w", dtype, -0.3, 0.3, FEATURES));
    add(
        "logistic-regression",
        dtype,
        samples + "x" + FEATURES,
        "f = sum(log(1 + exp(-y*(X @ w)))); g = grad(f, w)",
        regression,
        "f",
        "g");
    List<Given> gaussian =
        List.of(
            given(0, "x", dtype, -1, 3, elements),
            given(1, "mu", dtype, 0.25, 0.25),
            given(2, "sigma", dtype, 1.5, 1.5));
    add(
        "gaussian-likelihood",
        dtype,
        elements,
        """
        f = sum(log(sigma) + ((x - mu)/sigma)^2/2)
        by_mu = grad(f, mu)
        by_sigma = grad(f, sigma)
        """,
        gaussian,
        "f",
        "by_mu",
        "by_sigma");
  }

  private void blackScholes(DType dtype) {
    double[][] ranges = {{80, 120}, {80, 120}, {0.01, 0.06}, {0.1, 0.5}, {0.25, 2}};
    StringBuilder program = new StringBuilder(Call.PROGRAM).append("total = sum(call)\n");
    List<Given> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>(List.of("call"));
    for (int i = 0; i < ranges.length; i++) {
      String name = Call.NAMES.get(i);
      program.append("by_" + name + " = grad(total, " + name + ")\n");
      inputs.add(given(i, name, dtype, ranges[i][0], ranges[i][1], calls));
      outputs.add("by_" + name);
    }
    add("black-scholes", dtype, calls, program.toString(), inputs, outputs.toArray(String[]::new));
  }

  private void products(DType dtype) {
    for (int size : products) {
      all.add(
          new Workload(
              "product-" + dtype + "-" + size,
              "product",
              dtype,
              "C = A @ B",
              List.of(
                  given(0, "A", dtype, -1, 1, size, size), given(1, "B", dtype, -1, 1, size, size)),
              List.of("C"),
              new Limit.Arithmetic(2.0 * size * size * size),
              1 / PRODUCTS));
    }
  }

  /** Each sum must be there before the next can begin. */
  private void chain() {
    StringBuilder program = new StringBuilder();
    for (int i = 1; i <= CHAIN; i++) {
      program.append("x%d = x%d - 0.01*mean(x%2$d*x%2$d)\n".formatted(i, i - 1));
    }
    all.add(
        new Workload(
            "chain-f32-" + 2 * CHAIN,
            "chain",
            DType.F32,
            program.toString(),
            List.of(given(0, "x0", DType.F32, -1, 1, 256)),
            List.of("x" + CHAIN),
            new Limit.Launches(1.5),
            1));
  }

  /**
   * A step of gradient descent: the loss, and the weights a step on. Labels are weights of all
   * classes, so that the host has nothing to do with them.
   */
  private void perceptron(String name) {
    Network network = new Network(name);
    int classes = network.width(network.layers());
    Map<String, TensorType> types = Perceptron.types(network);
    types.put("labels", new TensorType(DType.F32, Shape.of(network.batch(), classes)));
    List<Given> inputs = new ArrayList<>();
    types.forEach((input, type) -> inputs.add(input(inputs.size(), input, type, classes)));
    List<String> outputs = new ArrayList<>(List.of("loss"));
    Perceptron.names(network).forEach(weights -> outputs.add("next_" + weights));
    all.add(
        new Workload(
            "perceptron-f32-" + name,
            "perceptron",
            DType.F32,
            Perceptron.program(network, true, "-mean(sum(labels*log_softmax(%s, axis=1), axis=1))"),
            inputs,
            outputs,
            new Limit.Peers(),
            1));
  }

  private static Given input(int number, String name, TensorType type, int classes) {
    return switch (name) {
      case "X" -> new Given(name, type, 0, 1, step(number));
      case "labels" -> new Given(name, type, 0, 2.0 / classes, step(number));
      default -> {
        double bound = 1 / Math.sqrt(type.shape().sizes()[0]);
        yield new Given(name, type, -bound, bound, step(number));
      }
    };
  }

  private void smallest() {
    all.add(
        new Workload(
            "replay-f64-1",
            "replay",
            DType.F64,
            "y = x + 1",
            List.of(given(0, "x", DType.F64, 1, 2, 1)),
            List.of("y"),
            new Limit.Host(2),
            1));
  }

  /** A workload that memory limits. */
  private void add(
      String kind,
      DType dtype,
      Object size,
      String program,
      List<Given> inputs,
      String... outputs) {
    String name = kind + "-" + dtype + "-" + size;
    List<String> names = List.of(outputs);
    all.add(new Workload(name, kind, dtype, program, inputs, names, new Limit.Traffic(), 1));
  }

  private static Given given(
      int number, String name, DType dtype, double low, double high, long... sizes) {
    return new Given(name, new TensorType(dtype, Shape.of(sizes)), low, high, step(number));
  }

  /** The fraction of the root of a prime, one for each input of a program. */
  private static double step(int input) {
    int[] primes = {5, 2, 3, 7, 11, 13, 17, 19, 23, 29};
    double root = Math.sqrt(primes[input]);
    return root - Math.floor(root);
  }
}

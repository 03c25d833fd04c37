package dev.jacobi.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A program as people write them, with its gradients and values for its inputs, of any size.
 *
 * @param name what it is, with its element type
 * @param text in the language
 * @param dtype the element type of its numbers
 * @param inputs by name
 * @param outputs what is computed
 */
public record ExampleProgram(
    String name, String text, DType dtype, Map<String, Tensor> inputs, List<String> outputs) {

  private static final String BLACK_SCHOLES =
      """
      def N(x) = erfc(-x/sqrt(2))/2
      d1 = (log(S/K) + (r + sigma^2/2)*T)/(sigma*sqrt(T))
      d2 = d1 - sigma*sqrt(T)
      call = S*N(d1) - K*exp(-r*T)*N(d2)
      total = sum(call)
      delta = grad(total, S)
      dual = grad(total, K)
      rho = grad(total, r)
      vega = grad(total, sigma)
      theta = grad(total, T)
      gamma = grad(sum(delta), S)
      """;

  private static final String DIGITS =
      """
      hidden = relu(pixels @ W1 + b1)
      logits = hidden @ W2 + b2
      loss = cross_entropy(logits, labels, reduction="mean", label_smoothing=0.3)
      g1 = grad(loss, W1)
      g2 = grad(loss, b1)
      g3 = grad(loss, W2)
      g4 = grad(loss, b2)
      """;

  private static final String WORDS =
      """
      states = tanh(E[words])
      logits = states @ W + b
      loss = cross_entropy(logits, labels)
      E2 = E - 0.1*grad(loss, E)
      W2 = W - 0.1*grad(loss, W)
      b2 = b - 0.1*grad(loss, b)
      right = sum(cast(argmax(logits, axis=1) == labels, "f64"))
      """;

  /** A list of inputs that grows; the same seed gives the same numbers. */
  private static final class Inputs {
    private final DType dtype;
    private final Random random;
    private final Map<String, Tensor> values = new LinkedHashMap<>();

    Inputs(DType dtype, String name) {
      this.dtype = dtype;
      this.random = new Random(name.hashCode());
    }

    Inputs and(String name, double low, double high, long... sizes) {
      Tensor value = Tensor.zeros(new TensorType(DType.F64, Shape.of(sizes)));
      for (int i = 0; i < value.size(); i++) {
        value.doubles()[i] = low + (high - low) * random.nextDouble();
      }
      values.put(name, value.cast(dtype));
      return this;
    }

    Inputs andLabels(String name, int classes, int size) {
      values.put(name, Tensor.integers(random.longs(size, 0, classes).toArray()));
      return this;
    }
  }

  private static ExampleProgram of(
      String kind, DType dtype, String text, Inputs inputs, String... outputs) {
    return new ExampleProgram(kind + " in " + dtype, text, dtype, inputs.values, List.of(outputs));
  }

  /** The examples and other programs that are learned from, over about so many elements. */
  public static Stream<ExampleProgram> all(int elements) {
    return Stream.of(DType.F64, DType.F32).flatMap(dtype -> all(dtype, elements).stream());
  }

  private static List<ExampleProgram> all(DType dtype, int elements) {
    int side = Math.max(2, (int) Math.sqrt(elements));
    int rows = Math.max(3, elements / 64);
    List<ExampleProgram> programs = new ArrayList<>();
    programs.add(
        of(
            "seeds",
            dtype,
            "y = x*x; z = 2*y + 2*p*p; a = vjp(z, x, s); b = vjp(z, p, s); c = grad(mean(z), x)",
            new Inputs(dtype, "seeds")
                .and("x", 1, 3)
                .and("p", -1, 1, side, side)
                .and("s", -1, 1, side, side),
            "z",
            "a",
            "b",
            "c"));
    programs.add(
        of(
            "digits",
            dtype,
            DIGITS,
            new Inputs(dtype, "digits")
                .and("pixels", 0, 1, rows, 64)
                .andLabels("labels", 10, rows)
                .and("W1", -0.125, 0.125, 64, 64)
                .and("b1", -0.1, 0.1, 64)
                .and("W2", -0.125, 0.125, 64, 10)
                .and("b2", -0.1, 0.1, 10),
            "loss",
            "g1",
            "g2",
            "g3",
            "g4"));
    programs.add(words(dtype, rows));
    programs.add(blackScholes(dtype, elements));
    programs.addAll(likelihoods(dtype, elements, rows));
    programs.addAll(tables(dtype, side));
    return programs;
  }

  private static ExampleProgram words(DType dtype, int rows) {
    return of(
        "words",
        dtype,
        WORDS,
        new Inputs(dtype, "words")
            .andLabels("words", 50, rows)
            .andLabels("labels", 11, rows)
            .and("E", -1, 1, 50, 33)
            .and("W", -0.125, 0.125, 33, 11)
            .and("b", -0.1, 0.1, 11),
        "loss",
        "E2",
        "W2",
        "b2",
        "right");
  }

  private static ExampleProgram blackScholes(DType dtype, int elements) {
    return of(
        "Black–Scholes",
        dtype,
        BLACK_SCHOLES,
        new Inputs(dtype, "calls")
            .and("S", 80, 120, elements)
            .and("K", 80, 120, elements)
            .and("r", 0.01, 0.06, elements)
            .and("sigma", 0.1, 0.5, elements)
            .and("T", 0.25, 2, elements),
        "call",
        "delta",
        "dual",
        "rho",
        "vega",
        "theta",
        "gamma");
  }

  private static List<ExampleProgram> likelihoods(DType dtype, int elements, int rows) {
    return List.of(
        of(
            "logistic regression",
            dtype,
            "f = sum(log(1 + exp(-y*(X @ w)))); g = grad(f, w)",
            new Inputs(dtype, "regression")
                .and("X", -1, 1, rows, 96)
                .and("y", -1, 1, rows)
                .and("w", -0.3, 0.3, 96),
            "f",
            "g"),
        of(
            "Gaussian likelihood",
            dtype,
            "f = sum(log(sigma) + ((x - mu)/sigma)^2/2); g = grad(f, mu); h = grad(f, sigma)",
            new Inputs(dtype, "gaussian")
                .and("x", -1, 3, elements)
                .and("mu", 0, 1)
                .and("sigma", 1, 2),
            "f",
            "g",
            "h"));
  }

  private static List<ExampleProgram> tables(DType dtype, int side) {
    Inputs plain = new Inputs(dtype, "table").and("A", -2, 2, side, side + 1);
    Inputs square =
        new Inputs(dtype, "table").and("A", -2, 2, side, side + 1).and("b", -1, 1, side);
    return List.of(
        of("softmax", dtype, "y = softmax(A, axis=1); g = grad(sum(y*y), A)", plain, "y", "g"),
        of(
            "reductions",
            dtype,
            """
            a = sum(A, axis=0)
            c = sum(A, axis=1)
            d = max(A, axis=0)
            e = max(A, axis=1)
            f = sum(A)
            h = sum(A' * b)
            i = mean(sin(A)*exp(A), axis=1)
            """,
            square,
            "a",
            "c",
            "d",
            "e",
            "f",
            "h",
            "i"));
  }

  /** Products of matrices whose sizes are awkward, up to a largest one. */
  static Stream<ExampleProgram> products(int largest) {
    int odd = largest / 4 + 1;
    int[][] sizes = {
      {odd, odd, odd}, {largest, odd, largest - 1}, {odd, largest, 1}, {largest, largest, largest}
    };
    return Stream.of(DType.F64, DType.F32)
        .flatMap(dtype -> Stream.of(sizes).map(size -> product(dtype, size)));
  }

  private static ExampleProgram product(DType dtype, int[] size) {
    String name = "product of " + size[0] + "×" + size[1] + " and " + size[1] + "×" + size[2];
    return of(
        name,
        dtype,
        "C = A @ B; G = grad(sum(C*C)/2, A)",
        new Inputs(dtype, name).and("A", -1, 1, size[0], size[1]).and("B", -1, 1, size[1], size[2]),
        "C",
        "G");
  }

  /** Compiles it. */
  public Executable executable(Backend backend) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    inputs.forEach((name, value) -> types.put(name, value.type()));
    return Formula.parse(text)
        .withTypes(types)
        .withDType(dtype)
        .withBackend(backend)
        .executable(outputs.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name;
  }
}

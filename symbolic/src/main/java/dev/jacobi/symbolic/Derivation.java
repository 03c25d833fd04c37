package dev.jacobi.symbolic;

import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.print.OperationCount;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The derivatives of a formula on their way to what is printed: made by reverse mode, then
 * simplified by all equations of the real numbers.
 *
 * @param outputName the name of the output
 * @param isSeeded whether the seed stands in the derivatives, as an input
 * @param value the output, as written
 * @param gradients the derivatives by name, as reverse mode makes them
 * @param simpleValue the output, simplified
 * @param simple the derivatives by name, simplified
 * @param rules how often each equation was used, in the order of first use
 */
public record Derivation(
    String outputName,
    boolean isSeeded,
    Node value,
    Map<String, Node> gradients,
    Node simpleValue,
    Map<String, Node> simple,
    Map<String, Integer> rules) {

  /** Copies the maps, keeping their order. */
  public Derivation {
    gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    simple = Collections.unmodifiableMap(new LinkedHashMap<>(simple));
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  static Derivation of(Instance instance, Seed seed, List<String> asked) {
    Instance.Part part = instance.part(asked);
    Graph graph = part.graph();
    Node output = part.output();
    boolean symbol = seed == Seed.NONE && !output.shape().isOneElement();
    Node start =
        symbol
            ? graph.input(instance.seedName(), output.type())
            : folded(graph, seed, output.type());
    List<String> names = new ArrayList<>(part.wrt().keySet());
    List<Node> wrt = new ArrayList<>(part.wrt().values());
    Rewriter rewriter = Rewriter.real().assuming(List.of(output));
    List<Node> raw = Reverse.gradients(graph, output, start, wrt);
    List<Node> simple = rewriter.simplify(graph, raw);
    Node simpleValue = rewriter.simplify(graph, output);
    boolean again = simpleValue != output && wrt.stream().allMatch(w -> w.op() instanceof Op.Input);
    if (again && !rewriter.metUnreal()) {
      List<Node> other = Reverse.gradients(graph, simpleValue, start, wrt);
      simple = shorter(simple, rewriter.simplify(graph, other));
    }
    return new Derivation(
        instance.names().output(),
        symbol,
        output,
        named(names, raw),
        simpleValue,
        named(names, simple),
        rewriter.trace().counts());
  }

  /**
   * Of two formulas for the same derivative the one with fewer operations: the derivative of the
   * value as written, or that of the simplified value.
   */
  private static List<Node> shorter(List<Node> ofWritten, List<Node> ofSimplified) {
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < ofWritten.size(); i++) {
      long written = OperationCount.of(List.of(ofWritten.get(i)));
      long simplified = OperationCount.of(List.of(ofSimplified.get(i)));
      result.add(simplified < written ? ofSimplified.get(i) : ofWritten.get(i));
    }
    return result;
  }

  private static Map<String, Node> named(List<String> names, List<Node> nodes) {
    Map<String, Node> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), nodes.get(i));
    }
    return named;
  }

  /** The seed as a constant: one number for all elements if they are equal. */
  private static Node folded(Graph graph, Seed seed, TensorType type) {
    if (seed.given().isEmpty()) {
      return graph.full(1, type);
    }
    Optional<Tensor> value = seed.value(type);
    Tensor given = value.orElseThrow();
    for (int i = 1; i < given.size(); i++) {
      if (given.getDouble(i) != given.getDouble(0)) {
        return graph.data(given);
      }
    }
    Optional<Rational> number =
        given.size() == 0 ? Optional.empty() : Rational.of(given.getDouble(0));
    return number
        .map(known -> graph.broadcast(graph.constant(known, type.dtype()), type.shape()))
        .orElseGet(() -> graph.data(given));
  }

  /**
   * The derivative by a name.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code derivative/not-asked} for a name that
   *     was not asked for
   */
  public Derivative by(String name) {
    Node node = simple.get(Objects.requireNonNull(name, "name"));
    if (node == null) {
      throw ValueAndGradient.notAsked("derivative", name, simple.keySet()).exception();
    }
    return new Derivative(outputName, name, isSeeded, node);
  }

  /** All derivatives, in the order they were asked for. */
  public List<Derivative> derivatives() {
    return simple.keySet().stream().map(this::by).toList();
  }

  /** How many operations the simplified value and derivatives take. */
  public Operations operations() {
    Map<String, Long> each = new LinkedHashMap<>();
    simple.forEach((name, node) -> each.put(name, OperationCount.of(List.of(node))));
    List<Node> all = new ArrayList<>(simple.values());
    all.add(simpleValue);
    return new Operations(OperationCount.of(List.of(simpleValue)), each, OperationCount.of(all));
  }
}

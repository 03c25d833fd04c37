package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.MissingInput;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A formula whose inputs have settled types, with all that was compiled for it. Safe to share
 * between threads: its graph does not grow; derivatives grow copies.
 */
final class Instance {

  /** The name of the output in what is compiled; no name of the language is empty. */
  static final String VALUE = "";

  /** What is compiled: named results, appended to the graph of a part. */
  interface Results {
    /** The nodes to compute. */
    Map<String, Node> of(Part part);
  }

  /** A copy of what the output and the values to differentiate by are made of. */
  record Part(Graph graph, Node output, Map<String, Node> wrt) {

    /** The output alone. */
    Map<String, Node> value() {
      return Map.of(VALUE, output);
    }
  }

  private record Purpose(String kind, List<String> wrt) {}

  private final Origin origin;
  private final Graph graph;
  private final Built<Node> built;
  private final Backend backend;
  private final Names<Node> names;
  private final Map<Purpose, Execution> compiled = new ConcurrentHashMap<>();
  private final Map<Purpose, VectorFunction> functions = new ConcurrentHashMap<>();
  private final Map<List<String>, Derivation> derived = new ConcurrentHashMap<>();

  Instance(Origin origin, Origin.Formulas formulas, Optional<String> output, Backend backend) {
    this.origin = origin;
    this.graph = formulas.graph();
    this.built = formulas.built();
    this.backend = backend;
    this.names = new Names<>(built, output, Node::type, origin::place);
  }

  /** What the formula names. */
  Names<Node> names() {
    return names;
  }

  Node node(String name) {
    return names.value(name);
  }

  Node output() {
    return names.result();
  }

  TensorType type() {
    return names.type();
  }

  Graph graph() {
    return graph;
  }

  /** The inputs in the order of their first appearance. */
  Map<String, TensorType> inputs() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    built.inputs().forEach((name, node) -> types.put(name, node.type()));
    return types;
  }

  /** The values that a run needs, converted to the types of the inputs. */
  Map<String, Tensor> bind(Map<String, Tensor> at) {
    boolean[] live = graph.live(List.of(output()));
    Map<String, Tensor> bound = new LinkedHashMap<>();
    List<Diagnostic> missing = new ArrayList<>();
    built
        .inputs()
        .forEach(
            (name, node) -> {
              Tensor value = at.get(name);
              if (value != null) {
                bound.put(name, convert(name, value, node.type()));
              } else if (live[node.id()]) {
                missing.add(missing(name, node.type()));
              }
            });
    if (!missing.isEmpty()) {
      throw new DiagnosticException(missing);
    }
    return bound;
  }

  private Diagnostic missing(String name, TensorType type) {
    return MissingInput.of(name, type, built.spare().keySet()).withSpan(origin.place(name));
  }

  private Tensor convert(String name, Tensor value, TensorType type) {
    if (!value.dtype().isFloat()) {
      boolean rounds = value.dtype() == DType.I64 && type.dtype().isFloat();
      return rounds ? value.cast(type.dtype()) : value;
    }
    if (!type.dtype().isFloat() || built.integral().contains(name)) {
      whole(origin, name, value);
    }
    try {
      return Narrowing.of("the input " + name, value, type.dtype());
    } catch (DiagnosticException found) {
      throw found.first().withSpan(origin.place(name)).exception();
    }
  }

  /**
   * Refuses values that are not whole where integers are needed, or so large that they may have
   * been rounded before.
   */
  static void whole(Origin origin, String name, Tensor value) {
    double limit = value.dtype() == DType.F32 ? 0x1p24 : 0x1p53;
    for (int i = 0; i < value.size(); i++) {
      double element = value.getDouble(i);
      boolean whole = element == Math.rint(element) && !Double.isInfinite(element);
      if (!whole || Math.abs(element) >= limit) {
        throw new Diagnostic(
                "input/integers",
                "the input " + name + " stands where integers are needed, but holds " + element,
                origin.place(name),
                whole
                    ? "give it as an integer of 64 bits: as a number of "
                        + value.dtype()
                        + " it may have been rounded"
                    : "give whole numbers")
            .exception();
      }
    }
  }

  /** A copy of what the output and the named values are made of, to which more can be appended. */
  Part part(List<String> wrt) {
    Map<String, Node> wanted = new LinkedHashMap<>();
    wanted.put(VALUE, output());
    wrt.forEach(name -> wanted.put(name, node(name)));
    Graph copy = graph.open(wanted);
    Map<String, Node> nodes = new LinkedHashMap<>(copy.outputs());
    Node image = nodes.remove(VALUE);
    if (image == null) {
      throw new AssertionError("no output");
    }
    return new Part(copy, image, nodes);
  }

  /** What computes some results, compiled once; the kind says what they are. */
  Executable executable(String kind, List<String> wrt, Results results) {
    return execution(kind, wrt, results).executable();
  }

  /** As {@link #executable}, with what it was made of. */
  Execution execution(String kind, List<String> wrt, Results results) {
    return compiled.computeIfAbsent(
        new Purpose(kind, wrt), purpose -> compile(part(purpose.wrt()), results));
  }

  private Execution compile(Part part, Results results) {
    Rewriter rewriter = Rewriter.exact();
    Graph frozen = simplified(part, results, rewriter);
    return new Execution(
        backend.name(), frozen, rewriter.trace().counts(), backend.compile(frozen));
  }

  private static Graph simplified(Part part, Results results, Rewriter rewriter) {
    Map<String, Node> wanted = results.of(part);
    List<Node> nodes = rewriter.simplify(part.graph(), new ArrayList<>(wanted.values()));
    Map<String, Node> simplified = new LinkedHashMap<>();
    wanted.keySet().forEach(name -> simplified.put(name, nodes.get(simplified.size())));
    return part.graph().extract(simplified);
  }

  /** What computes the output from plain numbers, compiled once. */
  VectorFunction function(List<String> inputs) {
    return functions.computeIfAbsent(
        new Purpose("value", inputs),
        purpose ->
            backend.function(
                List.of(output()),
                inputs,
                () -> simplified(part(inputs), Part::value, Rewriter.exact())));
  }

  /** What computes some results from plain numbers, compiled once. */
  VectorFunction function(String kind, List<String> inputs, Results results) {
    return functions.computeIfAbsent(
        new Purpose(kind, inputs),
        purpose -> {
          Part part = part(inputs);
          return backend.function(
              List.copyOf(results.of(part).values()),
              inputs,
              () -> simplified(part(inputs), results, Rewriter.exact()));
        });
  }

  /** The derivatives as formulas; those without a seed are kept. */
  Derivation derivation(Seed seed, List<String> wrt) {
    return seed == Seed.NONE
        ? derived.computeIfAbsent(wrt, names -> Derivation.of(this, seed, names))
        : Derivation.of(this, seed, wrt);
  }

  /** The name under which the seed stands in a printed derivative: one that no input has. */
  String seedName() {
    String name = "seed";
    for (int i = 1; names.all().containsKey(name); i++) {
      name = "seed" + i;
    }
    return name;
  }
}

package dev.jacobi.core.graph;

import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Mathematics: typed tensor values, each made by an operation from earlier ones. A graph makes each
 * distinct value once, so equal subexpressions are one node, and ids ascend from operands to
 * results. It grows until it is frozen; then it is immutable and safe to share between threads.
 */
public final class Graph implements TensorAlgebra<Node> {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> view = Collections.unmodifiableList(nodes);
  private final InternTable distinct = new InternTable();
  private final Map<String, Node> inputs = new LinkedHashMap<>();
  private Map<String, Node> outputs = Map.of();
  private boolean frozen;

  /**
   * An input; the same name again gives the same node.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code graph/input} with another type
   */
  public Node input(String name, TensorType type) {
    Objects.requireNonNull(type, "type");
    Node known = inputs.get(Objects.requireNonNull(name, "name"));
    if (known != null && !known.type().equals(type)) {
      throw Diagnostic.error(
              "graph/input",
              "the input " + name + " has the type " + known.type() + " already, not " + type,
              "give one of them another name")
          .exception();
    }
    return apply(new Op.Input(name, type), List.of());
  }

  /** A scalar double input. */
  public Node input(String name) {
    return input(name, TensorType.scalar(DType.F64));
  }

  /** A double input of the given extents. */
  public Node input(String name, long... sizes) {
    return input(name, new TensorType(DType.F64, Shape.of(sizes)));
  }

  @Override
  public TensorType type(Node x) {
    return x.type();
  }

  @Override
  public Node apply(Op op, List<Node> operands) {
    if (op instanceof Op.Contract contract) {
      requireOwn(operands);
      op.infer(operands, Node::type);
      NormalProduct product = NormalProduct.of(contract, operands);
      return intern(product.op(), product.operands());
    }
    return intern(op, operands);
  }

  private Node intern(Op op, List<Node> operands) {
    List<Node> own = List.copyOf(operands);
    int hash = InternTable.hash(op, own);
    Node known = distinct.find(hash, op, own);
    if (known != null) {
      return known;
    }
    if (frozen) {
      throw Diagnostic.error(
              "graph/frozen",
              "the graph is frozen, and " + op + " would be a new value in it",
              "append to graph.open(), which has the same values")
          .exception();
    }
    requireOwn(own);
    return add(hash, op, own, op.infer(own, Node::type));
  }

  private Node add(int hash, Op op, List<Node> own, TensorType type) {
    Node node = new Node(this, nodes.size(), type, op, own);
    nodes.add(node);
    distinct.add(hash, node);
    if (op instanceof Op.Input input) {
      inputs.put(input.name(), node);
    }
    return node;
  }

  private void requireOwn(List<Node> operands) {
    for (int i = 0; i < operands.size(); i++) {
      Node operand = operands.get(i);
      if (operand.graph() != this) {
        throw Diagnostic.error(
                "graph/other",
                "the operand " + operand + " belongs to another graph",
                "make all operands of an operation in one graph")
            .exception();
      }
    }
  }

  @Override
  public Optional<Rational> literal(Node x) {
    return x.op() instanceof Op.Constant constant && constant.value() instanceof Rational rational
        ? Optional.of(rational)
        : Optional.empty();
  }

  /** Sees through views of a cast: {@code cast(t, "f64")'} is made of {@code t'}. */
  @Override
  public Optional<Node> truth(Node x) {
    Deque<Op> views = new ArrayDeque<>();
    Node source = x;
    while (isView(source.op())) {
      views.push(source.op());
      source = source.operand(0);
    }
    boolean isCast = source.op() instanceof Op.Cast && source.operand(0).dtype() == DType.BOOL;
    if (!isCast) {
      return Optional.empty();
    }
    Node result = source.operand(0);
    for (Op view : views) {
      result = apply(view, List.of(result));
    }
    return Optional.of(result);
  }

  private static boolean isView(Op op) {
    return op instanceof Op.Permute
        || op instanceof Op.Reshape
        || op instanceof Op.Slice
        || op instanceof Op.Broadcast;
  }

  /** All nodes, operands before results. */
  public List<Node> nodes() {
    return view;
  }

  /** The inputs by name, in the order they were made. */
  public Map<String, Node> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /** The named results of a frozen graph, in order. */
  public Map<String, Node> outputs() {
    return outputs;
  }

  /**
   * The result of a name.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code output/unknown} when there is none
   */
  public Node output(String name) {
    Node node = outputs.get(Objects.requireNonNull(name, "name"));
    if (node == null) {
      throw Diagnostic.error(
              "output/unknown",
              "the graph has no output called " + name,
              outputs.isEmpty()
                  ? "it has none: name outputs with extract"
                  : "it has: " + String.join(", ", outputs.keySet()))
          .exception();
    }
    return node;
  }

  /** Whether the graph can no longer grow. */
  public boolean isFrozen() {
    return frozen;
  }

  /** Marks which nodes the given ones are made of, themselves included; indexed by id. */
  public boolean[] live(Collection<Node> roots) {
    boolean[] live = new boolean[nodes.size()];
    int last = -1;
    for (Node root : Objects.requireNonNull(roots, "roots")) {
      live[root.id()] = true;
      last = Math.max(last, root.id());
    }
    for (int id = last; id >= 0; id--) {
      if (live[id]) {
        List<Node> operands = nodes.get(id).operands();
        for (int i = 0; i < operands.size(); i++) {
          live[operands.get(i).id()] = true;
        }
      }
    }
    return live;
  }

  /**
   * A frozen graph that holds just what the outputs need, with every named dimension of the map
   * replaced by its size. Inputs that no output needs stay inputs, so that a caller may bind them.
   */
  public Graph extract(Map<String, Node> wanted, Map<String, Long> sizes) {
    Graph result =
        copy(Objects.requireNonNull(wanted, "wanted"), Objects.requireNonNull(sizes, "sizes"));
    result.frozen = true;
    return result;
  }

  /** An open graph with the same nodes and outputs, to which derivatives can be appended. */
  public Graph open() {
    return open(outputs);
  }

  /** As {@link #extract}, but open, so that derivatives can be appended. */
  public Graph open(Map<String, Node> wanted) {
    return copy(Objects.requireNonNull(wanted, "wanted"), Map.of());
  }

  private Graph copy(Map<String, Node> wanted, Map<String, Long> sizes) {
    Graph result = new Graph();
    boolean[] live = live(wanted.values());
    Node[] images = new Node[nodes.size()];
    Binding binding = new Binding(sizes);
    int count = 0;
    for (boolean alive : live) {
      count += alive ? 1 : 0;
    }
    result.distinct.reserve(count + inputs.size());
    for (int id = 0; id < images.length; id++) {
      Node node = nodes.get(id);
      if (live[id] || node.op() instanceof Op.Input) {
        List<Node> own = images(node.operands(), images);
        images[id] =
            sizes.isEmpty()
                ? result.add(InternTable.hash(node.op(), own), node.op(), own, node.type())
                : result.apply(node.op().fold(binding), own);
      }
    }
    Map<String, Node> named = new LinkedHashMap<>();
    wanted.forEach((name, node) -> named.put(name, images[node.id()]));
    result.outputs = Collections.unmodifiableMap(named);
    return result;
  }

  private static List<Node> images(List<Node> operands, Node[] images) {
    if (operands.isEmpty()) {
      return operands;
    }
    Node[] own = new Node[operands.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = images[operands.get(i).id()];
    }
    return List.of(own);
  }

  /** A frozen graph that holds just what the outputs need. */
  public Graph extract(Map<String, Node> wanted) {
    return extract(wanted, Map.of());
  }

  /** A double tensor constant. */
  public Node data(double... elements) {
    return data(Tensor.vector(Objects.requireNonNull(elements, "elements")));
  }

  /** One node a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> text.append(node).append('\n'));
    outputs.forEach(
        (name, node) -> text.append(name).append(" = %").append(node.id()).append('\n'));
    return text.toString();
  }
}

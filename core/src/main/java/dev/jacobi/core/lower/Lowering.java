package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Scatter;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a graph into a program of fused loops, products and operations by definition. */
public final class Lowering {

  private final Graph graph;
  private final Schedule schedule;
  private final Ranges ranges;
  private final Storage storage = new Storage();
  private final List<Step> steps = new ArrayList<>();
  private final Views views;
  private final Map<Node, Integer> buffers = new HashMap<>();
  private final Set<Node> handedOut;
  private final Parts parts;
  private final Set<Node> stored;

  /** Truth values, not yet looked at, of whether an integer did not fit. */
  private final List<Integer> flags = new ArrayList<>();

  private Lowering(Graph graph) {
    this.graph = graph;
    this.schedule = Schedule.of(graph);
    this.ranges = Ranges.of(graph);
    this.views = new Views(storage, steps, this::buffer);
    this.handedOut = handedOut();
    this.parts = new Parts(graph, schedule, views, this::buffer);
    this.stored = parts.stored();
  }

  /**
   * The program of a graph.
   *
   * @param graph frozen, with outputs, without named dimensions
   */
  public static Program lower(Graph graph) {
    return new Lowering(Decomposition.of(graph)).program();
  }

  /** The computed nodes whose buffer is an output: outputs, and what they are whole views of. */
  private Set<Node> handedOut() {
    Set<Node> found = new HashSet<>();
    for (Node output : graph.outputs().values()) {
      Node root = output;
      while (root.op() instanceof Op.Reshape && schedule.kind(root) == Kind.VIEW) {
        root = root.operand(0);
      }
      found.add(root);
    }
    return found;
  }

  private Program program() {
    for (Schedule.Group group : schedule.groups()) {
      Node first = group.members().get(0);
      switch (group.kind()) {
        case ELEMENT -> loop(group);
        case PRODUCT -> product(first);
        case PARTS -> parts.complete(first, steps);
        case SCATTER -> scatter(first);
        case DEFINED -> define(first);
        default -> throw new AssertionError(group);
      }
    }
    doubt();
    Map<String, Program.Output> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, node) ->
                outputs.put(name, new Program.Output(views.whole(node, true), node.type())));
    List<Step> streamed = Streaming.of(steps, storage);
    return new Program(storage.planned(streamed), streamed, outputs);
  }

  /** The buffer that holds a node that is no view, made on first demand. */
  private int buffer(Node node) {
    Integer known = buffers.get(node);
    if (known != null) {
      return known;
    }
    TensorType type = node.type();
    Buffer.Source source;
    if (node.op() instanceof Op.Input input) {
      source = new Buffer.Input(input.name());
    } else if (schedule.kind(node) == Kind.SOURCE) {
      source = new Buffer.Constant(Definitions.value(node));
    } else {
      source = handedOut.contains(node) ? new Buffer.Output() : new Buffer.Temporary(0);
    }
    int id = storage.add(type.dtype(), type.shape().elements(), source);
    buffers.put(node, id);
    return id;
  }

  /** Looks at what did not fit so far, before a step that may refuse its operands, or the end. */
  private void doubt() {
    if (!flags.isEmpty()) {
      steps.add(new Doubt(flags));
      flags.clear();
    }
  }

  private void loop(Schedule.Group group) {
    LoopCode code = new LoopCode();
    int[] sizes = group.space().stream().mapToInt(Integer::intValue).toArray();
    Map<Load, Value> loads = new LinkedHashMap<>();
    for (Node node : group.members()) {
      load(node, sizes, code, loads);
    }
    List<Value> results = new ArrayList<>();
    List<Loop.Target> targets = new ArrayList<>();
    List<Value> overflows = new ArrayList<>();
    for (Node node : group.members()) {
      node.operands()
          .forEach(
              operand ->
                  Views.number(operand).ifPresent(n -> code.define(operand, code.number(n))));
      if (node.op() instanceof Op.Reduce reduce) {
        results.add(code.value(node.operand(0)));
        Loop.Reduce reduction = reduction(reduce, node);
        targets.add(reduction);
        if (ranges.mayOverflow(node)) {
          overflows.add(
              code.isOutside(code.value(node.operand(0)), Ranges.summands(reduction.reduced())));
        }
      } else {
        if (node.op() instanceof Op.OneHot hot) {
          Value label = loaded(views.labels(hot, node), DType.I64, code, loads);
          Value position = loaded(views.ramp(node), DType.I64, code, loads);
          code.define(node, code.marked(hot, label, position));
        } else if (!(node.op() instanceof Op.Gather)) {
          code.compute(node);
        }
        if (node.op() instanceof Op.Map map && ranges.mayOverflow(node)) {
          overflows.add(code.overflow(map, node, ranges));
        }
        if (stored.contains(node)) {
          results.add(code.value(node));
          targets.add(new Loop.Store(Layout.dense(buffer(node), sizes)));
        }
        for (Layout place : parts.places(node, steps)) {
          results.add(code.value(node));
          targets.add(new Loop.Store(place));
        }
      }
    }
    boolean mayOverflow = !overflows.isEmpty();
    if (mayOverflow) {
      int flag = storage.add(DType.BOOL, 1, new Buffer.Temporary(0));
      results.add(code.any(overflows));
      int elements = Arrays.stream(sizes).reduce(1, (x, y) -> x * y);
      targets.add(new Loop.Reduce(Reduction.ANY, 1, elements, 1, flag));
    }
    Loop loop = new Loop(group.space(), List.copyOf(loads.keySet()), code.body(results), targets);
    if (!loop.demands().isEmpty()) {
      doubt();
    }
    steps.add(loop);
    if (mayOverflow) {
      flags.add(targets.get(targets.size() - 1).buffer());
    }
  }

  /** Loads what a node needs that the loop does not compute. */
  private void load(Node node, int[] sizes, LoopCode code, Map<Load, Value> loads) {
    if (node.op() instanceof Op.Gather gather) {
      code.define(node, loaded(views.picked(gather, node), node.dtype(), code, loads));
    } else if (node.op() instanceof Op.OneHot hot) {
      loaded(views.labels(hot, node), DType.I64, code, loads);
      loaded(views.ramp(node), DType.I64, code, loads);
    } else {
      for (Node operand : node.operands()) {
        if (!schedule.shares(node, operand) && Views.number(operand).isEmpty()) {
          Load load = new Load(views.layout(operand).broadcast(sizes));
          code.define(operand, loaded(load, operand.dtype(), code, loads));
        }
      }
    }
  }

  /** The parameter for a load, one for equal loads. */
  private static Value loaded(Load load, DType dtype, LoopCode code, Map<Load, Value> loads) {
    return loads.computeIfAbsent(load, fresh -> code.parameter(dtype));
  }

  private Loop.Reduce reduction(Op.Reduce reduce, Node node) {
    Kinds.Rows rows = Kinds.Rows.of(reduce, node.operand(0).shape()).orElseThrow();
    return new Loop.Reduce(
        reduce.reduction(), rows.outer(), rows.reduced(), rows.inner(), buffer(node));
  }

  private void product(Node node) {
    Op.Contract op = (Op.Contract) node.op();
    Contractions.Letters letters = Contractions.Letters.of(op);
    int[] left = letters.sizes(op, node);
    Layout a =
        views.arranged(node.operand(0), op.left(), letters.left(), left[0], left[1], left[2]);
    Layout b =
        views.arranged(node.operand(1), op.right(), letters.right(), left[0], left[2], left[3]);
    Layout direct = Layout.dense(buffer(node), node.shape().sizes());
    Layout wanted = direct.permute(Contractions.places(op.result(), letters.result()));
    var c = wanted.reshape(new int[] {left[0], left[1], left[3]});
    if (c.isPresent()) {
      steps.add(new Product(node.dtype(), a, b, c.get()));
      return;
    }
    // The result's axes are interleaved: compute it in the order of a product, then rearrange.
    int size = node.shape().elements();
    int plain = storage.add(node.dtype(), size, new Buffer.Temporary(0));
    steps.add(
        new Product(
            node.dtype(), a, b, Layout.dense(plain, new int[] {left[0], left[1], left[3]})));
    int[] ordered = wanted.sizes().stream().mapToInt(Integer::intValue).toArray();
    Layout back =
        Layout.dense(plain, ordered).permute(Contractions.places(letters.result(), op.result()));
    steps.add(Views.copy(back, node.dtype(), buffer(node)));
  }

  private void scatter(Node node) {
    Op.ScatterAdd op = (Op.ScatterAdd) node.op();
    int[] sizes = node.shape().sizes();
    int extent = sizes[op.axis()];
    int outer = Arrays.stream(sizes, 0, op.axis()).reduce(1, (x, y) -> x * y);
    int inner = node.shape().elements() / outer / extent;
    int count = node.operand(1).shape().elements();
    int values = views.whole(node.operand(0), false);
    int positions = views.whole(node.operand(1), false);
    doubt();
    steps.add(
        new Scatter(
            node.dtype(), outer, count, extent, inner, op.axis(), values, positions, buffer(node)));
  }

  private void define(Node node) {
    List<Integer> operands = new ArrayList<>();
    List<TensorType> types = new ArrayList<>();
    for (Node operand : node.operands()) {
      operands.add(views.whole(operand, false));
      types.add(operand.type());
    }
    doubt();
    steps.add(new Defined(node.op(), operands, types, node.type(), buffer(node)));
  }
}

package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Values that are made of those of their operands, each stored in a part: joined ones, and ones
 * among zeros. What a loop computes is stored where it belongs by that loop; all else is copied
 * there.
 */
final class Parts {

  private final Graph graph;
  private final Schedule schedule;
  private final Views views;
  private final ToIntFunction<Node> buffers;

  /** By node computed in a loop: where else it is stored. */
  private final Map<Node, List<Home>> homes = new HashMap<>();

  /** By node that is made of parts: the operands that are copied. */
  private final Map<Node, List<Copy>> copies = new HashMap<>();

  private final Set<Node> filled = new HashSet<>();

  /** A part of the value of a node. */
  private record Home(Node whole, Layout place) {}

  /** An operand that is copied to a place. */
  private record Copy(Node operand, Layout place) {}

  /** With the buffers of nodes that are no views. */
  Parts(Graph graph, Schedule schedule, Views views, ToIntFunction<Node> buffers) {
    this.graph = graph;
    this.schedule = schedule;
    this.views = views;
    this.buffers = buffers;
    for (Node node : graph.nodes()) {
      if (schedule.kind(node) == Kind.PARTS) {
        settle(node);
      }
    }
  }

  /** Finds a home for the operands of a node that have one; the others are to be copied. */
  private void settle(Node node) {
    List<Layout> places = places(node);
    List<Copy> left = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Node operand = node.operand(i);
      Node root = root(operand);
      Optional<Layout> home = home(root, places.get(i));
      if (home.isPresent()) {
        homes.computeIfAbsent(root, fresh -> new ArrayList<>()).add(new Home(node, home.get()));
      } else if (operand.shape().elements() > 0) {
        left.add(new Copy(operand, places.get(i)));
      }
    }
    copies.put(node, left);
  }

  /** What an operand is the same elements of, in the same order. */
  private Node root(Node operand) {
    Node root = operand;
    while (root.op() instanceof Op.Reshape && schedule.kind(root) == Kind.VIEW) {
      root = root.operand(0);
    }
    return root;
  }

  /** Where a loop stores a node that belongs in a place; empty when the place must be copied to. */
  private Optional<Layout> home(Node root, Layout place) {
    return schedule.kind(root) == Kind.ELEMENT
        ? place.reshape(root.shape().sizes())
        : Optional.empty();
  }

  /** For each operand the part of the node's buffer that it fills. */
  private List<Layout> places(Node node) {
    Layout whole = Layout.dense(buffers.applyAsInt(node), node.shape().sizes());
    if (node.op() instanceof Op.Embed embed) {
      return List.of(Views.part(whole, embed.ranges()));
    }
    int axis = ((Op.Concat) node.op()).axis();
    List<Layout> places = new ArrayList<>();
    int start = 0;
    for (Node operand : node.operands()) {
      int count = operand.shape().sizes()[axis];
      places.add(whole.part(axis, start, count));
      start += count;
    }
    return places;
  }

  /** The nodes computed in loops that are stored in buffers of their own. */
  Set<Node> stored() {
    boolean[] read = new boolean[graph.nodes().size()];
    graph.outputs().values().forEach(output -> read[output.id()] = true);
    Set<Node> stored = new HashSet<>();
    for (int id = read.length - 1; id >= 0; id--) {
      Node node = graph.nodes().get(id);
      Kind kind = schedule.kind(node);
      if (kind == Kind.ELEMENT && read[id]) {
        stored.add(node);
      }
      for (Node operand : node.operands()) {
        boolean needs = kind == Kind.VIEW ? read[id] : !schedule.shares(node, operand);
        read[operand.id()] |= needs && kind != Kind.PARTS;
      }
      copies.getOrDefault(node, List.of()).forEach(copy -> read[copy.operand().id()] = true);
    }
    return stored;
  }

  /** Where else than in its own buffer a node computed in a loop is stored. */
  List<Layout> places(Node node, List<Step> steps) {
    List<Layout> places = new ArrayList<>();
    for (Home home : homes.getOrDefault(node, List.of())) {
      fill(home.whole(), steps);
      places.add(home.place());
    }
    return places;
  }

  private boolean isWhole(Node embedded) {
    return places(embedded).get(0).isWhole(embedded.shape().elements());
  }

  /** Where there is more than the parts, the rest is zero: all of it is set before them. */
  private void fill(Node node, List<Step> steps) {
    if (node.op() instanceof Op.Embed && !isWhole(node) && filled.add(node)) {
      LoopCode code = new LoopCode();
      Value zero = code.number(Tensor.zeros(TensorType.scalar(node.dtype())));
      Layout whole = Layout.dense(buffers.applyAsInt(node), node.shape().sizes());
      steps.add(
          new Loop(
              whole.sizes(), List.of(), code.body(List.of(zero)), List.of(new Loop.Store(whole))));
    }
  }

  /** Adds the steps that complete a node: operands of one shape are copied together. */
  void complete(Node node, List<Step> steps) {
    fill(node, steps);
    Map<List<Integer>, List<Copy>> byShape = new LinkedHashMap<>();
    for (Copy copy : Objects.requireNonNull(copies.get(node))) {
      byShape.computeIfAbsent(copy.place().sizes(), fresh -> new ArrayList<>()).add(copy);
    }
    byShape.forEach((space, copied) -> steps.add(loop(space, copied)));
  }

  private Loop loop(List<Integer> space, List<Copy> copied) {
    LoopCode code = new LoopCode();
    Map<Load, Value> loads = new LinkedHashMap<>();
    for (Copy copy : copied) {
      if (Views.number(copy.operand()).isEmpty()) {
        Load load = new Load(views.layout(copy.operand()));
        loads.computeIfAbsent(load, fresh -> code.parameter(copy.operand().dtype()));
      }
    }
    List<Value> results = new ArrayList<>();
    List<Loop.Target> targets = new ArrayList<>();
    for (Copy copy : copied) {
      Optional<Tensor> number = Views.number(copy.operand());
      results.add(
          number.isPresent()
              ? code.number(number.get())
              : Objects.requireNonNull(loads.get(new Load(views.layout(copy.operand())))));
      targets.add(new Loop.Store(copy.place()));
    }
    return new Loop(space, List.copyOf(loads.keySet()), code.body(results), targets);
  }
}

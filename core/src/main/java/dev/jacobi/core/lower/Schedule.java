package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is computed together, and when. Each computed node has a level; within a level nothing waits
 * for anything but the loop it is part of, and levels run in ascending order. Nodes computed
 * element by element over one space at one level are one loop, with the reductions that end it.
 *
 * <p>A node goes to the earliest level it can; then, if all that use it can take it up in a later
 * loop over the same space, to that one, so that it is not stored on the way.
 */
final class Schedule {

  /** Nodes that share a loop, or one node that is a step of its own; operands before results. */
  record Group(Kind kind, List<Integer> space, List<Node> members) {}

  private record Key(int level, List<Integer> space) {}

  private final Graph graph;
  private final Kind[] kinds;
  private final int[] levels;
  private final int[] available;
  private final Set<Node> outputs;

  private Schedule(Graph graph) {
    this.graph = graph;
    int count = graph.nodes().size();
    this.kinds = new Kind[count];
    this.levels = new int[count];
    this.available = new int[count];
    this.outputs = new HashSet<>(graph.outputs().values());
  }

  static Schedule of(Graph graph) {
    Schedule schedule = new Schedule(graph);
    schedule.early();
    schedule.late();
    return schedule;
  }

  Kind kind(Node node) {
    return kinds[node.id()];
  }

  /** The space of the loop that computes a node. */
  List<Integer> space(Node node) {
    return Arrays.stream(looped(node).shape().sizes()).boxed().toList();
  }

  /** Whether the loop that computes a node computes its operand too. */
  boolean shares(Node node, Node operand) {
    return couldShare(node, operand) && levels[node.id()] == levels[operand.id()];
  }

  /** Whether one loop could compute both: it goes over the same space. */
  private boolean couldShare(Node node, Node operand) {
    boolean loops = kind(node) == Kind.ELEMENT || kind(node) == Kind.REDUCE;
    boolean picks = node.op() instanceof Op.Gather;
    return loops
        && !picks
        && kind(operand) == Kind.ELEMENT
        && looped(node).shape().equals(operand.shape());
  }

  /** What has the shape of the space that the loop of a node goes over. */
  private Node looped(Node node) {
    return kind(node) == Kind.REDUCE ? node.operand(0) : node;
  }

  private void early() {
    for (Node node : graph.nodes()) {
      int id = node.id();
      Kind kind = Kinds.of(node);
      kinds[id] = kind;
      int level = 0;
      for (Node operand : node.operands()) {
        boolean joins = couldShare(node, operand);
        level = Math.max(level, joins ? levels[operand.id()] : available[operand.id()]);
      }
      levels[id] = level;
      available[id] = kind == Kind.VIEW ? level : kind == Kind.SOURCE ? 0 : level + 1;
    }
  }

  private void late() {
    int[] latest = new int[levels.length];
    Arrays.fill(latest, Integer.MAX_VALUE);
    for (int id = levels.length - 1; id >= 0; id--) {
      Node node = graph.nodes().get(id);
      boolean moves = kinds[id] == Kind.ELEMENT && !outputs.contains(node);
      if (moves && latest[id] != Integer.MAX_VALUE && latest[id] > levels[id]) {
        levels[id] = latest[id];
      }
      for (Node operand : node.operands()) {
        int deadline = couldShare(node, operand) ? levels[id] : -1;
        latest[operand.id()] = Math.min(latest[operand.id()], deadline);
      }
    }
  }

  /** All groups, in an order in which each finds what it needs. */
  List<Group> groups() {
    List<List<Group>> byLevel = new ArrayList<>();
    Map<Key, Group> loops = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Kind kind = kind(node);
      if (kind == Kind.SOURCE || kind == Kind.VIEW) {
        continue;
      }
      int level = levels[node.id()];
      while (byLevel.size() <= level) {
        byLevel.add(new ArrayList<>());
      }
      if (kind == Kind.ELEMENT || kind == Kind.REDUCE) {
        List<Integer> space = space(node);
        Group group = loops.get(new Key(level, space));
        if (group == null) {
          group = new Group(Kind.ELEMENT, space, new ArrayList<>());
          loops.put(new Key(level, space), group);
          byLevel.get(level).add(group);
        }
        group.members().add(node);
      } else {
        byLevel.get(level).add(new Group(kind, List.of(), List.of(node)));
      }
    }
    return byLevel.stream().flatMap(List::stream).toList();
  }
}

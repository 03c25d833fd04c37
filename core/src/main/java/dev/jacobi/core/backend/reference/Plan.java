package dev.jacobi.core.backend.reference;

import dev.jacobi.core.backend.Runnability;
import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a graph before it runs: which values are scalars kept outside tensors, which
 * node uses a value last, and how many bytes are alive at once at most.
 */
final class Plan {

  /** The last use of a value that is never freed. */
  static final int KEPT = Integer.MAX_VALUE;

  private final Graph graph;
  private final boolean[] live;
  private final int[] lastUse;
  private final double[] constants;
  private final long peakBytes;

  private Plan(Graph graph) {
    this.graph = graph;
    this.live = graph.live(graph.outputs().values());
    this.lastUse = lastUses();
    this.constants = constants();
    this.peakBytes = peak();
  }

  /** The plan of a graph that can be run; one that cannot is a diagnostic. */
  static Plan of(Graph graph) {
    Runnability.require(graph);
    return new Plan(graph);
  }

  private int[] lastUses() {
    int[] result = new int[graph.nodes().size()];
    Arrays.fill(result, -1);
    for (Node node : graph.nodes()) {
      if (live[node.id()]) {
        for (Node operand : node.operands()) {
          result[operand.id()] = node.id();
        }
      }
    }
    graph.outputs().values().forEach(node -> result[node.id()] = KEPT);
    return result;
  }

  private double[] constants() {
    double[] result = new double[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Constant && isCell(node)) {
        result[node.id()] = Evaluation.of(node.op(), List.of(), node.type()).getDouble(0);
      }
    }
    return result;
  }

  /** The most bytes alive at once; a reshaped tensor shares the elements of its operand. */
  private long peak() {
    int[] lifetime = lastUse.clone();
    int[] owner = owners(lifetime);
    long[] freed = new long[lifetime.length];
    long alive = 0;
    long most = 0;
    for (Node node : graph.nodes()) {
      int id = node.id();
      if (live[id] && owner[id] == id && !isCell(node)) {
        long bytes = Memory.bytes(node.type());
        alive += bytes;
        if (lifetime[id] >= 0 && lifetime[id] < freed.length) {
          freed[lifetime[id]] += bytes;
        }
      }
      most = Math.max(most, alive);
      alive -= freed[id];
    }
    return most;
  }

  /** Which node holds each node's elements; its lifetime is stretched to the last use of both. */
  private int[] owners(int[] lifetime) {
    int[] owner = new int[lifetime.length];
    for (Node node : graph.nodes()) {
      int id = node.id();
      boolean shares = node.op() instanceof Op.Reshape || node.op() instanceof Op.Detach;
      owner[id] = shares ? owner[node.operand(0).id()] : id;
      lifetime[owner[id]] = Math.max(lifetime[owner[id]], lifetime[id]);
    }
    return owner;
  }

  /** Whether the value is a scalar that a double holds exactly: then no tensor is made for it. */
  static boolean isCell(Node node) {
    return node.dtype() != DType.I64 && node.shape().rank() == 0;
  }

  Graph graph() {
    return graph;
  }

  /** Which nodes an output needs, by id. */
  boolean[] live() {
    return live.clone();
  }

  /** Whether an output needs the node. */
  boolean isLive(Node node) {
    return live[node.id()];
  }

  /** The id of the node that uses the value last; {@link #KEPT} for outputs. */
  int lastUse(Node node) {
    return lastUse[node.id()];
  }

  /** By id: the values of scalar constants; 0 elsewhere. A new array. */
  double[] cells() {
    return constants.clone();
  }

  /** The most bytes of tensors alive at once. */
  long peakBytes() {
    return peakBytes;
  }
}

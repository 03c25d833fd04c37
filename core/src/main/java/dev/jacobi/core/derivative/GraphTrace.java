package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.Collection;
import java.util.List;

/** The first nodes of a graph, of which some carry derivatives. */
final class GraphTrace implements Trace<Node> {

  private final List<Node> nodes;
  private final boolean[] carries;

  /**
   * A part of a graph.
   *
   * @param carries by id: which nodes carry derivatives; there are as many steps
   */
  GraphTrace(Graph graph, boolean[] carries) {
    this.nodes = List.copyOf(graph.nodes().subList(0, carries.length));
    this.carries = carries;
  }

  /** Marks which of the first nodes of a graph are, or are made of, one of the given nodes. */
  static boolean[] dependents(Graph graph, int size, Collection<Node> sources) {
    boolean[] depends = new boolean[size];
    for (Node source : sources) {
      if (source.id() < size) {
        depends[source.id()] = true;
      }
    }
    for (Node node : graph.nodes().subList(0, size)) {
      for (Node operand : node.operands()) {
        depends[node.id()] |= depends[operand.id()];
      }
    }
    return depends;
  }

  @Override
  public int size() {
    return carries.length;
  }

  @Override
  public Op op(int step) {
    return nodes.get(step).op();
  }

  @Override
  public int operands(int step) {
    return nodes.get(step).operands().size();
  }

  @Override
  public int operand(int step, int index) {
    int operand = nodes.get(step).operand(index).id();
    return carries[step] && carries[operand] ? operand : -1;
  }

  @Override
  public List<Node> operandValues(int step) {
    return nodes.get(step).operands();
  }

  @Override
  public Node value(int step) {
    return nodes.get(step);
  }
}

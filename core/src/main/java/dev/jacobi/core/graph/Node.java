package dev.jacobi.core.graph;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/**
 * A value of a {@link Graph} and what made it. Two nodes of one graph are the same value exactly
 * when they are the same object.
 */
public final class Node implements Operand<Node> {

  private final Graph graph;
  private final int id;
  private final TensorType type;
  private final Op op;
  private final List<Node> operands;

  Node(Graph graph, int id, TensorType type, Op op, List<Node> operands) {
    this.graph = graph;
    this.id = id;
    this.type = type;
    this.op = op;
    this.operands = operands;
  }

  /** The graph that owns the node. */
  public Graph graph() {
    return graph;
  }

  /** The position in the graph; operands come before results. */
  public int id() {
    return id;
  }

  @Override
  public TensorType type() {
    return type;
  }

  /** What made the value. */
  public Op op() {
    return op;
  }

  /** What it was made of. */
  public List<Node> operands() {
    return operands;
  }

  /** The operand at a position. */
  public Node operand(int index) {
    return operands.get(index);
  }

  /** Whether an element-wise operation made the value. */
  public boolean is(ScalarOp scalarOp) {
    return op instanceof Op.Map map && map.op() == scalarOp;
  }

  @Override
  public TensorAlgebra<Node> algebra() {
    return graph;
  }

  @Override
  public Node self() {
    return this;
  }

  /** The operation with the ids of its operands. */
  @Override
  public String toString() {
    return "%"
        + id
        + " = "
        + op
        + operands.stream().map(node -> "%" + node.id).toList()
        + " : "
        + type;
  }
}

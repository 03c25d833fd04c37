package dev.jacobi.core.graph;

import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/**
 * A value of a {@link Graph} and what made it. Two nodes of one graph are the same value exactly
 * when they are the same object.
 */
public final class Node {

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

  /** Element type and shape. */
  public TensorType type() {
    return type;
  }

  /** The shape. */
  public Shape shape() {
    return type.shape();
  }

  /** The element type. */
  public DType dtype() {
    return type.dtype();
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

  /** The sum, with broadcasting. */
  public Node plus(Node other) {
    return graph.plus(this, other);
  }

  /** The sum with a number. */
  public Node plus(double other) {
    return plus(number(other));
  }

  /** The difference, with broadcasting. */
  public Node minus(Node other) {
    return graph.minus(this, other);
  }

  /** The difference with a number. */
  public Node minus(double other) {
    return minus(number(other));
  }

  /** The product element by element, with broadcasting. */
  public Node times(Node other) {
    return graph.times(this, other);
  }

  /** The product with a number. */
  public Node times(double other) {
    return times(number(other));
  }

  /** The quotient element by element, with broadcasting. */
  public Node div(Node other) {
    return graph.div(this, other);
  }

  /** The quotient by a number. */
  public Node div(double other) {
    return div(number(other));
  }

  /** The negative. */
  public Node unaryMinus() {
    return graph.negate(this);
  }

  /** A whole or fractional power; {@code 2} is the square. */
  public Node pow(double exponent) {
    return exponent == 2
        ? graph.map(ScalarOp.SQUARE, this)
        : graph.map(ScalarOp.POW, this, number(exponent));
  }

  /** A function of the catalogue, such as {@code x.map(ScalarOp.SIN)}. */
  public Node map(ScalarOp function) {
    return graph.map(function, this);
  }

  /** The sum of all elements. */
  public Node sum() {
    return graph.sum(this);
  }

  private Node number(double value) {
    return Rational.of(value)
        .map(exact -> graph.constant(exact, dtype()))
        .orElseGet(() -> graph.special(value, dtype()));
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

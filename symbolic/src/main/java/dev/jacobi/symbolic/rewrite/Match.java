package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A node that a pattern fits, what its variables stand for, and what lies beside the match. */
public final class Match {

  private final Node root;
  private final Map<String, Node> variables = new LinkedHashMap<>();
  private Optional<Node> factor = Optional.empty();
  private Optional<Node> summand = Optional.empty();

  Match(Node root) {
    this.root = root;
  }

  /** The node that the pattern fits. */
  public Node root() {
    return root;
  }

  /** The graph of the node. */
  public Graph graph() {
    return root.graph();
  }

  /** What a variable of the pattern stands for. */
  public Node node(String variable) {
    Node node = variables.get(variable);
    if (node == null) {
      throw new AssertionError("no variable " + variable + " in a match of " + root);
    }
    return node;
  }

  boolean isBound(String variable) {
    return variables.containsKey(variable);
  }

  void bind(String variable, Node node) {
    variables.put(variable, node);
  }

  void unbind(String variable) {
    variables.remove(variable);
  }

  /** The first of the things that variables stand for, else the root: it says the element type. */
  Node sample() {
    for (Node node : variables.values()) {
      if (node.dtype().isFloat()) {
        return node;
      }
    }
    return root;
  }

  /** The factors and summands of the root that the pattern leaves alone. */
  void beside(Optional<Node> otherFactor, Optional<Node> otherSummand) {
    factor = otherFactor;
    summand = otherSummand;
  }

  /** The replacement of the matched part put back among what lies beside it. */
  Node complete(Node replacement) {
    Graph graph = graph();
    Node product = factor.map(other -> graph.times(other, replacement)).orElse(replacement);
    return summand.map(other -> graph.plus(product, other)).orElse(product);
  }
}

package dev.jacobi.symbolic.program;

import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are formulas: nodes of a graph, differentiated symbolically. */
record GraphCarrier(Graph graph) implements Carrier<Node>, Derivatives<Node> {

  @Override
  public TensorAlgebra<Node> tensors() {
    return graph;
  }

  @Override
  public Node input(String name, TensorType type) {
    return graph.input(name, type);
  }

  @Override
  public Derivatives<Node> derivatives() {
    return this;
  }

  @Override
  public Optional<TapeStatements<Node>> statements() {
    return Optional.empty();
  }

  @Override
  public List<Node> gradients(Node output, Node seed, List<Node> wrt) {
    return Reverse.gradients(graph, output, seed, wrt);
  }

  @Override
  public Node tangent(Node output, List<Node> wrt, List<Node> directions) {
    Map<Node, Node> tangents = new LinkedHashMap<>();
    for (int i = 0; i < wrt.size(); i++) {
      tangents.merge(wrt.get(i), directions.get(i), graph::plus);
    }
    return Forward.tangent(graph, output, tangents);
  }
}

package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import java.util.List;

/** The value of a node by its definition, where it is known before anything runs. */
final class Definitions {

  private Definitions() {}

  static Tensor value(Node node, List<Tensor> operands) {
    return Evaluation.of(node.op(), operands, node.type());
  }
}

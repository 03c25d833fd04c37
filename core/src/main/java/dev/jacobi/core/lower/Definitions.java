package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.List;

/** Values by their definition, where they are known before anything runs. */
final class Definitions {

  private Definitions() {}

  /** The value of a node without operands that is no input. */
  static Tensor value(Node node) {
    return Evaluation.of(node.op(), List.of(), node.type());
  }

  /** Whether a node is a single floating-point number or truth value that is known. */
  static boolean isNumber(Node node) {
    boolean constant = node.op() instanceof Op.Constant || node.op() instanceof Op.Data;
    return constant && node.shape().rank() == 0 && node.dtype() != DType.I64;
  }
}

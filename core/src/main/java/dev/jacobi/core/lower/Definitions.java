package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Tensor;
import java.util.List;

/** Values by their definition, where they are known before anything runs. */
final class Definitions {

  private Definitions() {}

  /**
   * Whether the value of a node is known without a run: it has no operands and is no input, or no
   * element of an operand has a part in it.
   */
  static boolean isKnown(Node node) {
    Op op = node.op();
    boolean looks =
        op instanceof Op.Gather || op instanceof Op.ScatterAdd || op instanceof Op.OneHot;
    return !(op instanceof Op.Input)
        && !looks
        && (node.shape().elements() == 0
            || node.operands().stream().allMatch(x -> x.shape().elements() == 0));
  }

  /** The value of a node that is known. */
  static Tensor value(Node node) {
    if (node.shape().elements() == 0) {
      return Tensor.zeros(node.type());
    }
    List<Tensor> empty =
        node.operands().stream().map(operand -> Tensor.zeros(operand.type())).toList();
    return Evaluation.of(node.op(), empty, node.type());
  }

  /** Whether a node is a single number or truth value that is known. */
  static boolean isNumber(Node node) {
    boolean constant = node.op() instanceof Op.Constant || node.op() instanceof Op.Data;
    return constant && node.shape().rank() == 0;
  }
}

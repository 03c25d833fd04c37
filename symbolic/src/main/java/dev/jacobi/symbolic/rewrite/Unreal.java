package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which values are no real numbers whatever the inputs are: {@code inf}, {@code nan}, {@code 1/0},
 * and what is computed from them. Equations that hold for reals say nothing of them. A choice or a
 * weighing by exponentials may leave them out, so they are not followed through those.
 */
final class Unreal {

  private final Map<Node, Double> constants = new HashMap<>();
  private final Set<Node> values = new HashSet<>();

  /**
   * Whether an operation computes with such a value, or makes one. Operands must have been asked
   * about before.
   */
  boolean concerns(Node node) {
    boolean found = computes(node) && (isMadeOfSuch(node) || arises(node));
    if (found && carries(node)) {
      values.add(node);
    }
    return found;
  }

  private boolean isMadeOfSuch(Node node) {
    boolean found = false;
    for (int i = 0; !values.isEmpty() && i < node.operands().size(); i++) {
      found |= values.contains(node.operand(i));
    }
    return found;
  }

  /** Whether there was one. */
  boolean isMet() {
    return !values.isEmpty();
  }

  private static boolean computes(Node node) {
    if (node.op() instanceof Op.Map map) {
      return map.op() != ScalarOp.WHERE;
    }
    if (node.op() instanceof Op.Reduce reduce) {
      return reduce.reduction() == Reduction.SUM || reduce.reduction() == Reduction.PROD;
    }
    return !(node.op() instanceof Op.Normalize);
  }

  private static boolean carries(Node node) {
    boolean answers =
        node.op() instanceof Op.Map map
            && (map.op().kind() == ScalarKind.COMPARISON
                || map.op().kind() == ScalarKind.PREDICATE);
    return !answers && node.dtype().isFloat();
  }

  private boolean arises(Node node) {
    if (node.op() instanceof Op.Data data) {
      return !isFinite(data.tensor());
    }
    if (node.op() instanceof Op.Constant constant) {
      constants.put(node, constant.value().toDouble());
    } else if (node.op() instanceof Op.Map map && node.dtype().isFloat()) {
      apply(node, map.op());
    }
    Double value = constants.get(node);
    return node.is(ScalarOp.DIV)
        ? Double.valueOf(0).equals(constants.get(node.operand(1)))
        : value != null && !Double.isFinite(value);
  }

  private void apply(Node node, ScalarOp op) {
    double[] x = new double[3];
    for (int i = 0; i < node.operands().size(); i++) {
      Double value = constants.get(node.operand(i));
      if (value == null) {
        return;
      }
      x[i] = value;
    }
    constants.put(node, op.function().apply(x[0], x[1], x[2]));
  }

  private static boolean isFinite(Tensor tensor) {
    if (tensor.dtype().isFloat()) {
      for (int i = 0; i < tensor.size(); i++) {
        if (!Double.isFinite(tensor.getDouble(i))) {
          return false;
        }
      }
    }
    return true;
  }
}

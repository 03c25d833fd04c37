package dev.jacobi.core.check;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where one operation leaves the range of numbers, so that no bound on rounding holds. */
final class Range {

  /** What is 0 only where an operand is 0 or infinite. */
  private static final Set<ScalarOp> PRODUCTS =
      EnumSet.of(ScalarOp.MUL, ScalarOp.DIV, ScalarOp.SQUARE, ScalarOp.POW, ScalarOp.EXP);

  private final TensorAlgebra<Tensor> a;

  Range(TensorAlgebra<Tensor> a) {
    this.a = a;
  }

  /**
   * Whether an element overflows or underflows: infinite, or 0 or subnormal as a product, although
   * the operands are neither 0 nor infinite.
   */
  boolean isLeft(Node node, List<Tensor> x, Tensor y) {
    if (!y.dtype().isFloat() || x.isEmpty()) {
      return false;
    }
    return node.op() instanceof Op.Map map ? mapped(map.op(), x, y) : summed(x, y);
  }

  private boolean mapped(ScalarOp op, List<Tensor> x, Tensor y) {
    Tensor outside = not(finite(y));
    if (PRODUCTS.contains(op)) {
      double smallest = y.dtype() == DType.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
      Tensor tiny = a.map(ScalarOp.LT, size(y), a.constant(smallest, y.dtype()));
      outside = a.map(ScalarOp.OR, outside, tiny);
    }
    for (Tensor operand : x) {
      if (operand.dtype().isFloat()) {
        Tensor zero = a.constant(0, operand.dtype());
        outside = a.map(ScalarOp.AND, outside, finite(operand));
        outside = a.map(ScalarOp.AND, outside, a.map(ScalarOp.NE, operand, zero));
      }
    }
    return anyTrue(outside);
  }

  private boolean summed(List<Tensor> x, Tensor y) {
    List<Tensor> operands = new ArrayList<>(x);
    operands.removeIf(operand -> !operand.dtype().isFloat());
    return anyTrue(not(finite(y)))
        && operands.stream().noneMatch(operand -> anyTrue(not(finite(operand))));
  }

  private Tensor not(Tensor truths) {
    return a.map(ScalarOp.NOT, truths);
  }

  private Tensor size(Tensor x) {
    return a.map(ScalarOp.ABS, x);
  }

  private Tensor finite(Tensor x) {
    return a.map(ScalarOp.LT, size(x), a.constant(Double.POSITIVE_INFINITY, x.dtype()));
  }

  private static boolean anyTrue(Tensor truths) {
    for (int i = 0; i < truths.size(); i++) {
      if (truths.getLong(i) != 0) {
        return true;
      }
    }
    return false;
  }
}

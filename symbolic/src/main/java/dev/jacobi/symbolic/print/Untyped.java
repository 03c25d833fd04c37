package dev.jacobi.symbolic.print;

import dev.jacobi.core.function.Weak;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which text reads back as a number without an element type. Such text takes the type of what it
 * meets, and arithmetic on it may be done by the reader; where that would give another value than
 * the one printed, the printer writes the type.
 */
final class Untyped {

  private Untyped() {}

  /** Whether the text of a node is given its element type by what stands beside it. */
  static boolean isUntyped(Node node) {
    return node.op() instanceof Op.Constant
        || node.op() instanceof Op.SizeOf
        || node.op() instanceof Op.Data
        || number(node).isPresent();
  }

  /** The number that the plain text of a node is read as: a constant, or a formula of such. */
  static Optional<Weak> number(Node node) {
    return number(node, Weak.MAX_DEPTH);
  }

  /** Looks no deeper than the reader: {@code depth} operations. */
  private static Optional<Weak> number(Node node, int depth) {
    if (node.op() instanceof Op.Constant constant && constant.dtype() != DType.BOOL) {
      boolean whole = constant.value() instanceof Rational rational && rational.isInteger();
      return Optional.of(new Weak.Exact(constant.value(), whole));
    }
    return applied(node, depth).filter(Weak.Applied.class::isInstance);
  }

  /** What the reader makes of the operation, if all its operands are numbers. */
  private static Optional<Weak> applied(Node node, int depth) {
    boolean formula =
        node.op() instanceof Op.Map map
            && node.dtype().isFloat()
            && node.shape().rank() == 0
            && (map.op().kind() == ScalarKind.ARITHMETIC || map.op().kind() == ScalarKind.FLOAT);
    if (!formula || depth == 0) {
      return Optional.empty();
    }
    List<Weak> operands = new ArrayList<>();
    for (Node operand : node.operands()) {
      Optional<Weak> number = number(operand, depth - 1);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      operands.add(number.get());
    }
    return Optional.of(Weak.apply(((Op.Map) node.op()).op(), operands));
  }

  /** Whether the reader would compute the operation instead of keeping it. */
  static boolean isFolded(Node node) {
    if (!(node.op() instanceof Op.Map map)) {
      return false;
    }
    return switch (map.op().kind()) {
      case ARITHMETIC, FLOAT ->
          isRational(node) && applied(node, 1).filter(Weak.Exact.class::isInstance).isPresent();
      case COMPARISON -> isRational(node);
      case LOGICAL -> node.operands().stream().allMatch(Untyped::isTruth);
      case CHOICE, PREDICATE -> false;
    };
  }

  private static boolean isRational(Node node) {
    for (Node operand : node.operands()) {
      if (rational(operand).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTruth(Node node) {
    boolean literal = node.op() instanceof Op.Constant || node.op() instanceof Op.Data;
    return literal && node.dtype() == DType.BOOL && node.shape().rank() == 0;
  }

  /** The value of a node that is a rational constant. */
  static Optional<Rational> rational(Node node) {
    return node.graph().literal(node);
  }
}

package dev.jacobi.core.graph;

import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.function.Function;

/**
 * The type of an element-wise operation's result: operands of one element type broadcast. Where an
 * operand has that type already it is the very object, so that types are quickly found to be equal.
 */
final class MapRule {

  private MapRule() {}

  static <T> TensorType infer(Op.Map map, List<T> operands, Function<T, TensorType> types) {
    ScalarOp op = map.op();
    int count = operands.size();
    ShapeRule.arity(map, op.arity(), count);
    TensorType first = types.apply(operands.get(0));
    TensorType last = types.apply(operands.get(count - 1));
    DType dtype = last.dtype();
    boolean fits = fits(op.kind(), dtype);
    for (int i = 0; i < count - 1; i++) {
      boolean steers = i == 0 && op.kind() == ScalarKind.CHOICE;
      fits &= types.apply(operands.get(i)).dtype() == (steers ? DType.BOOL : dtype);
    }
    if (!fits) {
      throw misfit(op, operands.stream().map(types).toList()).exception();
    }
    Shape shape = first.shape();
    for (int i = 1; i < count; i++) {
      Shape other = types.apply(operands.get(i)).shape();
      shape = shape.equals(other) ? shape : broadcast(op, shape, other);
    }
    DType result = op.resultType(dtype);
    TensorType nearest = first.dtype() == result && first.shape().equals(shape) ? first : last;
    return nearest.withShape(shape).withDType(result);
  }

  private static boolean fits(ScalarKind kind, DType dtype) {
    return switch (kind) {
      case FLOAT, PREDICATE -> dtype.isFloat();
      case LOGICAL -> dtype == DType.BOOL;
      case ARITHMETIC, COMPARISON -> dtype != DType.BOOL;
      case CHOICE -> true;
    };
  }

  private static Diagnostic misfit(ScalarOp op, List<TensorType> types) {
    return Diagnostic.error(
        "type/operands",
        op.text() + " does not take operands of types " + types,
        op.kind() == ScalarKind.LOGICAL
            ? "compare numbers first, for example x != 0"
            : "convert the operands to one type first");
  }

  private static Shape broadcast(ScalarOp op, Shape left, Shape right) {
    return left.broadcast(right).orElseThrow(() -> noBroadcast(op, left, right).exception());
  }

  private static Diagnostic noBroadcast(ScalarOp op, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    for (int axis = rank - 1; axis >= 0; axis--) {
      Dim a = left.alignedDim(axis, rank);
      Dim b = right.alignedDim(axis, rank);
      if (!a.equals(b) && !a.equals(Dim.ONE) && !b.equals(Dim.ONE)) {
        return ShapeRule.mismatch(
            "operands of "
                + op.notation().symbol().strip()
                + " have shapes "
                + left
                + " and "
                + right
                + ", which do not broadcast: axis "
                + (axis - rank)
                + " has "
                + a
                + " and "
                + b,
            broadcastRepair(left, right));
      }
    }
    throw new AssertionError(left + " and " + right + " broadcast");
  }

  private static String broadcastRepair(Shape left, Shape right) {
    boolean vector = left.rank() == 2 && right.rank() == 1 && left.dim(0).equals(right.dim(0));
    if (vector) {
      return "to use the vector as a column, write it as b[:, None]";
    }
    boolean mirrored =
        left.rank() == 2
            && right.rank() == 2
            && left.dim(0).equals(right.dim(1))
            && left.dim(1).equals(right.dim(0));
    if (mirrored) {
      return "transpose one of them: b'";
    }
    return "make the extents equal, or 1, axis by axis from the last";
  }
}

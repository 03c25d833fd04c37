package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.primitive.QuarterTurns;
import java.util.List;

/** Primitives on single boxed values, as the Java language defines them. */
final class Definition {

  private Definition() {}

  static Object apply(Primitive primitive, List<Object> operands) {
    Object x = operands.get(0);
    Object y = operands.get(operands.size() > 1 ? 1 : 0);
    Object z = operands.get(operands.size() - 1);
    if (primitive == Primitive.SELECT) {
      return (Boolean) x ? y : z;
    }
    if (x instanceof Double) {
      return doubles(primitive, (Double) x, (Double) y, (Double) z);
    }
    if (x instanceof Float) {
      return floats(primitive, (Float) x, (Float) y, (Float) z);
    }
    return x instanceof Long
        ? longs(primitive, (Long) x, (Long) y)
        : truths(primitive, (Boolean) x, (Boolean) y);
  }

  private static Object doubles(Primitive primitive, double x, double y, double z) {
    return switch (primitive) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case FMA -> Math.fma(x, y, z);
      case SQRT -> Math.sqrt(x);
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case REM -> x % y;
      case QUARTERS -> QuarterTurns.count(x);
      case ANGLE -> QuarterTurns.rest(x);
      case ANGLE_LOW -> QuarterTurns.low(x);
      case LT -> (Object) (x < y);
      case LE -> (Object) (x <= y);
      case EQ -> (Object) (x == y);
      case BITS -> (Object) Double.doubleToRawLongBits(x);
      case NARROW -> (Object) (float) x;
      default -> throw new AssertionError(primitive);
    };
  }

  private static Object floats(Primitive primitive, float x, float y, float z) {
    return switch (primitive) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case FMA -> Math.fma(x, y, z);
      case SQRT -> (float) Math.sqrt(x);
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case REM -> x % y;
      case LT -> (Object) (x < y);
      case LE -> (Object) (x <= y);
      case EQ -> (Object) (x == y);
      case WIDEN -> (Object) (double) x;
      default -> throw new AssertionError(primitive);
    };
  }

  private static Object longs(Primitive primitive, long x, long y) {
    return switch (primitive) {
      case FROM_BITS -> (Object) Double.longBitsToDouble(x);
      case IADD -> (Object) (x + y);
      case ISUB -> (Object) (x - y);
      case IMUL -> (Object) (x * y);
      case IAND -> (Object) (x & y);
      case IOR -> (Object) (x | y);
      case IXOR -> (Object) (x ^ y);
      case SHL -> (Object) (x << y);
      case SHR -> (Object) (x >> y);
      case USHR -> (Object) (x >>> y);
      case ILT -> (Object) (x < y);
      case IEQ -> (Object) (x == y);
      default -> throw new AssertionError(primitive);
    };
  }

  private static Object truths(Primitive primitive, boolean x, boolean y) {
    return switch (primitive) {
      case AND -> x & y;
      case OR -> x | y;
      case NOT -> !x;
      default -> throw new AssertionError(primitive);
    };
  }
}

package dev.jacobi.core.lower;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations on floats. They are defined as the operation on doubles, rounded once; where an
 * operation on floats gives the same bits, it is recorded instead: the four basic operations and
 * the square root (Figueroa 1995), and all that only picks or compares operands.
 */
final class Singles {

  private static final Instruction NOTHING = new Instruction.Constant(Lane.TRUTH, 0);

  private final Body.Builder code;

  Singles(Body.Builder code) {
    this.code = code;
  }

  /** A float as a double; other values as they are. */
  Value widened(Value x) {
    return x.lane() == Lane.F32 ? code.apply(Primitive.WIDEN, List.of(x)) : x;
  }

  /**
   * A double rounded to a float; a truth value as it is.
   *
   * @param first the first value that was recorded for the operation at hand
   */
  Value narrowed(Value y, int first) {
    if (y.lane() == Lane.TRUTH) {
      return truth(y, first);
    }
    Optional<Value> exact = single(y, first);
    if (exact.isPresent()) {
      return exact.get();
    }
    if (made(y) instanceof Instruction.Apply apply && roundsOnce(apply.primitive())) {
      Optional<List<Value>> floats = singles(code.operands(y), first);
      if (floats.isPresent()) {
        return code.apply(apply.primitive(), floats.get());
      }
    }
    return code.apply(Primitive.NARROW, List.of(y));
  }

  /** What made a value; a parameter stands for itself, as a truth value that nothing matches. */
  private Instruction made(Value y) {
    return code.instruction(y).orElse(NOTHING);
  }

  private static boolean roundsOnce(Primitive primitive) {
    return switch (primitive) {
      case ADD, SUB, MUL, DIV, SQRT -> true;
      default -> false;
    };
  }

  /** The float that a double is exactly, computed without doubles; empty when that is not known. */
  private Optional<Value> single(Value y, int first) {
    Instruction instruction = made(y);
    if (instruction instanceof Instruction.Constant constant && constant.lane() == Lane.F64) {
      double value = constant.toDouble();
      boolean exact = Double.isNaN(value) || (float) value == value;
      return exact ? Optional.of(code.single((float) value)) : Optional.empty();
    }
    if (!(instruction instanceof Instruction.Apply apply)) {
      return Optional.empty();
    }
    List<Value> operands = code.operands(y);
    return switch (apply.primitive()) {
      case WIDEN -> Optional.of(operands.get(0));
      case NEG, ABS, MIN, MAX, REM ->
          y.number() < first
              ? Optional.empty()
              : singles(operands, first).map(floats -> code.apply(apply.primitive(), floats));
      case SELECT ->
          y.number() < first
              ? Optional.empty()
              : singles(operands.subList(1, 3), first)
                  .map(f -> code.select(truth(operands.get(0), first), f.get(0), f.get(1)));
      default -> Optional.empty();
    };
  }

  private Optional<List<Value>> singles(List<Value> values, int first) {
    List<Value> floats = new ArrayList<>();
    for (Value value : values) {
      Optional<Value> single = single(value, first);
      if (single.isEmpty()) {
        return Optional.empty();
      }
      floats.add(single.get());
    }
    return Optional.of(floats);
  }

  /** A truth value that compares floats where it compared floats as doubles. */
  private Value truth(Value y, int first) {
    if (y.number() < first || !(made(y) instanceof Instruction.Apply apply)) {
      return y;
    }
    List<Value> operands = code.operands(y);
    return switch (apply.primitive()) {
      case LT, LE, EQ ->
          singles(operands, first).map(floats -> code.apply(apply.primitive(), floats)).orElse(y);
      case AND, OR, NOT ->
          code.apply(
              apply.primitive(), operands.stream().map(value -> truth(value, first)).toList());
      default -> y;
    };
  }
}

package dev.jacobi.core.lower;

import dev.jacobi.core.elementary.Integers;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.IntegerFunction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Expansion;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records what the nodes of one loop compute for an element. */
final class LoopCode {

  private final Body.Builder code = new Body.Builder();
  private final Singles singles = new Singles(code);
  private final Map<Node, Value> values = new HashMap<>();

  /** A parameter of the body. */
  Value parameter(DType dtype) {
    return code.parameter(dtype.lane());
  }

  /** Says what a node is that is not computed here. */
  void define(Node node, Value value) {
    values.put(node, value);
  }

  /** A number that is known. */
  Value number(Tensor value) {
    return switch (value.dtype()) {
      case F64 -> code.constant(value.doubles()[0]);
      case F32 -> code.single(value.floats()[0]);
      case BOOL -> code.truth(value.booleans()[0]);
      case I64 -> code.integer(value.longs()[0]);
    };
  }

  Value value(Node node) {
    Value value = values.get(node);
    if (value == null) {
      throw new AssertionError(node + " is not known in this loop");
    }
    return value;
  }

  /** Records the code of a node whose operands are known. */
  void compute(Node node) {
    int first = code.size();
    List<Value> operands = node.operands().stream().map(this::value).toList();
    if (node.op() instanceof Op.Map map) {
      List<Value> wide = operands.stream().map(singles::widened).toList();
      Value x = wide.get(0);
      Value y = wide.size() > 1 ? wide.get(1) : x;
      Value z = wide.size() > 2 ? wide.get(2) : x;
      boolean integers = operands.get(operands.size() - 1).lane() == Lane.I64;
      Value value =
          integers
              ? integers(map.op()).code().apply(code, x, y, z)
              : map.op().expand(code, x, y, z);
      define(node, rounded(node, value, first));
    } else if (node.op() instanceof Op.Cast cast) {
      define(node, cast(operands.get(0), cast.dtype(), first));
    } else {
      throw new AssertionError(node);
    }
  }

  private static IntegerFunction integers(ScalarOp op) {
    return op.integerFunction().orElseThrow(() -> new AssertionError(op + " of integers"));
  }

  /** Whether the value of an operation on integers, whose operands are known, does not fit. */
  Value overflow(Op.Map map, Node node, Ranges ranges) {
    Optional<Ranges.Decision> decision = ranges.decision(map, node);
    if (decision.isPresent()) {
      Node decides = node.operand(decision.get().operand());
      return isOutside(value(decides), decision.get().fitting());
    }
    List<Value> operands = node.operands().stream().map(this::value).toList();
    Value x = operands.get(0);
    Value y = operands.size() > 1 ? operands.get(1) : x;
    Value z = operands.size() > 2 ? operands.get(2) : x;
    Expansion overflow =
        integers(map.op()).overflow().orElseThrow(() -> new AssertionError(map + " always fits"));
    return overflow.apply(code, x, y, z);
  }

  /** Whether an integer does not lie in a range. */
  Value isOutside(Value integer, Ranges.Range range) {
    List<Value> sides = new ArrayList<>();
    if (range.low() > Long.MIN_VALUE) {
      sides.add(code.ilt(integer, code.integer(range.low())));
    }
    if (range.high() < Long.MAX_VALUE) {
      sides.add(code.ilt(code.integer(range.high()), integer));
    }
    return sides.isEmpty() ? code.truth(false) : any(sides);
  }

  /** Whether one of some truth values is true. */
  Value any(List<Value> truths) {
    return truths.stream().reduce(code::or).orElseThrow();
  }

  /** Whether a label is that of a position, and is not ignored. */
  Value marked(Op.OneHot op, Value label, Value position) {
    Value marked = code.ieq(label, position);
    return op.ignored()
        .map(ignored -> code.and(marked, code.not(code.ieq(label, code.integer(ignored)))))
        .orElse(marked);
  }

  private Value rounded(Node node, Value wide, int first) {
    boolean single = node.operand(node.operands().size() - 1).dtype() == DType.F32;
    return single ? singles.narrowed(wide, first) : wide;
  }

  private Value cast(Value x, DType to, int first) {
    if (x.lane() == to.lane()) {
      return x;
    }
    boolean truth = x.lane() == Lane.TRUTH;
    boolean integer = x.lane() == Lane.I64;
    return switch (to) {
      case F64 -> truth ? bit(x, to) : integer ? Integers.toDouble(code, x) : singles.widened(x);
      case F32 -> truth ? bit(x, to) : integer ? single(x) : singles.narrowed(x, first);
      case I64 -> truth ? bit(x, to) : Integers.cut(code, singles.widened(x));
      case BOOL -> code.not(integer ? code.ieq(x, number(x.lane(), 0)) : isZero(x));
    };
  }

  /** A truth value as 0 or 1. */
  private Value bit(Value truth, DType to) {
    return code.select(truth, number(to.lane(), 1), number(to.lane(), 0));
  }

  private Value single(Value integer) {
    return code.apply(
        Primitive.NARROW, List.of(Integers.toDouble(code, Integers.toOdd(code, integer))));
  }

  private Value isZero(Value x) {
    return code.apply(Primitive.EQ, List.of(x, number(x.lane(), 0)));
  }

  private Value number(Lane lane, int value) {
    return switch (lane) {
      case F64 -> code.constant((double) value);
      case F32 -> code.single(value);
      case I64 -> code.integer(value);
      case TRUTH -> throw new AssertionError("no number");
    };
  }

  Body body(List<Value> results) {
    return code.build(results.toArray(new Value[0]));
  }
}

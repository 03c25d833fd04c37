package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
      define(node, rounded(node, map.op().expand(code, x, y, z), first));
    } else if (node.op() instanceof Op.Cast cast) {
      define(node, cast(operands.get(0), cast.dtype(), first));
    } else {
      throw new AssertionError(node);
    }
  }

  private Value rounded(Node node, Value wide, int first) {
    boolean single = node.operand(node.operands().size() - 1).dtype() == DType.F32;
    return single ? singles.narrowed(wide, first) : wide;
  }

  private Value cast(Value x, DType to, int first) {
    if (x.lane() == to.lane()) {
      return x;
    }
    if (x.lane() == Lane.TRUTH) {
      return to == DType.F64
          ? code.select(x, code.constant(1.0), code.constant(0.0))
          : code.select(x, code.single(1), code.single(0));
    }
    return switch (to) {
      case F64 -> singles.widened(x);
      case F32 -> singles.narrowed(x, first);
      case BOOL ->
          code.not(
              code.apply(
                  Primitive.EQ,
                  List.of(x, x.lane() == Lane.F64 ? code.constant(0.0) : code.single(0))));
      case I64 -> throw new AssertionError("a cast to integers in a loop");
    };
  }

  Body body(List<Value> results) {
    return code.build(results.toArray(new Value[0]));
  }
}

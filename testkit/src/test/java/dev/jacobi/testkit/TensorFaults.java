package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ways in which a call of a tensor operation can go wrong. */
final class TensorFaults {

  /** What a call gives instead of its value; the value itself where the fault does not apply. */
  @FunctionalInterface
  interface Change {
    Tensor apply(Op op, List<Tensor> x, Tensor y);
  }

  private static final Eager TENSORS = new Eager();

  private TensorFaults() {}

  /** The ways in which a call can go wrong, by what they do. */
  static Map<String, Change> of(Op op) {
    Map<String, Change> result = new LinkedHashMap<>();
    values(result);
    layouts(result);
    if (op instanceof Op.Map map) {
      maps(result, map.op());
    } else if (op instanceof Op.Reduce reduce) {
      reductions(result, reduce);
    } else if (op instanceof Op.Contract contract) {
      contractions(result, contract);
    } else if (op instanceof Op.Slice || op instanceof Op.Embed) {
      parts(result);
    } else if (op instanceof Op.Gather || op instanceof Op.ScatterAdd) {
      result.put("the places shifted", (o, x, y) -> again(o, x.get(0), shifted(x.get(1), o, y)));
      result.put("the places reversed", (o, x, y) -> again(o, x.get(0), reversed(x.get(1), 0)));
    }
    return result;
  }

  private static Tensor again(Op op, Tensor... x) {
    return TENSORS.apply(op, List.of(x));
  }

  private static Tensor map(ScalarOp op, Tensor... x) {
    return TENSORS.apply(new Op.Map(op), List.of(x));
  }

  private static boolean isFloat(Tensor x) {
    return x.dtype().isFloat();
  }

  private static void values(Map<String, Change> changes) {
    changes.put("the sign is flipped", (op, x, y) -> isFloat(y) ? map(ScalarOp.NEG, y) : y);
    changes.put("twice as much", (op, x, y) -> isFloat(y) ? map(ScalarOp.ADD, y, y) : y);
    changes.put(
        "off by 1e-6",
        (op, x, y) ->
            isFloat(y) ? map(ScalarOp.MUL, y, Tensor.scalar(1 + 1e-6).cast(y.dtype())) : y);
    changes.put("zeros", (op, x, y) -> y.dtype() == DType.I64 ? y : Tensor.zeros(y.type()));
    changes.put("ones", (op, x, y) -> y.dtype() == DType.I64 ? y : Tensor.ones(y.type()));
    changes.put("the opposite", (op, x, y) -> y.dtype() == DType.BOOL ? map(ScalarOp.NOT, y) : y);
    for (int i = 0; i < 3; i++) {
      int operand = i;
      changes.put(
          "operand " + i + " instead",
          (op, x, y) ->
              operand < x.size() && x.get(operand).type().equals(y.type()) ? x.get(operand) : y);
    }
  }

  private static void layouts(Map<String, Change> changes) {
    for (int axis = 0; axis < 3; axis++) {
      int place = axis;
      changes.put(
          "reversed along " + axis,
          (op, x, y) -> place < y.shape().rank() ? reversed(y, place) : y);
      changes.put(
          "rolled along " + axis, (op, x, y) -> place < y.shape().rank() ? rolled(y, place) : y);
    }
    changes.put(
        "elements in the order of the operand",
        (op, x, y) -> x.size() == 1 && x.get(0).size() == y.size() ? likeOperand(x.get(0), y) : y);
    changes.put(
        "transposed, the shape kept",
        (op, x, y) -> y.shape().rank() == 2 ? TENSORS.transpose(y).reshape(y.shape()) : y);
  }

  private static Tensor likeOperand(Tensor x, Tensor y) {
    return x.dtype() == y.dtype() ? x.reshape(y.shape()) : y;
  }

  private static Tensor reversed(Tensor x, int axis) {
    List<Op.Range> ranges = new ArrayList<>();
    x.shape().dims().forEach(dim -> ranges.add(Op.Range.all(dim)));
    if (x.size() < 2) {
      return x;
    }
    Dim extent = x.shape().dim(axis);
    ranges.set(axis, new Op.Range(extent.size() - 1, -1, extent));
    return again(new Op.Slice(ranges), x);
  }

  /** Each element moved on by one place along an axis, the last to the front. */
  private static Tensor rolled(Tensor x, int axis) {
    long extent = x.shape().dim(axis).size();
    if (x.size() < 2 || extent < 2) {
      return x;
    }
    return TENSORS.apply(
        new Op.Concat(axis), List.of(part(x, axis, extent - 1, 1), part(x, axis, 0, extent - 1)));
  }

  private static Tensor part(Tensor x, int axis, long start, long count) {
    List<Op.Range> ranges = new ArrayList<>();
    x.shape().dims().forEach(dim -> ranges.add(Op.Range.all(dim)));
    ranges.set(axis, new Op.Range(start, 1, Dim.of(count)));
    return again(new Op.Slice(ranges), x);
  }

  private static void maps(Map<String, Change> changes, ScalarOp op) {
    for (ScalarOp partner : CallFaults.partners(op)) {
      changes.put(
          partner.text() + " instead",
          (o, x, y) -> partner.arity() == x.size() ? TENSORS.apply(new Op.Map(partner), x) : y);
    }
    if (op.arity() > 1) {
      changes.put(
          "the last two operands exchanged",
          (o, x, y) -> {
            List<Tensor> wrong = new ArrayList<>(x);
            Collections.swap(wrong, x.size() - 1, x.size() - 2);
            return TENSORS.apply(o, wrong);
          });
    }
  }

  private static void reductions(Map<String, Change> changes, Op.Reduce op) {
    for (Reduction other : Reduction.values()) {
      if (other != op.reduction() && other.isLogical() == op.reduction().isLogical()) {
        changes.put(
            other.text() + " instead",
            (o, x, y) -> again(new Op.Reduce(other, op.axes(), op.keepDims()), x.get(0)));
      }
    }
    changes.put(
        "the first element instead",
        (o, x, y) -> {
          Tensor first = x.get(0);
          for (int axis : op.axes()) {
            first = part(first, axis, 0, Math.min(1, first.shape().dim(axis).size()));
          }
          return first.reshape(y.shape());
        });
    changes.put(
        "other axes",
        (o, x, y) -> {
          int rank = x.get(0).shape().rank();
          List<Integer> others =
              op.axes().stream().map(axis -> (axis + 1) % rank).sorted().toList();
          return again(new Op.Reduce(op.reduction(), others, op.keepDims()), x.get(0));
        });
  }

  private static void contractions(Map<String, Change> changes, Op.Contract op) {
    changes.put("the operands exchanged", (o, x, y) -> again(o, x.get(1), x.get(0)));
    swapped(changes, "left", op.left(), other -> new Op.Contract(other, op.right(), op.result()));
    swapped(changes, "right", op.right(), other -> new Op.Contract(op.left(), other, op.result()));
    swapped(changes, "result", op.result(), other -> new Op.Contract(op.left(), op.right(), other));
  }

  private static void swapped(
      Map<String, Change> changes, String side, String letters, Function<String, Op> rebuilt) {
    for (int i = 0; i + 1 < letters.length(); i++) {
      StringBuilder other = new StringBuilder(letters);
      other.setCharAt(i, letters.charAt(i + 1));
      other.setCharAt(i + 1, letters.charAt(i));
      changes.put(
          "letters " + i + " and " + (i + 1) + " of the " + side + " exchanged",
          (o, x, y) -> TENSORS.apply(rebuilt.apply(other.toString()), x));
    }
  }

  private static void parts(Map<String, Change> changes) {
    for (int step : new int[] {1, -1}) {
      changes.put(
          "the start moved by " + step,
          (op, x, y) -> {
            List<Op.Range> ranges = new ArrayList<>();
            List<Op.Range> own =
                op instanceof Op.Slice slice ? slice.ranges() : ((Op.Embed) op).ranges();
            own.forEach(r -> ranges.add(new Op.Range(r.start() + step, r.step(), r.count())));
            Op other =
                op instanceof Op.Embed embed
                    ? new Op.Embed(embed.shape(), ranges)
                    : new Op.Slice(ranges);
            return TENSORS.apply(other, x);
          });
    }
  }

  private static Tensor shifted(Tensor positions, Op op, Tensor y) {
    Shape shape = y.shape();
    long extent =
        op instanceof Op.ScatterAdd scatter
            ? scatter.extent().size()
            : Math.max(shape.elements(), 1);
    long[] places = positions.toLongs();
    for (int i = 0; i < places.length; i++) {
      places[i] = Math.floorMod(places[i] + 1, extent);
    }
    return Tensor.wrap(positions.shape(), places);
  }
}

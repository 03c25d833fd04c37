package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Notation;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between the brackets of an index: slices, positions and new axes. */
final class Subscripts {

  private Subscripts() {}

  /** A slice: {@code x[1:3, ::2]}. */
  static Phrase sliced(Node node, Op.Slice op) {
    Shape shape = node.operand(0).shape();
    List<String> subscripts = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      subscripts.add(range(op.ranges().get(axis), shape.dim(axis)));
    }
    return indexed(node.operand(0), subscripts);
  }

  private static Phrase indexed(Node base, List<String> subscripts) {
    boolean list = base.op() instanceof Op.Data;
    Phrase.Typing typing = list ? Phrase.Typing.WRITTEN : Phrase.Typing.DEFAULT;
    return new Phrase.Builder()
        .slot(new Phrase.Slot(base, Notation.ATOM, false, typing))
        .words("[" + String.join(", ", subscripts) + "]")
        .atom();
  }

  private static String range(Op.Range range, Dim dim) {
    if (range.equals(Op.Range.all(dim))) {
      return ":";
    }
    long size = dim.size();
    long count = range.count().size();
    long step = range.step();
    long last = range.start() + step * (count - 1);
    if (count == 0) {
      return range.start() + ":" + range.start() + (step == 1 ? "" : ":" + step);
    }
    if (step < 0) {
      String start = range.start() == size - 1 ? "" : Long.toString(range.start());
      String stop = last + step < 0 ? "" : Long.toString(last - 1);
      return start + ":" + stop + ":" + step;
    }
    String start = range.start() == 0 ? "" : Long.toString(range.start());
    String stop = last + step >= size ? "" : Long.toString(last + 1);
    return start + ":" + stop + (step == 1 ? "" : ":" + step);
  }

  /** A reshape that puts axes of extent 1 in, or takes single positions of a slice out. */
  static Optional<Phrase> reshaped(Node node) {
    Node operand = node.operand(0);
    Optional<List<String>> subscripts = inserted(operand.shape(), node.shape());
    if (subscripts.isPresent()) {
      return subscripts.map(list -> indexed(operand, list));
    }
    if (operand.op() instanceof Op.Slice slice) {
      return picked(operand, slice, node.shape()).map(list -> indexed(operand.operand(0), list));
    }
    return Optional.empty();
  }

  private static Optional<List<String>> inserted(Shape from, Shape to) {
    List<String> subscripts = new ArrayList<>();
    int next = 0;
    for (Dim dim : to.dims()) {
      int left = from.rank() - next;
      boolean same = left > 0 && from.dim(next).equals(dim);
      if (!same && !dim.equals(Dim.ONE)) {
        return Optional.empty();
      }
      subscripts.add(same ? ":" : "None");
      next += same ? 1 : 0;
    }
    boolean fits = next == from.rank() && from.rank() > 0 && to.rank() > from.rank();
    return fits ? Optional.of(subscripts) : Optional.empty();
  }

  private static Optional<List<String>> picked(Node slice, Op.Slice op, Shape to) {
    Shape base = slice.operand(0).shape();
    List<String> subscripts = new ArrayList<>();
    int next = 0;
    for (int axis = 0; axis < base.rank(); axis++) {
      Op.Range range = op.ranges().get(axis);
      boolean drop = range.count().equals(Dim.ONE) && range.step() == 1;
      boolean kept = next < to.rank() && to.dim(next).equals(range.count());
      boolean enough = to.rank() - next == base.rank() - axis;
      if (drop && !(kept && enough)) {
        subscripts.add(Long.toString(range.start()));
      } else if (kept) {
        subscripts.add(range(range, base.dim(axis)));
        next++;
      } else {
        return Optional.empty();
      }
    }
    return next == to.rank() && to.rank() < base.rank()
        ? Optional.of(subscripts)
        : Optional.empty();
  }

  /**
   * The extent of a named dimension: its name, or {@code size(a, 0)} where an input has that name.
   */
  static String sizeText(Dim dim, Node node) {
    var inputs = node.graph().inputs();
    if (!inputs.containsKey(dim.toString())) {
      return dim.toString();
    }
    return inputs.entrySet().stream()
        .filter(entry -> entry.getValue().shape().dims().contains(dim))
        .map(e -> "size(" + e.getKey() + ", " + e.getValue().shape().dims().indexOf(dim) + ")")
        .findFirst()
        .orElse(dim.toString());
  }
}

package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions that read or write at positions: gathers, and their adjoints. */
final class Placement {

  static final List<TensorFunction> TABLE =
      List.of(
          define(
              "take",
              "x, indices, axis=none",
              "the elements at positions along an axis, or of all elements in order",
              Placement::take),
          define(
              "scatter_to",
              "x, indices, axis, size",
              "zeros with x added at positions along an axis: the adjoint of take",
              Placement::scatterTo),
          define(
              "embed",
              "x, shape, start, step=none",
              "zeros of a shape with x from start on, step apart: the adjoint of a slice",
              Placement::embed),
          define(
              "one_hot",
              "labels, classes, ignore_index=none",
              "1 at the label on a last axis, else 0",
              Placement::oneHot));

  private Placement() {}

  private static <T> T take(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    T indices = args.integers("indices");
    if (args.isNone("axis")) {
      T flat = a.reshape(x, Shape.of(a.shape(x).elements()));
      return a.apply(new Op.Gather(0), List.of(flat, indices));
    }
    return a.apply(new Op.Gather(args.axis("axis", a.shape(x))), List.of(x, indices));
  }

  private static <T> T scatterTo(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.numeric("x");
    T indices = args.integers("indices");
    Shape shape = a.shape(x);
    Shape places = a.shape(indices);
    int axis =
        places.rank() == 0 ? args.axis("axis", shape.insert(0, Dim.ONE)) : args.axis("axis", shape);
    int after = axis + places.rank();
    boolean fits = after <= shape.rank() && shape.dims().subList(axis, after).equals(places.dims());
    if (!fits) {
      throw Diagnostic.error(
              "shape/mismatch",
              "positions of shape "
                  + places
                  + " do not fit the axes from "
                  + axis
                  + " on of shape "
                  + shape,
              "give a position for each element along the axis")
          .exception();
    }
    return a.apply(new Op.ScatterAdd(axis, args.dim("size")), List.of(x, indices));
  }

  private static <T> T embed(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape from = a.shape(x);
    Shape shape = args.shape("shape");
    List<Long> starts = args.integerList("start");
    List<Long> steps =
        args.isNone("step") ? starts.stream().map(start -> 1L).toList() : args.integerList("step");
    if (shape.rank() != from.rank()
        || starts.size() != from.rank()
        || steps.size() != from.rank()) {
      throw args.wrong("shape", "with start and step one number for each axis of shape " + from);
    }
    List<Op.Range> ranges = new ArrayList<>();
    for (int axis = 0; axis < from.rank(); axis++) {
      Op.Range range = new Op.Range(starts.get(axis), steps.get(axis), from.dim(axis));
      if (!range.equals(Op.Range.all(shape.dim(axis))) && !fits(range, shape.dim(axis).size())) {
        throw Diagnostic.error(
                "shape/mismatch",
                range.count()
                    + " elements from "
                    + range.start()
                    + " on, "
                    + range.step()
                    + " apart, do not fit axis "
                    + axis
                    + " of shape "
                    + shape,
                "choose start and step so that all lie inside")
            .exception();
      }
      ranges.add(range);
    }
    return a.apply(new Op.Embed(shape, ranges), List.of(x));
  }

  private static boolean fits(Op.Range range, long size) {
    long count = range.count().size();
    long last = range.start() + range.step() * Math.max(count - 1, 0);
    boolean inside = Math.max(range.start(), last) < size && Math.min(range.start(), last) >= 0;
    return range.step() != 0 && (inside || (count == 0 && range.start() >= 0));
  }

  private static <T> T oneHot(TensorAlgebra<T> a, Arguments<T> args) {
    T labels = args.integers("labels");
    Optional<Long> ignored =
        args.isNone("ignore_index") ? Optional.empty() : Optional.of(args.integer("ignore_index"));
    T chosen = a.apply(new Op.OneHot(args.dim("classes"), ignored), List.of(labels));
    DType dtype = args.arithmetic().floating();
    return a.cast(chosen, dtype);
  }
}

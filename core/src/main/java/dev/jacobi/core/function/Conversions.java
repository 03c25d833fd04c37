package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;
import static dev.jacobi.core.function.TensorFunction.defineValue;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.List;

/** The same values as something else, and what is known of a value besides its elements. */
final class Conversions {

  static final List<TensorFunction> TABLE =
      List.of(
          define(
              "cast",
              "x, dtype",
              "x with another element type: floats to the nearest, ties to even; to integers cut"
                  + " toward zero, beyond the range of i64 its nearest end, and NaN 0; to truth"
                  + " values by x != 0",
              Conversions::cast),
          define("stop_gradient", "x", "x, constant to derivatives", Conversions::detach)
              .alias("detach"),
          define("clone", "x", "x, as a result of its own on a tape", Conversions::same),
          defineValue("len", "x", "the extent of the first axis", Conversions::length),
          defineValue(
              "size",
              "x, axis=none",
              "the extent of an axis, or the number of elements",
              Conversions::size));

  private Conversions() {}

  private static <T> T cast(TensorAlgebra<T> a, Arguments<T> args) {
    DType dtype = args.dtype("dtype");
    // Numbers take the type at once; fractions are rounded as the elements of tensors are.
    boolean exact =
        dtype.isFloat() || (dtype == DType.I64 && args.arithmetic().isWhole(args.value("x")));
    return exact ? args.tensor("x", dtype) : a.cast(args.tensor("x"), dtype);
  }

  private static <T> T detach(TensorAlgebra<T> a, Arguments<T> args) {
    return a.apply(new Op.Detach(), List.of(args.tensor("x")));
  }

  private static <T> T same(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    return a.apply(new Op.Reshape(a.shape(x)), List.of(x));
  }

  private static <T> Value<T> length(TensorAlgebra<T> a, Arguments<T> args) {
    if (args.value("x") instanceof Value.Items<T> list) {
      return Value.integer(list.items().size());
    }
    Shape shape = a.shape(args.tensor("x"));
    if (shape.rank() == 0) {
      throw args.wrong("x", "a tensor with at least one axis");
    }
    return extent(shape.dim(0));
  }

  private static <T> Value<T> size(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    if (!args.isNone("axis")) {
      return extent(shape.dim(args.axis("axis", shape)));
    }
    return shape.isFixed()
        ? Value.integer(shape.elements())
        : new Value.Typed<>(a.count(x, a.allAxes(x), args.arithmetic().floating()));
  }

  private static <T> Value<T> extent(Dim dim) {
    return dim instanceof Dim.Named named ? new Value.Extent<>(named) : Value.integer(dim.size());
  }
}

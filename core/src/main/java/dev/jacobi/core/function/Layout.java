package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Functions that move elements and change none. */
final class Layout {

  static final List<TensorFunction> TABLE =
      List.of(
          define(
              "transpose",
              "x, *axes",
              "the axes reversed, or in the order given",
              Layout::transpose),
          define("permute", "x, *axes", "the axes in the order given", Layout::transpose),
          define(
              "reshape",
              "x, *shape",
              "the same elements under another shape; one size may be -1",
              Layout::reshape),
          define("squeeze", "x, axis=none", "without the axes of extent 1", Layout::squeeze),
          define("expand_dims", "x, axis", "with further axes of extent 1", Layout::expandDims)
              .alias("unsqueeze"),
          define("broadcast_to", "x, *shape", "repeated to a shape", Layout::broadcastTo),
          define("concat", "tensors, axis=0", "tensors joined along an axis", Layout::concat)
              .alias("cat", "concatenate"),
          define("stack", "tensors, axis=0", "tensors joined along a new axis", Layout::stack),
          define("flip", "x, axis=none", "the elements along axes in reverse", Layout::flip),
          define(
              "diag",
              "x",
              "the diagonal of a matrix, or a matrix with that diagonal",
              Layout::diag),
          define("trace", "x", "the sum of the diagonal of a matrix", Layout::trace),
          define("tril", "x, k=0", "zero above diagonal k", new Triangle(ScalarOp.LE)),
          define("triu", "x, k=0", "zero below diagonal k", new Triangle(ScalarOp.GE)));

  private Layout() {}

  private static <T> T transpose(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    List<Integer> axes = new ArrayList<>(args.axisList("axes", shape));
    if (axes.isEmpty()) {
      axes.addAll(a.allAxes(x));
      Collections.reverse(axes);
    }
    return args.at("axes", value -> a.permute(x, axes));
  }

  private static <T> T reshape(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape from = a.shape(x);
    Shape shape = args.shape("shape", known -> missing(from, known));
    return args.at("shape", value -> a.reshape(x, shape));
  }

  /** The extent that makes the known ones up to the number of elements. */
  private static Dim missing(Shape from, List<Dim> known) {
    List<Dim> left = new ArrayList<>(from.dims());
    List<Dim> over = new ArrayList<>();
    for (Dim dim : known) {
      if (!left.remove(dim)) {
        over.add(dim);
      }
    }
    if (over.isEmpty() && left.size() == 1) {
      return left.get(0);
    }
    long have = Shape.of(left).elements();
    long taken = Shape.of(over).elements();
    if (taken == 0 || have % taken != 0) {
      throw Diagnostic.error(
              "shape/mismatch",
              "shape " + from + " does not divide into " + known + " and a whole size for -1",
              "choose extents whose product divides the number of elements")
          .exception();
    }
    return Dim.of(have / taken);
  }

  private static <T> T squeeze(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    List<Integer> axes = new ArrayList<>(args.axes("axis", shape));
    axes.removeIf(axis -> args.isNone("axis") && !shape.dim(axis).equals(Dim.ONE));
    for (int axis : axes) {
      if (!shape.dim(axis).equals(Dim.ONE)) {
        throw new Diagnostic(
                "shape/mismatch",
                "axis "
                    + axis
                    + " of shape "
                    + shape
                    + " has extent "
                    + shape.dim(axis)
                    + ", and only extent 1 can be dropped",
                args.span("axis"),
                "leave the axis out, or take one element of it: x[0]")
            .exception();
      }
    }
    return a.reshape(x, shape.reduce(axes, false));
  }

  private static <T> T expandDims(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    int count = args.integerList("axis").size();
    List<Dim> all = Collections.nCopies(shape.rank() + count, Dim.ONE);
    for (int axis : new TreeSet<>(args.axes("axis", Shape.of(all)))) {
      shape = shape.insert(axis, Dim.ONE);
    }
    return a.reshape(x, shape);
  }

  private static <T> T broadcastTo(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    return args.at("shape", value -> a.broadcast(x, args.shape("shape")));
  }

  private static <T> T concat(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> tensors = args.tensors("tensors");
    int axis = args.axis("axis", a.shape(tensors.get(0)));
    return tensors.size() == 1 ? tensors.get(0) : a.apply(new Op.Concat(axis), tensors);
  }

  private static <T> T stack(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> tensors = args.tensors("tensors");
    Shape shape = a.shape(tensors.get(0));
    int axis = args.axis("axis", shape.insert(0, Dim.ONE));
    List<T> columns = new ArrayList<>();
    for (T tensor : tensors) {
      if (!a.shape(tensor).equals(shape)) {
        throw new Diagnostic(
                "shape/mismatch",
                "stack takes tensors of one shape, but found " + shape + " and " + a.shape(tensor),
                args.span("tensors"),
                "give all tensors one shape, or join them with concat")
            .exception();
      }
      columns.add(a.reshape(tensor, shape.insert(axis, Dim.ONE)));
    }
    return columns.size() == 1 ? columns.get(0) : a.apply(new Op.Concat(axis), columns);
  }

  private static <T> T flip(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    List<Integer> axes = args.axes("axis", shape);
    List<Op.Range> ranges = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      boolean turned = axes.contains(axis) && dim.size() > 1;
      ranges.add(turned ? new Op.Range(dim.size() - 1, -1, dim) : Op.Range.all(dim));
    }
    return a.apply(new Op.Slice(ranges), List.of(x));
  }

  private static <T> T diag(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.tensor("x");
    Shape shape = a.shape(x);
    if (shape.rank() != 1) {
      return diagonal(a, args, x);
    }
    T column = a.reshape(x, shape.insert(1, Dim.ONE));
    return a.where(identity(a, shape.dim(0), shape.dim(0)), column, zero(a, x));
  }

  private static <T> T trace(TensorAlgebra<T> a, Arguments<T> args) {
    return a.sum(diagonal(a, args, args.numeric("x")));
  }

  private static <T> T diagonal(TensorAlgebra<T> a, Arguments<T> args, T x) {
    Shape shape = a.shape(x);
    boolean square = shape.rank() == 2 && shape.dim(0).equals(shape.dim(1));
    if (!square) {
      throw args.wrong("x", "a square matrix");
    }
    T chosen = a.where(identity(a, shape.dim(0), shape.dim(1)), x, zero(a, x));
    return a.reduce(Reduction.SUM, chosen, List.of(1), false);
  }

  private static <T> T zero(TensorAlgebra<T> a, T x) {
    return a.constant(0, a.type(x).dtype());
  }

  /** Truth on the diagonal of a matrix. */
  static <T> T identity(TensorAlgebra<T> a, Dim rows, Dim columns) {
    T row = a.apply(new Op.Iota(rows), List.of());
    return a.apply(new Op.OneHot(columns), List.of(row));
  }

  private record Triangle(ScalarOp side) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = args.numeric("x");
      Shape shape = a.shape(x);
      if (shape.rank() < 2) {
        throw args.wrong("x", "a matrix");
      }
      Dim rows = shape.dim(shape.rank() - 2);
      T row = a.apply(new Op.Iota(rows), List.of());
      T diagonal = a.plus(row, a.constant(args.integer("k"), DType.I64));
      T column = a.apply(new Op.Iota(shape.dim(shape.rank() - 1)), List.of());
      T kept = a.map(side, column, a.reshape(diagonal, Shape.of(List.of(rows, Dim.ONE))));
      return a.where(kept, x, zero(a, x));
    }
  }
}

package dev.jacobi.core.graph;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The type of an operation's result, from the types of its operands. Checked here, when a value is
 * made, and never again.
 */
final class ShapeRule<T> implements Op.Cases<TensorType> {

  private final List<T> operands;
  private final Function<T, TensorType> types;

  private ShapeRule(List<T> operands, Function<T, TensorType> types) {
    this.operands = operands;
    this.types = types;
  }

  static <T> TensorType infer(Op op, List<T> operands, Function<T, TensorType> types) {
    // By far the most frequent kind: called directly, so that the call costs nothing.
    return op instanceof Op.Map map
        ? MapRule.infer(map, operands, types)
        : op.fold(new ShapeRule<>(operands, types));
  }

  private TensorType first() {
    return type(0);
  }

  private TensorType type(int operand) {
    return types.apply(operands.get(operand));
  }

  private List<TensorType> types() {
    return operands.stream().map(types).toList();
  }

  private void arity(Op op, int count) {
    arity(op, count, operands.size());
  }

  static void arity(Op op, int count, int found) {
    if (found != count) {
      throw malformed(
          OpText.of(op) + " takes " + count + " operands, but has " + found,
          "give " + count + " operands");
    }
  }

  private static DiagnosticException malformed(String message, String hint) {
    return Diagnostic.error("operation/malformed", message, hint).exception();
  }

  static Diagnostic mismatch(String message, String hint) {
    return Diagnostic.error("shape/mismatch", message, hint);
  }

  private void integers(TensorType type, String role) {
    if (type.dtype() != DType.I64) {
      throw Diagnostic.error(
              "type/integers",
              role + " must be integers, but found " + type,
              "give an input of dtype i64")
          .exception();
    }
  }

  @Override
  public TensorType input(Op.Input op) {
    arity(op, 0);
    return op.type();
  }

  @Override
  public TensorType constant(Op.Constant op) {
    arity(op, 0);
    return TensorType.scalar(op.dtype());
  }

  @Override
  public TensorType data(Op.Data op) {
    arity(op, 0);
    return op.tensor().type();
  }

  @Override
  public TensorType map(Op.Map op) {
    return MapRule.infer(op, operands, types);
  }

  @Override
  public TensorType cast(Op.Cast op) {
    arity(op, 1);
    return first().withDType(op.dtype());
  }

  @Override
  public TensorType reduce(Op.Reduce op) {
    arity(op, 1);
    TensorType x = first();
    boolean fits =
        switch (op.reduction()) {
          case ANY, ALL -> x.dtype() == DType.BOOL;
          case NORM, LOGSUMEXP -> x.dtype().isFloat();
          case SUM, PROD, MAX, MIN, AMAX, AMIN -> x.dtype() != DType.BOOL;
        };
    if (!fits) {
      throw Diagnostic.error(
              "type/operands",
              op.reduction().text() + " does not take an operand of type " + x,
              op.reduction().isLogical() ? "compare first, for example x != 0" : "convert it first")
          .exception();
    }
    for (int axis : op.axes()) {
      int counted = x.shape().axis(axis);
      if (!op.reduction().hasIdentity() && x.shape().dim(counted).equals(Dim.of(0))) {
        throw empty(op.reduction().text(), axis, x).exception();
      }
    }
    return x.withShape(x.shape().reduce(op.axes(), op.keepDims()));
  }

  private static Diagnostic empty(String name, int axis, TensorType type) {
    return Diagnostic.error(
        "shape/empty",
        name + " of no elements: axis " + axis + " of " + type + " is empty",
        "give at least one element along the axis");
  }

  @Override
  public TensorType argMax(Op.ArgMax op) {
    arity(op, 1);
    int axis = first().shape().axis(op.axis());
    if (first().shape().dim(axis).equals(Dim.of(0))) {
      throw empty("argmax", axis, first()).exception();
    }
    return new TensorType(DType.I64, first().shape().reduce(List.of(axis), false));
  }

  @Override
  public TensorType normalize(Op.Normalize op) {
    arity(op, 1);
    first().shape().axis(op.axis());
    if (!first().dtype().isFloat()) {
      throw Diagnostic.error(
              "type/operands",
              op.normalization().text() + " does not take an operand of type " + first(),
              "give floating-point numbers")
          .exception();
    }
    return first();
  }

  @Override
  public TensorType broadcast(Op.Broadcast op) {
    arity(op, 1);
    Shape shape = first().shape();
    if (!shape.broadcastsTo(op.shape())) {
      throw mismatch(
              "shape " + shape + " does not broadcast to " + op.shape(),
              "only axes of extent 1 and missing leading axes repeat")
          .exception();
    }
    return first().withShape(op.shape());
  }

  @Override
  public TensorType reshape(Op.Reshape op) {
    arity(op, 1);
    Shape from = first().shape();
    boolean fits =
        (from.isFixed() && op.shape().isFixed())
            ? from.elements() == op.shape().elements()
            : factors(from).equals(factors(op.shape()));
    if (!fits) {
      throw mismatch(
              "shape " + from + " has not as many elements as " + op.shape(),
              "choose extents whose product is the number of elements")
          .exception();
    }
    return first().withShape(op.shape());
  }

  /** How often each name occurs, and the product of the numbers: equal for equal sizes. */
  private static Map<String, Long> factors(Shape shape) {
    Map<String, Long> result = new HashMap<>();
    for (Dim dim : shape.dims()) {
      if (dim instanceof Dim.Fixed fixed) {
        result.merge("", fixed.size(), (a, b) -> a * b);
      } else {
        result.merge(dim.toString(), 1L, Long::sum);
      }
    }
    result.remove("", 1L);
    return result;
  }

  @Override
  public TensorType permute(Op.Permute op) {
    arity(op, 1);
    Shape shape = first().shape();
    if (op.axes().size() != shape.rank() || new HashSet<>(op.axes()).size() != shape.rank()) {
      throw mismatch(
              "axes " + op.axes() + " are no permutation of the axes of shape " + shape,
              "name each axis from 0 to " + (shape.rank() - 1) + " once")
          .exception();
    }
    return first()
        .withShape(Shape.of(op.axes().stream().map(a -> shape.dim(shape.axis(a))).toList()));
  }

  @Override
  public TensorType slice(Op.Slice op) {
    arity(op, 1);
    Shape shape = first().shape();
    ranges(op.ranges(), shape);
    return first().withShape(Shape.of(op.ranges().stream().map(Op.Range::count).toList()));
  }

  @Override
  public TensorType embed(Op.Embed op) {
    arity(op, 1);
    ranges(op.ranges(), op.shape());
    List<Dim> counts = op.ranges().stream().map(Op.Range::count).toList();
    if (!counts.equals(first().shape().dims())) {
      throw mismatch(
              "the ranges pick " + counts + ", but the operand is " + first(),
              "give the operand the shape that the ranges pick")
          .exception();
    }
    return first().withShape(op.shape());
  }

  private static void ranges(List<Op.Range> ranges, Shape shape) {
    if (ranges.size() != shape.rank()) {
      throw malformed(
          ranges.size() + " ranges for the axes of shape " + shape, "give one range for each axis");
    }
    for (int axis = 0; axis < ranges.size(); axis++) {
      Op.Range range = ranges.get(axis);
      if (range.equals(Op.Range.all(shape.dim(axis)))) {
        continue;
      }
      long count = range.count().size();
      long size = shape.dim(axis).size();
      boolean small = count <= size && Math.abs(range.step()) <= Math.max(size, 1);
      long last = small ? range.start() + range.step() * Math.max(count - 1, 0) : size;
      if (range.step() == 0
          || range.start() < 0
          || last < 0
          || (count > 0 && Math.max(range.start(), last) >= size)) {
        throw malformed(
            range + " does not lie on axis " + axis + " of shape " + shape,
            "stay between 0 and the extent");
      }
    }
  }

  @Override
  public TensorType concat(Op.Concat op) {
    long extent = 0;
    if (operands.isEmpty()) {
      throw malformed("nothing is joined", "give at least one operand");
    }
    int axis = first().shape().axis(op.axis());
    Shape shape = first().shape();
    for (TensorType operand : types()) {
      Shape other = operand.shape();
      boolean fits =
          operand.dtype() == first().dtype()
              && other.rank() == shape.rank()
              && other.with(axis, Dim.ONE).equals(shape.with(axis, Dim.ONE));
      if (!fits) {
        throw mismatch(
                "values of types "
                    + first()
                    + " and "
                    + operand
                    + " cannot be joined along axis "
                    + axis,
                "all extents but the one of the axis must be equal")
            .exception();
      }
      extent = Math.addExact(extent, other.dim(axis).size());
    }
    return first().withShape(shape.with(axis, Dim.of(extent)));
  }

  @Override
  public TensorType contract(Op.Contract op) {
    arity(op, 2);
    Shape left = first().shape();
    Shape right = type(1).shape();
    if (!op.isWellFormed()
        || op.left().length() != left.rank()
        || op.right().length() != right.rank()) {
      throw malformed(
          OpText.of(op) + " does not name the axes of operands of types " + types(),
          "give each axis one letter, and the result letters of the operands");
    }
    requireEqualExtents(op.shared());
    requireEqualExtents(op.summed());
    if (first().dtype() != type(1).dtype() || first().dtype() == DType.BOOL) {
      throw Diagnostic.error(
              "type/operands",
              "a product does not take operands of types " + types(),
              "convert the operands to one type of numbers first")
          .exception();
    }
    // Products of square matrices are frequent, and equal shapes are fastest told if they are one.
    return first().withShape(isResult(op, left) ? left : new Shape(dims(op)));
  }

  private boolean isResult(Op.Contract op, Shape shape) {
    boolean same = shape.rank() == op.result().length();
    for (int axis = 0; axis < op.result().length() && same; axis++) {
      same = shape.dim(axis).equals(dim(op, axis));
    }
    return same;
  }

  private List<Dim> dims(Op.Contract op) {
    List<Dim> dims = new ArrayList<>(op.result().length());
    for (int axis = 0; axis < op.result().length(); axis++) {
      dims.add(dim(op, axis));
    }
    return dims;
  }

  /** The extent of an axis of a contraction's result. */
  private Dim dim(Op.Contract op, int axis) {
    int source = op.source(axis);
    int own = op.left().length();
    return source < own ? first().shape().dim(source) : type(1).shape().dim(source - own);
  }

  /** Axes of both operands have the same extents in both. */
  private void requireEqualExtents(Axes axes) {
    for (int i = 0; i < axes.count(); i++) {
      Dim left = first().shape().dim(axes.left(i));
      Dim right = type(1).shape().dim(axes.right(i));
      if (!left.equals(right)) {
        throw mismatch(
                "a product of shapes "
                    + first().shape()
                    + " and "
                    + type(1).shape()
                    + ": the extents "
                    + left
                    + " and "
                    + right
                    + " should be equal",
                "transpose an operand, or check its shape")
            .exception();
      }
    }
  }

  @Override
  public TensorType gather(Op.Gather op) {
    arity(op, 2);
    integers(type(1), "indices");
    Shape shape = first().shape();
    int axis = shape.axis(op.axis());
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, axis));
    dims.addAll(type(1).shape().dims());
    dims.addAll(shape.dims().subList(axis + 1, shape.rank()));
    return first().withShape(Shape.of(dims));
  }

  @Override
  public TensorType scatterAdd(Op.ScatterAdd op) {
    arity(op, 2);
    TensorType positions = type(1);
    integers(positions, "indices");
    Shape shape = first().shape();
    int after = op.axis() + positions.shape().rank();
    boolean fits =
        op.axis() >= 0
            && after <= shape.rank()
            && shape.dims().subList(op.axis(), after).equals(positions.shape().dims());
    if (!fits) {
      throw mismatch(
              "from axis " + op.axis() + " on, " + first() + " has not the axes of " + positions,
              "give one value for each position")
          .exception();
    }
    List<Dim> dims = new ArrayList<>(shape.dims().subList(0, op.axis()));
    dims.add(op.extent());
    dims.addAll(shape.dims().subList(after, shape.rank()));
    return first().withShape(Shape.of(dims));
  }

  @Override
  public TensorType oneHot(Op.OneHot op) {
    arity(op, 1);
    integers(first(), "labels");
    Shape shape = first().shape();
    return new TensorType(DType.BOOL, shape.insert(shape.rank(), op.extent()));
  }

  @Override
  public TensorType iota(Op.Iota op) {
    arity(op, 0);
    return new TensorType(DType.I64, Shape.of(List.of(op.extent())));
  }

  @Override
  public TensorType sizeOf(Op.SizeOf op) {
    arity(op, 0);
    return TensorType.scalar(op.dtype());
  }

  @Override
  public TensorType detach(Op.Detach op) {
    arity(op, 1);
    return first();
  }
}

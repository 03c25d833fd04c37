package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Formulas of reductions that both modes of differentiation use. */
final class Reductions {

  private Reductions() {}

  /** The result of a reduction with the reduced axes back as extent 1. */
  static <T> T expand(TensorAlgebra<T> a, Op.Reduce op, Shape operand, T y) {
    return a.reshape(y, operand.reduce(op.axes(), true));
  }

  /**
   * What the elements of the operand get of {@code v} by their part in a reduction: the extremum of
   * a row all of it, the first of equals, or an equal share for each; the others nothing.
   */
  static <T> Guarded<T> extremum(TensorAlgebra<T> a, Op.Reduce op, T x, T y, Guarded<T> v) {
    TensorType type = a.type(x);
    if (op.reduction() == Reduction.MAX || op.reduction() == Reduction.MIN) {
      T signed = op.reduction() == Reduction.MAX ? x : a.negate(x);
      return v.guardedBy(a, firstExtreme(a, signed, op.axes(), type.shape()), true, false);
    }
    T extreme = isExtreme(a, x, expand(a, op, type.shape(), y));
    T equals = a.reduce(Reduction.SUM, a.cast(extreme, type.dtype()), op.axes(), true);
    return v.with(a.div(v.value(), equals)).guardedBy(a, extreme, true, false);
  }

  /** Equal to the extremum, or NaN: then the extremum is NaN, too. */
  private static <T> T isExtreme(TensorAlgebra<T> a, T x, T extremum) {
    return a.map(ScalarOp.OR, a.map(ScalarOp.EQ, x, extremum), a.map(ScalarOp.ISNAN, x));
  }

  /** Truth at the first largest element along the axes, which are taken in row-major order. */
  private static <T> T firstExtreme(TensorAlgebra<T> a, T x, List<Integer> axes, Shape shape) {
    if (axes.size() == 1) {
      int axis = axes.get(0);
      T hot =
          a.apply(
              new Op.OneHot(shape.dim(axis)), List.of(a.apply(new Op.ArgMax(axis), List.of(x))));
      return a.permute(hot, insertLast(axis, shape.rank()));
    }
    List<Integer> order = lastly(axes, shape.rank());
    T moved = a.permute(x, order);
    Shape from = a.shape(moved);
    int kept = shape.rank() - axes.size();
    long count = 1;
    for (Dim dim : from.dims().subList(kept, from.rank())) {
      count = Math.multiplyExact(count, dim.size());
    }
    Shape flat = Shape.of(from.dims().subList(0, kept)).insert(kept, Dim.of(count));
    T first = firstExtreme(a, a.reshape(moved, flat), List.of(kept), flat);
    return a.permute(a.reshape(first, from), inverse(order));
  }

  /** The order of axes that brings the last one to the given place. */
  private static List<Integer> insertLast(int axis, int rank) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank - 1; i++) {
      order.add(i);
    }
    order.add(axis, rank - 1);
    return order;
  }

  /** The order of axes that brings the given ones to the end. */
  private static List<Integer> lastly(List<Integer> axes, int rank) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      if (!axes.contains(axis)) {
        order.add(axis);
      }
    }
    order.addAll(axes);
    return order;
  }

  /** The elements over their norm, the derivative of the norm; zeros where that is 0. */
  static <T> T direction(TensorAlgebra<T> a, Op.Reduce op, T x, T y) {
    T norm = expand(a, op, a.shape(x), y);
    T zero = a.constant(0, a.type(x).dtype());
    return a.where(a.map(ScalarOp.EQ, norm, zero), zero, a.div(x, norm));
  }

  /** The permutation that undoes another. */
  static List<Integer> inverse(List<Integer> order) {
    List<Integer> result = new ArrayList<>(order);
    for (int i = 0; i < order.size(); i++) {
      result.set(order.get(i), i);
    }
    return result;
  }

  /** For each element the product of the others along the axes; also right where some are 0. */
  static <T> T productOfOthers(TensorAlgebra<T> a, Op.Reduce op, T x) {
    Shape shape = a.shape(x);
    T result = x;
    T others = a.constant(1, a.type(x).dtype());
    List<Integer> before = List.of();
    for (int axis : op.axes()) {
      result = a.reduce(Reduction.PROD, result, before, true);
      others = a.times(others, productOfOthers(a, result, axis));
      before = List.of(axis);
    }
    return a.broadcast(others, shape);
  }

  private static <T> T productOfOthers(TensorAlgebra<T> a, T x, int axis) {
    Shape shape = a.shape(x);
    Dim extent = shape.dim(axis);
    T index = a.apply(new Op.Iota(extent), List.of());
    T same = a.apply(new Op.OneHot(extent), List.of(index));
    List<Dim> tail = new ArrayList<>(List.of(extent, extent));
    for (int i = axis + 1; i < shape.rank(); i++) {
      tail.add(Dim.ONE);
    }
    T diagonal = a.reshape(same, Shape.of(tail));
    T repeated = a.reshape(x, shape.insert(axis, Dim.ONE));
    T replaced = a.where(diagonal, a.constant(1, a.type(x).dtype()), repeated);
    return a.reduce(Reduction.PROD, replaced, List.of(axis + 1), false);
  }

  /** Which elements of what is scattered get a share from where the truth holds. */
  static <T> T scattered(
      TensorAlgebra<T> a, Op.ScatterAdd op, T truth, T positions, DType floating) {
    T count = a.apply(op, List.of(a.cast(truth, floating), positions));
    return a.map(ScalarOp.GT, count, a.constant(0, floating));
  }
}

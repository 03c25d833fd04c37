package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Arithmetic;
import dev.jacobi.core.function.Value;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads parts of tensors as NumPy does: positions, slices, new axes and integer tensors. A position
 * only drops its axis, as in PyTorch, so that integer tensors beside it stay in their place.
 */
final class Indexing<T> {

  /** What stands for an axis, or for a new one, between the brackets, with its value. */
  sealed interface Item<T> {
    /** Where it stands. */
    Span span();

    /** A position, or an integer tensor. */
    record At<T>(Value<T> value, Span span) implements Item<T> {}

    /** A slice; what is left out is empty. */
    record Range<T>(
        Optional<Value<T>> start, Optional<Value<T>> stop, Optional<Value<T>> step, Span span)
        implements Item<T> {}

    /** A new axis of extent 1. */
    record NewAxis<T>(Span span) implements Item<T> {}

    /** The axes left over. */
    record Ellipsis<T>(Span span) implements Item<T> {}
  }

  private final Arithmetic<T> arithmetic;
  private final TensorAlgebra<T> tensors;
  private final Shape shape;
  private final T base;

  /** One range for each axis of the base. */
  private final List<Op.Range> ranges = new ArrayList<>();

  /** The axes of the result so far, before integer tensors are looked up. */
  private final List<Dim> dims = new ArrayList<>();

  /** The axes of the result that integer tensors replace, and the tensors. */
  private final List<Integer> gathered = new ArrayList<>();

  private final List<T> indices = new ArrayList<>();

  private Indexing(Arithmetic<T> arithmetic, T base) {
    this.arithmetic = arithmetic;
    this.tensors = arithmetic.tensors();
    this.base = base;
    this.shape = tensors.shape(base);
  }

  /** The part of a tensor that the items name. */
  static <T> T part(Arithmetic<T> arithmetic, T base, List<Item<T>> items) {
    return new Indexing<>(arithmetic, base).part(items);
  }

  private T part(List<Item<T>> items) {
    long used = items.stream().filter(this::usesAxis).count();
    if (used > shape.rank()) {
      throw Diagnostic.error(
              "index/count",
              "an index for "
                  + used
                  + (used == 1 ? " axis" : " axes")
                  + ", but the shape is "
                  + shape,
              shape.rank() == 0
                  ? "a scalar has no parts"
                  : "index at most " + shape.rank() + " axes")
          .exception();
    }
    int rest = shape.rank() - (int) used;
    boolean open = true;
    for (Item<T> item : items) {
      open &= !(item instanceof Item.Ellipsis<T>);
      located(item, rest);
    }
    if (open) {
      whole(rest);
    }
    boolean all = true;
    for (int axis = 0; axis < ranges.size(); axis++) {
      all &= ranges.get(axis).equals(Op.Range.all(shape.dim(axis)));
    }
    T sliced = all ? base : tensors.apply(new Op.Slice(ranges), List.of(base));
    T placed = tensors.reshape(sliced, Shape.of(dims));
    return indices.isEmpty() ? placed : gather(placed);
  }

  private boolean usesAxis(Item<T> item) {
    return item instanceof Item.At<T> || item instanceof Item.Range<T>;
  }

  private void located(Item<T> item, int rest) {
    try {
      add(item, rest);
    } catch (DiagnosticException found) {
      Diagnostic first = found.first();
      throw first.span().isNone() ? first.withSpan(item.span()).exception() : found;
    }
  }

  private void add(Item<T> item, int rest) {
    if (item instanceof Item.NewAxis<T>) {
      dims.add(Dim.ONE);
    } else if (item instanceof Item.Ellipsis<T>) {
      whole(rest);
    } else if (item instanceof Item.Range<T> range) {
      slice(range);
    } else if (item instanceof Item.At<T> at) {
      at(at.value());
    }
  }

  private void whole(int count) {
    for (int i = 0; i < count; i++) {
      Dim dim = shape.dim(ranges.size());
      ranges.add(Op.Range.all(dim));
      dims.add(dim);
    }
  }

  private void at(Value<T> value) {
    int axis = ranges.size();
    Dim dim = shape.dim(axis);
    if (value instanceof Value.Numeral<T> && dim.isFixed()) {
      long position = integer(value);
      long counted = position < 0 ? position + dim.size() : position;
      if (counted < 0 || counted >= dim.size()) {
        throw outOfRange(position, axis, dim).exception();
      }
      ranges.add(new Op.Range(counted, 1, Dim.ONE));
      return;
    }
    gathered.add(dims.size());
    indices.add(positions(value));
    whole(1);
  }

  private Diagnostic outOfRange(long position, int axis, Dim dim) {
    return Diagnostic.error(
        "index/range",
        "the index " + position + " is out of range for axis " + axis + " of shape " + shape,
        dim.size() == 0
            ? "the axis is empty"
            : "use an index from " + -dim.size() + " to " + (dim.size() - 1));
  }

  private T positions(Value<T> value) {
    boolean mask =
        value instanceof Value.Truth<T>
            || (value instanceof Value.Typed<T> typed
                && tensors.type(typed.tensor()).dtype() == DType.BOOL);
    if (mask) {
      throw Diagnostic.error(
              "index/mask",
              "an index of truth values picks a number of elements that only a run can tell, and"
                  + " shapes are settled before",
              "keep the shape: where(mask, x, 0)")
          .exception();
    }
    return arithmetic.integers(value);
  }

  private long integer(Value<T> value) {
    if (value instanceof Value.Numeral<T> number && number.weak().integer().isPresent()) {
      return number.weak().integer().get();
    }
    throw Diagnostic.error(
            "index/integer",
            "an index must be an integer, but found " + value.describe(tensors),
            "write a whole number")
        .exception();
  }

  private void slice(Item.Range<T> item) {
    Dim dim = shape.dim(ranges.size());
    Optional<Long> start = bound(item.start());
    Optional<Long> stop = bound(item.stop());
    long step = bound(item.step()).orElse(1L);
    if (step == 0) {
      throw Diagnostic.error(
              "index/step",
              "a slice cannot have step 0",
              "use a step of 1 or more, or below 0 to go down")
          .exception();
    }
    boolean all = stop.isEmpty() && step == 1 && start.orElse(0L) == 0;
    Op.Range range = all ? Op.Range.all(dim) : range(dim.size(), start, stop, step);
    ranges.add(range);
    dims.add(range.count());
  }

  private Optional<Long> bound(Optional<Value<T>> value) {
    return value.filter(given -> !(given instanceof Value.None<T>)).map(this::integer);
  }

  /** Clamps the bounds of a slice to the axis, as Python does. */
  static Op.Range range(long size, Optional<Long> start, Optional<Long> stop, long step) {
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? size : size - 1;
    long first =
        start.map(at -> clamp(at, size, lowest, highest)).orElse(step > 0 ? lowest : highest);
    long end = stop.map(at -> clamp(at, size, lowest, highest)).orElse(step > 0 ? highest : lowest);
    long distance = step > 0 ? end - first : first - end;
    long stride = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
    long count = distance <= 0 ? 0 : (distance - 1) / stride + 1;
    return switch ((int) Math.min(count, 2)) {
      case 0 -> new Op.Range(0, 1, Dim.of(0));
      case 1 -> new Op.Range(first, 1, Dim.ONE);
      default -> new Op.Range(first, step, Dim.of(count));
    };
  }

  private static long clamp(long at, long size, long lowest, long highest) {
    long counted = at < 0 ? Math.max(at, -size - 1) + size : at;
    return Math.max(lowest, Math.min(counted, highest));
  }

  private T gather(T x) {
    if (indices.size() == 1) {
      return tensors.apply(new Op.Gather(gathered.get(0)), List.of(x, indices.get(0)));
    }
    int count = gathered.size();
    boolean adjacent = gathered.get(count - 1) - gathered.get(0) == count - 1;
    List<Integer> axes = new ArrayList<>(tensors.allAxes(x));
    axes.removeAll(gathered);
    int place = adjacent ? gathered.get(0) : 0;
    axes.addAll(place, gathered);
    T moved = tensors.permute(x, axes);
    Shape whole = tensors.shape(moved);
    List<Dim> merged = new ArrayList<>(whole.dims().subList(0, place));
    merged.add(Dim.of(Shape.of(whole.dims().subList(place, place + count)).elements()));
    merged.addAll(whole.dims().subList(place + count, whole.rank()));
    T position = position(whole.dims().subList(place, place + count));
    T flat = tensors.reshape(moved, Shape.of(merged));
    return tensors.apply(new Op.Gather(place), List.of(flat, position));
  }

  /** The row-major position for one index tensor an axis. */
  private T position(List<Dim> extents) {
    T result = within(extents, 0);
    for (int i = 1; i < indices.size(); i++) {
      T extent = tensors.constant(extents.get(i).size(), DType.I64);
      result = tensors.plus(tensors.times(result, extent), within(extents, i));
    }
    return result;
  }

  /**
   * Positions along one axis counted from the start, by looking them up among all there are: so
   * they are refused under the number of that axis, if they lie beyond it.
   */
  private T within(List<Dim> extents, int i) {
    int axis = gathered.get(i);
    List<Dim> dims = new ArrayList<>(Collections.nCopies(axis, Dim.ONE));
    dims.add(extents.get(i));
    T all = tensors.apply(new Op.Iota(extents.get(i)), List.of());
    T index = indices.get(i);
    T found =
        tensors.apply(new Op.Gather(axis), List.of(tensors.reshape(all, Shape.of(dims)), index));
    return tensors.reshape(found, tensors.shape(index));
  }
}

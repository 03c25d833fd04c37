package dev.jacobi.core.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, outermost first. A scalar has none. Immutable; equal extents are equal
 * shapes.
 */
public final class Shape {

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(List.of());

  /** The most elements a tensor may have, so that an index fits an {@code int}. */
  public static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8L;

  /** The count where an extent has a name, or where there are more than one array holds. */
  private static final int UNCOUNTED = -1;

  private final List<Dim> dims;

  /** The extents that are numbers; −1 where there is a name. */
  private final long[] numbers;

  private final boolean fixed;
  private final int count;
  private final int hash;

  /** Copies the extents. */
  public Shape(List<Dim> dims) {
    this.dims = List.copyOf(Objects.requireNonNull(dims, "dims"));
    numbers = new long[this.dims.size()];
    boolean allNumbers = true;
    int code = 1;
    for (int axis = 0; axis < numbers.length; axis++) {
      Dim dim = this.dims.get(axis);
      allNumbers &= dim.isFixed();
      numbers[axis] = dim.isFixed() ? dim.size() : -1;
      code = 31 * code + dim.hashCode();
    }
    fixed = allNumbers;
    count = fixed ? count(numbers) : UNCOUNTED;
    hash = code;
  }

  private static int count(long[] sizes) {
    long product = 1;
    boolean fits = true;
    for (long size : sizes) {
      if (size == 0) {
        return 0;
      }
      fits &= size <= MAX_ELEMENTS / product;
      product = fits ? product * size : product;
    }
    return fits ? (int) product : UNCOUNTED;
  }

  /** A shape of known extents. */
  public static Shape of(long... sizes) {
    Dim[] dims = new Dim[Objects.requireNonNull(sizes, "sizes").length];
    for (int axis = 0; axis < sizes.length; axis++) {
      dims[axis] = Dim.of(sizes[axis]);
    }
    return new Shape(List.of(dims));
  }

  /** A shape of the given extents. */
  public static Shape of(Collection<? extends Dim> dims) {
    return new Shape(List.copyOf(Objects.requireNonNull(dims, "dims")));
  }

  /** The extents, outermost first. */
  public List<Dim> dims() {
    return dims;
  }

  /** The number of axes. */
  public int rank() {
    return numbers.length;
  }

  /** The extent of an axis in {@code [0, rank)}. */
  public Dim dim(int axis) {
    return dims.get(axis);
  }

  /** The extent of an axis as a number that an array may have; a named one is an error. */
  public int size(int axis) {
    return numbers[axis] < 0 ? (int) dims.get(axis).size() : (int) numbers[axis];
  }

  /** How far apart neighbours along an axis lie in row-major order. */
  public int stride(int axis) {
    int stride = 1;
    for (int inner = axis + 1; inner < numbers.length; inner++) {
      stride *= Math.max(size(inner), 1);
    }
    return stride;
  }

  /** Whether every extent is a number. */
  public boolean isFixed() {
    return fixed;
  }

  /** The extents as numbers; a named one is an error. */
  public int[] sizes() {
    elements();
    int[] sizes = new int[numbers.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = (int) dim(axis).size();
    }
    return sizes;
  }

  /** The number of elements; refused when it is more than one array holds. */
  public int elements() {
    return count == UNCOUNTED ? uncounted() : count;
  }

  private int uncounted() {
    for (Dim dim : dims) {
      if (dim.size() == 0) {
        return 0;
      }
    }
    throw Diagnostic.error(
            "shape/too-large",
            "shape " + this + " has more elements than one tensor can hold (" + MAX_ELEMENTS + ")",
            "use smaller dimensions, or split the tensor")
        .exception();
  }

  /** Whether the shape is known to hold exactly one element. */
  public boolean isOneElement() {
    return count == 1;
  }

  /** The row-major strides of the extents, in elements. */
  public int[] strides() {
    int[] sizes = sizes();
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(sizes[axis], 1);
    }
    return strides;
  }

  /**
   * The shape that both broadcast to by NumPy's rule: aligned at the last axis, equal extents or
   * one of them 1. Empty when they do not fit.
   */
  public Optional<Shape> broadcast(Shape other) {
    if (equals(other)) {
      return Optional.of(this);
    }
    int rank = Math.max(rank(), other.rank());
    List<Dim> result = new ArrayList<>(rank);
    for (int axis = 0; axis < rank; axis++) {
      Dim mine = alignedDim(axis, rank);
      Dim theirs = other.alignedDim(axis, rank);
      if (mine.equals(theirs) || theirs.equals(Dim.ONE)) {
        result.add(mine);
      } else if (mine.equals(Dim.ONE)) {
        result.add(theirs);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Shape(result));
  }

  /** Whether it broadcasts to just that shape. */
  public boolean broadcastsTo(Shape other) {
    boolean fits = rank() <= other.rank();
    for (int axis = 0; axis < rank() && fits; axis++) {
      Dim own = dim(axis);
      fits = own.equals(Dim.ONE) || own.equals(other.dim(axis + other.rank() - rank()));
    }
    return fits;
  }

  /** The extent of an axis counted in a shape of the given higher rank; 1 where this has none. */
  public Dim alignedDim(int axis, int rank) {
    int own = axis - (rank - rank());
    return own < 0 ? Dim.ONE : dim(own);
  }

  /** The axes along which a smaller shape was repeated to give this one. */
  public List<Integer> repeatedAxes(Shape smaller) {
    List<Integer> axes = new ArrayList<>();
    int extra = rank() - smaller.rank();
    for (int axis = 0; axis < rank(); axis++) {
      boolean one = axis >= extra && smaller.dim(axis - extra).equals(Dim.ONE);
      if (axis < extra || (one && !dim(axis).equals(Dim.ONE))) {
        axes.add(axis);
      }
    }
    return axes;
  }

  /** The shape without the axes, or with extent 1 there. */
  public Shape reduce(Collection<Integer> axes, boolean keep) {
    List<Dim> result = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      if (!axes.contains(axis)) {
        result.add(dim(axis));
      } else if (keep) {
        result.add(Dim.ONE);
      }
    }
    return result.isEmpty() ? SCALAR : new Shape(result);
  }

  /** The shape with one extent replaced. */
  public Shape with(int axis, Dim dim) {
    List<Dim> result = new ArrayList<>(dims);
    result.set(axis, dim);
    return new Shape(result);
  }

  /** The shape with another axis put before the given one. */
  public Shape insert(int axis, Dim dim) {
    List<Dim> result = new ArrayList<>(dims);
    result.add(axis, dim);
    return new Shape(result);
  }

  /** The shape with every name that the map knows replaced by its size. */
  public Shape bind(Map<String, Long> sizes) {
    if (isFixed()) {
      return this;
    }
    return new Shape(dims.stream().map(dim -> bind(dim, sizes)).toList());
  }

  /** The dimension, replaced by its size when it is a name that the map knows. */
  public static Dim bind(Dim dim, Map<String, Long> sizes) {
    if (dim instanceof Dim.Named named) {
      Long size = sizes.get(named.name());
      return size == null ? dim : Dim.of(size);
    }
    return dim;
  }

  /** Counts a negative axis from the end; one out of range is an error that names the shape. */
  public int axis(long axis) {
    long counted = axis < 0 ? axis + rank() : axis;
    if (counted < 0 || counted >= rank()) {
      String range =
          rank() == 0 ? "a scalar has no axes" : "it has axes " + -rank() + " to " + (rank() - 1);
      throw Diagnostic.error(
              "shape/axis",
              "axis " + axis + " does not exist in shape " + this + ": " + range,
              rank() == 0
                  ? "leave the axis out"
                  : "use an axis from " + -rank() + " to " + (rank() - 1))
          .exception();
    }
    return (int) counted;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape shape
            && hash == shape.hash
            && Arrays.equals(numbers, shape.numbers)
            && (fixed || dims.equals(shape.dims)));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}

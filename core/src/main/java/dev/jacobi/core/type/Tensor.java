package dev.jacobi.core.type;

import java.util.Arrays;
import java.util.Objects;

/**
 * A value: elements in row-major order. Immutable: arrays handed in are copied, and so are arrays
 * handed out.
 */
public final class Tensor {

  private final TensorType type;
  private final Object elements;

  private Tensor(TensorType type, Object elements, int length) {
    this.type = Objects.requireNonNull(type, "type");
    this.elements = elements;
    int needed = type.shape().elements();
    if (needed != length) {
      throw Diagnostic.error(
              "tensor/length",
              type + " has " + needed + " elements, but " + length + " were given",
              "give " + needed + " elements, or another shape")
          .exception();
    }
  }

  /** A tensor of doubles; the array is copied. */
  public static Tensor of(Shape shape, double... elements) {
    return wrap(shape, Objects.requireNonNull(elements, "elements").clone());
  }

  /** A tensor of floats; the array is copied. */
  public static Tensor floats(Shape shape, float... elements) {
    return wrap(shape, Objects.requireNonNull(elements, "elements").clone());
  }

  /** A tensor of integers; the array is copied. */
  public static Tensor integers(Shape shape, long... elements) {
    return wrap(shape, Objects.requireNonNull(elements, "elements").clone());
  }

  /** A tensor of truth values; the array is copied. */
  public static Tensor of(Shape shape, boolean... elements) {
    return wrap(shape, Objects.requireNonNull(elements, "elements").clone());
  }

  /** A scalar double. */
  public static Tensor scalar(double value) {
    return wrap(TensorType.scalar(DType.F64), new double[] {value});
  }

  /** A vector of doubles; the array is copied. */
  public static Tensor vector(double... elements) {
    return of(Shape.of(Objects.requireNonNull(elements, "elements").length), elements);
  }

  /** A vector of integers; the array is copied. */
  public static Tensor integers(long... elements) {
    return integers(Shape.of(Objects.requireNonNull(elements, "elements").length), elements);
  }

  /** A matrix of doubles from its rows, all of one length. */
  public static Tensor matrix(double[]... rows) {
    for (double[] row : Objects.requireNonNull(rows, "rows")) {
      Objects.requireNonNull(row, "a row");
    }
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] elements = new double[rows.length * columns];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw Diagnostic.error(
                "tensor/ragged",
                "row 0 has " + columns + " elements, but row " + row + " has " + rows[row].length,
                "give all rows one length")
            .exception();
      }
      System.arraycopy(rows[row], 0, elements, row * columns, columns);
    }
    return wrap(Shape.of(rows.length, columns), elements);
  }

  /** Takes over an array that the caller promises not to change any more. */
  public static Tensor wrap(Shape shape, double[] elements) {
    return new Tensor(
        new TensorType(DType.F64, shape),
        elements,
        Objects.requireNonNull(elements, "elements").length);
  }

  /** Takes over an array that the caller promises not to change any more. */
  public static Tensor wrap(Shape shape, float[] elements) {
    return new Tensor(
        new TensorType(DType.F32, shape),
        elements,
        Objects.requireNonNull(elements, "elements").length);
  }

  /** Takes over an array that the caller promises not to change any more. */
  public static Tensor wrap(Shape shape, long[] elements) {
    return new Tensor(
        new TensorType(DType.I64, shape),
        elements,
        Objects.requireNonNull(elements, "elements").length);
  }

  /** Takes over an array that the caller promises not to change any more. */
  public static Tensor wrap(Shape shape, boolean[] elements) {
    return new Tensor(
        new TensorType(DType.BOOL, shape),
        elements,
        Objects.requireNonNull(elements, "elements").length);
  }

  /** Takes over the elements of an f64 tensor, which the caller promises not to change any more. */
  public static Tensor wrap(TensorType type, double[] elements) {
    if (Objects.requireNonNull(type, "type").dtype() != DType.F64) {
      throw new AssertionError(type);
    }
    return new Tensor(type, elements, Objects.requireNonNull(elements, "elements").length);
  }

  /** Takes over an array of the type's elements that the caller promises not to change any more. */
  public static Tensor wrap(TensorType type, Object elements) {
    Objects.requireNonNull(elements, "elements");
    int length =
        switch (Objects.requireNonNull(type, "type").dtype()) {
          case F64 -> ((double[]) elements).length;
          case F32 -> ((float[]) elements).length;
          case I64 -> ((long[]) elements).length;
          case BOOL -> ((boolean[]) elements).length;
        };
    return new Tensor(type, elements, length);
  }

  /**
   * A tensor with every element equal to the value, converted as {@link #cast} does it, but for
   * {@code number/overflow}: a finite number is no infinite f32.
   */
  public static Tensor full(TensorType type, double value) {
    Narrowing.require(value, Objects.requireNonNull(type, "type").dtype());
    int count = type.shape().elements();
    switch (type.dtype()) {
      case F64 -> {
        double[] elements = new double[count];
        Arrays.fill(elements, value);
        return wrap(type.shape(), elements);
      }
      case F32 -> {
        float[] elements = new float[count];
        Arrays.fill(elements, (float) value);
        return wrap(type.shape(), elements);
      }
      case I64 -> {
        long[] elements = new long[count];
        Arrays.fill(elements, (long) value);
        return wrap(type.shape(), elements);
      }
      case BOOL -> {
        boolean[] elements = new boolean[count];
        Arrays.fill(elements, value != 0);
        return wrap(type.shape(), elements);
      }
    }
    throw new AssertionError(type);
  }

  /** Zeros of the given type. */
  public static Tensor zeros(TensorType type) {
    return full(type, 0);
  }

  /** Ones of the given type. */
  public static Tensor ones(TensorType type) {
    return full(type, 1);
  }

  /** The element type and shape. */
  public TensorType type() {
    return type;
  }

  /** The shape. */
  public Shape shape() {
    return type.shape();
  }

  /** The element type. */
  public DType dtype() {
    return type.dtype();
  }

  /** The number of elements. */
  public int size() {
    return type.shape().elements();
  }

  /** The element at a row-major position as a double; truth values are 0 and 1. */
  public double getDouble(int index) {
    return switch (type.dtype()) {
      case F64 -> ((double[]) elements)[index];
      case F32 -> ((float[]) elements)[index];
      case I64 -> ((long[]) elements)[index];
      case BOOL -> ((boolean[]) elements)[index] ? 1 : 0;
    };
  }

  /** The integer or truth value (0 or 1) at a row-major position. */
  public long getLong(int index) {
    return switch (type.dtype()) {
      case F64 -> (long) ((double[]) elements)[index];
      case F32 -> (long) ((float[]) elements)[index];
      case I64 -> ((long[]) elements)[index];
      case BOOL -> ((boolean[]) elements)[index] ? 1 : 0;
    };
  }

  /** The only element of a tensor that has one, as a double. */
  public double item() {
    if (size() != 1) {
      throw Diagnostic.error(
              "tensor/item",
              "a tensor of shape " + shape() + " has " + size() + " elements, not one",
              "reduce it first, for example with sum(...) or mean(...)")
          .exception();
    }
    return getDouble(0);
  }

  private Diagnostic noArray(DType wanted) {
    return Diagnostic.error(
        "tensor/dtype",
        "a tensor of type " + type + " has no array of " + wanted,
        "convert it first: cast(DType." + wanted.name() + ")");
  }

  /** The array of the elements itself, which the caller promises not to change. */
  public Object array() {
    return elements;
  }

  /** The elements of an f64 tensor themselves, which the caller promises not to change. */
  public double[] doubles() {
    if (elements instanceof double[] own) {
      return own;
    }
    throw noArray(DType.F64).exception();
  }

  /** The elements of an f32 tensor themselves, which the caller promises not to change. */
  public float[] floats() {
    if (elements instanceof float[] own) {
      return own;
    }
    throw noArray(DType.F32).exception();
  }

  /** The elements of an i64 tensor themselves, which the caller promises not to change. */
  public long[] longs() {
    if (elements instanceof long[] own) {
      return own;
    }
    throw noArray(DType.I64).exception();
  }

  /** The elements of a bool tensor themselves, which the caller promises not to change. */
  public boolean[] booleans() {
    if (elements instanceof boolean[] own) {
      return own;
    }
    throw noArray(DType.BOOL).exception();
  }

  /** All elements as doubles, in row-major order. */
  public double[] toDoubles() {
    if (elements instanceof double[] doubles) {
      return doubles.clone();
    }
    double[] result = new double[size()];
    for (int index = 0; index < result.length; index++) {
      result[index] = getDouble(index);
    }
    return result;
  }

  /** All elements as integers, in row-major order. */
  public long[] toLongs() {
    if (elements instanceof long[] longs) {
      return longs.clone();
    }
    long[] result = new long[size()];
    for (int index = 0; index < result.length; index++) {
      result[index] = getLong(index);
    }
    return result;
  }

  /** The same elements, in row-major order, under another shape with as many. */
  public Tensor reshape(Shape shape) {
    return new Tensor(type.withShape(Objects.requireNonNull(shape, "shape")), elements, size());
  }

  /**
   * The elements converted: to a narrower float rounded to nearest, to integers cut toward zero
   * (beyond the range of i64 its nearest end, and NaN 0), to truth values by {@code != 0}.
   */
  public Tensor cast(DType dtype) {
    if (Objects.requireNonNull(dtype, "dtype") == type.dtype()) {
      return this;
    }
    int count = size();
    switch (dtype) {
      case F64 -> {
        return wrap(shape(), toDoubles());
      }
      case F32 -> {
        float[] result = new float[count];
        for (int index = 0; index < count; index++) {
          result[index] =
              type.dtype() == DType.I64 ? (float) getLong(index) : (float) getDouble(index);
        }
        return wrap(shape(), result);
      }
      case I64 -> {
        return wrap(shape(), toLongs());
      }
      case BOOL -> {
        boolean[] result = new boolean[count];
        for (int index = 0; index < count; index++) {
          result[index] = getDouble(index) != 0;
        }
        return wrap(shape(), result);
      }
    }
    throw new AssertionError(dtype);
  }

  /** Whether type and every bit of every element agree; all NaNs count as the same. */
  public boolean sameBits(Tensor other) {
    if (!type.equals(Objects.requireNonNull(other, "other").type)) {
      return false;
    }
    return switch (type.dtype()) {
      case F64 -> Arrays.equals((double[]) elements, (double[]) other.elements);
      case F32 -> Arrays.equals((float[]) elements, (float[]) other.elements);
      case I64 -> Arrays.equals((long[]) elements, (long[]) other.elements);
      case BOOL -> Arrays.equals((boolean[]) elements, (boolean[]) other.elements);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor && sameBits(tensor);
  }

  @Override
  public int hashCode() {
    int content =
        switch (type.dtype()) {
          case F64 -> Arrays.hashCode((double[]) elements);
          case F32 -> Arrays.hashCode((float[]) elements);
          case I64 -> Arrays.hashCode((long[]) elements);
          case BOOL -> Arrays.hashCode((boolean[]) elements);
        };
    return 31 * type.hashCode() + content;
  }

  /** Prints as nested lists, as the language reads them; long ones are cut with an ellipsis. */
  @Override
  public String toString() {
    return TensorText.text(this);
  }
}

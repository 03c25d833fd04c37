package dev.jacobi.core.type;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What every value is: an element type and a shape. */
public record TensorType(DType dtype, Shape shape) {

  private static final Map<DType, TensorType> SCALARS =
      Arrays.stream(DType.values())
          .map(dtype -> new TensorType(dtype, Shape.SCALAR))
          .collect(Collectors.toUnmodifiableMap(TensorType::dtype, type -> type));

  /** Refuses null. */
  public TensorType {
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(shape, "shape");
  }

  /** A scalar of the given element type. */
  public static TensorType scalar(DType dtype) {
    return Objects.requireNonNull(SCALARS.get(Objects.requireNonNull(dtype, "dtype")));
  }

  /** The same element type with another shape. */
  public TensorType withShape(Shape other) {
    return Objects.requireNonNull(other, "other").equals(shape)
        ? this
        : new TensorType(dtype, other);
  }

  /** The same shape with another element type. */
  public TensorType withDType(DType other) {
    return Objects.requireNonNull(other, "other") == dtype ? this : new TensorType(other, shape);
  }

  /** Prints as {@code f64} for a scalar and {@code f64[2, n]} otherwise. */
  @Override
  public String toString() {
    return shape.rank() == 0 ? dtype.toString() : dtype.toString() + shape;
  }
}

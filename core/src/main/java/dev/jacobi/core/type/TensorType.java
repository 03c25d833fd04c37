package dev.jacobi.core.type;

/** What every value is: an element type and a shape. */
public record TensorType(DType dtype, Shape shape) {

  private static final TensorType F64 = new TensorType(DType.F64, Shape.SCALAR);

  /** A scalar of the given element type. */
  public static TensorType scalar(DType dtype) {
    return dtype == DType.F64 ? F64 : new TensorType(dtype, Shape.SCALAR);
  }

  /** The same element type with another shape. */
  public TensorType withShape(Shape other) {
    return other.equals(shape) ? this : new TensorType(dtype, other);
  }

  /** The same shape with another element type. */
  public TensorType withDType(DType other) {
    return other == dtype ? this : new TensorType(other, shape);
  }

  /** Prints as {@code f64} for a scalar and {@code f64[2, n]} otherwise. */
  @Override
  public String toString() {
    return shape.rank() == 0 ? dtype.toString() : dtype.toString() + shape;
  }
}

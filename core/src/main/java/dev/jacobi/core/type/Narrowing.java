package dev.jacobi.core.type;

/**
 * Numbers that somebody gives, as elements of a type: a finite one that the type has no place for
 * is refused, where {@link Tensor#cast} makes it infinite.
 */
public final class Narrowing {

  private Narrowing() {}

  /**
   * A tensor with its elements converted.
   *
   * @param what what holds them, for the message
   * @throws DiagnosticException {@code number/overflow}
   */
  public static Tensor of(String what, Tensor value, DType dtype) {
    if (dtype == DType.F32 && value.dtype() == DType.F64) {
      for (double element : value.doubles()) {
        if (overflows(element, dtype)) {
          throw overflow(what + " holds " + element).exception();
        }
      }
    }
    return value.cast(dtype);
  }

  /** Refuses a finite number that the type has no place for: {@code number/overflow}. */
  public static void require(double value, DType dtype) {
    if (overflows(value, dtype)) {
      throw overflow("here stands the number " + value).exception();
    }
  }

  private static Diagnostic overflow(String found) {
    return Diagnostic.error(
        "number/overflow",
        found + ", but the largest f32 is " + Float.MAX_VALUE,
        "compute in f64, or write inf if an infinity is meant");
  }

  /** Whether a finite number becomes infinite in the type. */
  public static boolean overflows(double value, DType dtype) {
    return dtype == DType.F32 && Double.isFinite(value) && Float.isInfinite((float) value);
  }
}

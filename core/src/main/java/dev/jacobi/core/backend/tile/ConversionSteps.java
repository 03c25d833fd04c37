package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Primitive;

/** Loops from one lane to another. */
final class ConversionSteps {

  private ConversionSteps() {}

  /** The loop of a conversion. */
  static Step of(Primitive primitive, Operands o) {
    return switch (primitive) {
      case BITS -> (s, n) -> bits((double[]) s[o.x()], (long[]) s[o.to()], n);
      case FROM_BITS -> (s, n) -> fromBits((long[]) s[o.x()], (double[]) s[o.to()], n);
      case WIDEN -> (s, n) -> widen((float[]) s[o.x()], (double[]) s[o.to()], n);
      case NARROW -> (s, n) -> narrow((double[]) s[o.x()], (float[]) s[o.to()], n);
      default -> throw new AssertionError(primitive);
    };
  }

  private static void bits(double[] x, long[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Double.doubleToRawLongBits(x[i]);
    }
  }

  private static void fromBits(long[] x, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = Double.longBitsToDouble(x[i]);
    }
  }

  private static void widen(float[] x, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i];
    }
  }

  private static void narrow(double[] x, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) x[i];
    }
  }
}

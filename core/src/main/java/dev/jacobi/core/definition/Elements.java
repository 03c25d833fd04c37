package dev.jacobi.core.definition;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;

/** Arrays of elements of any type: made, copied with strides, read as doubles or longs. */
final class Elements {

  private Elements() {}

  /** A tensor of a float type or of truth values from doubles, rounded or compared with 0. */
  static Tensor fromDoubles(TensorType type, double[] values) {
    if (type.dtype() == DType.F64) {
      return Tensor.wrap(type, values);
    }
    Object array = type.dtype().array(values.length);
    store(values, 0, array, type.dtype(), 0, values.length);
    return Tensor.wrap(type, array);
  }

  /** Puts doubles into an array of a type, rounded to it; truth is what is not 0. */
  static void store(double[] from, int at, Object to, DType dtype, int start, int count) {
    switch (dtype) {
      case F64 -> System.arraycopy(from, at, to, start, count);
      case F32 -> {
        float[] floats = (float[]) to;
        for (int i = 0; i < count; i++) {
          floats[start + i] = (float) from[at + i];
        }
      }
      case BOOL -> {
        boolean[] truths = (boolean[]) to;
        for (int i = 0; i < count; i++) {
          truths[start + i] = from[at + i] != 0;
        }
      }
      case I64 -> throw new AssertionError(dtype);
    }
  }

  /** Reads the next elements under the cursor as doubles; truth values are 0 and 1. */
  static void read(Tensor tensor, Cursor cursor, double[] to, int count) {
    int filled = 0;
    while (filled < count) {
      int run = Math.min(cursor.run(), count - filled);
      readRun(tensor, cursor.offset(), cursor.stride(), to, filled, run);
      cursor.advance(run);
      filled += run;
    }
  }

  private static void readRun(
      Tensor tensor, int offset, int stride, double[] to, int start, int count) {
    switch (tensor.dtype()) {
      case F64 -> copyRun(DType.F64, tensor.doubles(), offset, stride, to, start, 1, count);
      case F32 -> {
        float[] floats = tensor.floats();
        for (int i = 0; i < count; i++) {
          to[start + i] = floats[offset + i * stride];
        }
      }
      case BOOL -> {
        boolean[] truths = tensor.booleans();
        for (int i = 0; i < count; i++) {
          to[start + i] = truths[offset + i * stride] ? 1 : 0;
        }
      }
      case I64 -> throw new AssertionError(tensor.type());
    }
  }

  /** Reads the next elements under the cursor as integers; truth values are 0 and 1. */
  static void read(Tensor tensor, Cursor cursor, long[] to, int count) {
    int filled = 0;
    while (filled < count) {
      int run = Math.min(cursor.run(), count - filled);
      for (int i = 0; i < run; i++) {
        to[filled + i] = tensor.getLong(cursor.offset() + i * cursor.stride());
      }
      cursor.advance(run);
      filled += run;
    }
  }

  /** A dense array of the elements under a cursor that stands at its first. */
  static Object gather(DType dtype, Object from, Cursor cursor, int count) {
    Object result = dtype.array(count);
    for (int filled = 0; filled < count; ) {
      int run = Math.min(cursor.run(), count - filled);
      copyRun(dtype, from, cursor.offset(), cursor.stride(), result, filled, 1, run);
      cursor.advance(run);
      filled += run;
    }
    return result;
  }

  /** Puts the elements of a dense array where a cursor points that stands at its first. */
  static void scatter(DType dtype, Object from, Object to, Cursor cursor, int count) {
    for (int taken = 0; taken < count; ) {
      int run = Math.min(cursor.run(), count - taken);
      copyRun(dtype, from, taken, 1, to, cursor.offset(), cursor.stride(), run);
      cursor.advance(run);
      taken += run;
    }
  }

  private static void copyRun(
      DType dtype, Object from, int at, int step, Object to, int start, int stride, int count) {
    if (step == 1 && stride == 1) {
      System.arraycopy(from, at, to, start, count);
      return;
    }
    switch (dtype) {
      case F64 -> {
        double[] source = (double[]) from;
        double[] target = (double[]) to;
        for (int i = 0; i < count; i++) {
          target[start + i * stride] = source[at + i * step];
        }
      }
      case F32 -> {
        float[] source = (float[]) from;
        float[] target = (float[]) to;
        for (int i = 0; i < count; i++) {
          target[start + i * stride] = source[at + i * step];
        }
      }
      case I64 -> {
        long[] source = (long[]) from;
        long[] target = (long[]) to;
        for (int i = 0; i < count; i++) {
          target[start + i * stride] = source[at + i * step];
        }
      }
      case BOOL -> {
        boolean[] source = (boolean[]) from;
        boolean[] target = (boolean[]) to;
        for (int i = 0; i < count; i++) {
          target[start + i * stride] = source[at + i * step];
        }
      }
    }
  }
}

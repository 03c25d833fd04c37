package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.Arrays;

/** Arrays of elements of any lane or element type. */
public final class Lanes {

  private Lanes() {}

  /** A new array of zeros. */
  public static Object array(Lane lane, int length) {
    return switch (lane) {
      case F64 -> new double[length];
      case F32 -> new float[length];
      case I64 -> new long[length];
      case TRUTH -> new boolean[length];
    };
  }

  /** The lane that holds elements of a type. */
  public static Lane of(DType dtype) {
    return switch (dtype) {
      case F64 -> Lane.F64;
      case F32 -> Lane.F32;
      case I64 -> Lane.I64;
      case BOOL -> Lane.TRUTH;
    };
  }

  /** The array of a tensor's elements itself. */
  static Object elements(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F64 -> tensor.doubles();
      case F32 -> tensor.floats();
      case I64 -> tensor.longs();
      case BOOL -> tensor.booleans();
    };
  }

  /** A tensor of the first elements of an array that nobody changes any more. */
  static Tensor tensor(Shape shape, Object array) {
    if (array instanceof double[] doubles) {
      return Tensor.wrap(shape, doubles);
    }
    if (array instanceof float[] floats) {
      return Tensor.wrap(shape, floats);
    }
    if (array instanceof long[] longs) {
      return Tensor.wrap(shape, longs);
    }
    return Tensor.wrap(shape, (boolean[]) array);
  }

  /** A tensor of the first elements of an array, which is shared if it has no others. */
  static Tensor exact(Shape shape, Object array) {
    int size = shape.elements();
    if (java.lang.reflect.Array.getLength(array) == size) {
      return tensor(shape, array);
    }
    if (array instanceof double[] doubles) {
      return Tensor.wrap(shape, Arrays.copyOf(doubles, size));
    }
    if (array instanceof float[] floats) {
      return Tensor.wrap(shape, Arrays.copyOf(floats, size));
    }
    if (array instanceof long[] longs) {
      return Tensor.wrap(shape, Arrays.copyOf(longs, size));
    }
    return Tensor.wrap(shape, Arrays.copyOf((boolean[]) array, size));
  }

  /** Sets all elements to the one at a place of another array. */
  static void fill(Object array, Object from, int place) {
    if (array instanceof double[] doubles) {
      Arrays.fill(doubles, ((double[]) from)[place]);
    } else if (array instanceof float[] floats) {
      Arrays.fill(floats, ((float[]) from)[place]);
    } else if (array instanceof long[] longs) {
      Arrays.fill(longs, ((long[]) from)[place]);
    } else {
      Arrays.fill((boolean[]) array, ((boolean[]) from)[place]);
    }
  }

  /** Copies elements that lie a stride apart to where they lie one behind the other. */
  static void copy(Object from, int at, int stride, Object to, int start, int count) {
    if (stride == 1) {
      System.arraycopy(from, at, to, start, count);
    } else if (to instanceof double[] target) {
      copy((double[]) from, at, stride, target, start, count);
    } else if (to instanceof float[] target) {
      copy((float[]) from, at, stride, target, start, count);
    } else if (to instanceof long[] target) {
      long[] source = (long[]) from;
      for (int i = 0; i < count; i++) {
        target[start + i] = source[at + i * stride];
      }
    } else {
      boolean[] target = (boolean[]) to;
      boolean[] source = (boolean[]) from;
      for (int i = 0; i < count; i++) {
        target[start + i] = source[at + i * stride];
      }
    }
  }

  private static void copy(double[] from, int at, int stride, double[] to, int start, int count) {
    if (stride == 0) {
      Arrays.fill(to, start, start + count, from[at]);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[start + i] = from[at + i * stride];
    }
  }

  private static void copy(float[] from, int at, int stride, float[] to, int start, int count) {
    if (stride == 0) {
      Arrays.fill(to, start, start + count, from[at]);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[start + i] = from[at + i * stride];
    }
  }
}

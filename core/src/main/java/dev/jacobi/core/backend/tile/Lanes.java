package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.nio.Buffer;
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

  /** A tensor of the first elements of an array, which is shared if it has no others. */
  static Tensor exact(TensorType type, Object storage) {
    int size = type.shape().elements();
    if (!(storage instanceof Buffer) && Buffers.capacity(storage) == size) {
      return Tensor.wrap(type, storage);
    }
    Object own = type.dtype().array(size);
    Storage.copy(storage, 0, own, 0, size);
    return Tensor.wrap(type, own);
  }

  /** Sets all elements of an array to the one at a place of some storage. */
  static void fill(Object array, Object storage, int place) {
    Object from = storage;
    int at = place;
    if (storage instanceof Buffer) {
      Storage.copy(storage, place, array, 0, 1);
      from = array;
      at = 0;
    }
    fill(array, java.lang.reflect.Array.getLength(array), from, at);
  }

  /** Sets the first elements to the one at a place of another array. */
  static void fill(Object array, int count, Object from, int place) {
    if (array instanceof double[] doubles) {
      Arrays.fill(doubles, 0, count, ((double[]) from)[place]);
    } else if (array instanceof float[] floats) {
      Arrays.fill(floats, 0, count, ((float[]) from)[place]);
    } else if (array instanceof long[] longs) {
      Arrays.fill(longs, 0, count, ((long[]) from)[place]);
    } else {
      Arrays.fill((boolean[]) array, 0, count, ((boolean[]) from)[place]);
    }
  }

  /** Copies elements of some storage that lie a stride apart to an array, one behind the other. */
  static void copy(Object from, int at, int stride, Object to, int start, int count) {
    if (stride == 1) {
      Storage.copy(from, at, to, start, count);
    } else if (from instanceof Buffer) {
      for (int i = 0; i < count; i++) {
        Storage.copy(from, at + i * stride, to, start + i, 1);
      }
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

  /**
   * Copies rows of an array to another, one behind the other.
   *
   * @param across how far rows lie apart
   * @param along how far the elements of a row lie apart
   */
  static void copyRows(
      Object from, int at, int across, int along, Object to, int start, int rows, int size) {
    if (across == 0) {
      copyGrid(from, at, 0, along, to, start, 0, 1, 1, size);
      int count = rows * size;
      for (int done = size; done < count; done *= 2) {
        System.arraycopy(to, start, to, start + done, Math.min(done, count - done));
      }
    } else if (rows > size) {
      // A long loop inside a short one costs less than the other way round.
      copyGrid(from, at, along, across, to, start, 1, size, size, rows);
    } else {
      copyGrid(from, at, across, along, to, start, size, 1, rows, size);
    }
  }

  private static void copyGrid(
      Object from,
      int at,
      int fromOuter,
      int fromInner,
      Object to,
      int start,
      int toOuter,
      int toInner,
      int outer,
      int inner) {
    if (to instanceof double[] target) {
      double[] source = (double[]) from;
      for (int o = 0; o < outer; o++) {
        int first = at + o * fromOuter;
        int next = start + o * toOuter;
        for (int i = 0; i < inner; i++) {
          target[next + i * toInner] = source[first + i * fromInner];
        }
      }
    } else if (to instanceof float[] target) {
      float[] source = (float[]) from;
      for (int o = 0; o < outer; o++) {
        int first = at + o * fromOuter;
        int next = start + o * toOuter;
        for (int i = 0; i < inner; i++) {
          target[next + i * toInner] = source[first + i * fromInner];
        }
      }
    } else if (to instanceof long[] target) {
      long[] source = (long[]) from;
      for (int o = 0; o < outer; o++) {
        int first = at + o * fromOuter;
        int next = start + o * toOuter;
        for (int i = 0; i < inner; i++) {
          target[next + i * toInner] = source[first + i * fromInner];
        }
      }
    } else {
      boolean[] target = (boolean[]) to;
      boolean[] source = (boolean[]) from;
      for (int o = 0; o < outer; o++) {
        int first = at + o * fromOuter;
        int next = start + o * toOuter;
        for (int i = 0; i < inner; i++) {
          target[next + i * toInner] = source[first + i * fromInner];
        }
      }
    }
  }

  /** Copies elements of an array to places of some storage that lie a stride apart. */
  static void spread(Object from, int at, Object to, int start, int stride, int count) {
    if (stride == 1 || to instanceof Buffer) {
      int length = stride == 1 ? count : 1;
      for (int i = 0; i < count; i += length) {
        Storage.copy(from, at + i, to, start + i * stride, length);
      }
    } else if (to instanceof double[] target) {
      double[] source = (double[]) from;
      for (int i = 0; i < count; i++) {
        target[start + i * stride] = source[at + i];
      }
    } else if (to instanceof float[] target) {
      float[] source = (float[]) from;
      for (int i = 0; i < count; i++) {
        target[start + i * stride] = source[at + i];
      }
    } else if (to instanceof long[] target) {
      long[] source = (long[]) from;
      for (int i = 0; i < count; i++) {
        target[start + i * stride] = source[at + i];
      }
    } else {
      boolean[] source = (boolean[]) from;
      boolean[] target = (boolean[]) to;
      for (int i = 0; i < count; i++) {
        target[start + i * stride] = source[at + i];
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

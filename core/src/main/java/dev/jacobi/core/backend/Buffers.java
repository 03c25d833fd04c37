package dev.jacobi.core.backend;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The caller's storage by name of input or output, in row-major order; a run reads and writes it in
 * place. It may be longer than needed; the elements used are the first. Those of a buffer are what
 * lies between its position and its limit when it is given here; neither is moved, and what happens
 * to them later says nothing.
 *
 * <p>What a run writes must lie in no other storage. Of arrays, and of buffers that have one, this
 * is checked ({@code buffer/shared}); of memory outside the heap Java does not say where it is, so
 * that two views of the same direct buffer are the caller's to keep apart.
 *
 * <pre>{@code
 * Bound run = executable.bind(new Buffers().and("x", x).and("y", y));
 * run.run();    // reads x, writes y
 * }</pre>
 */
public final class Buffers {

  /** Where storage begins in what it is a part of, and how many units of that an element takes. */
  private record Place(Object whole, long start, int width) {

    /** Whether so many elements from here lie, in part, where so many from there do. */
    boolean meets(long count, Place other, long otherCount) {
      return whole == other.whole
          && start < other.start + otherCount * other.width
          && other.start < start + count * width;
    }
  }

  private final Map<String, Object> storage = new LinkedHashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  /** Elements of type f64. */
  public Buffers and(String name, double[] elements) {
    return array(name, elements);
  }

  /** Elements of type f32. */
  public Buffers and(String name, float[] elements) {
    return array(name, elements);
  }

  /** Elements of type i64. */
  public Buffers and(String name, long[] elements) {
    return array(name, elements);
  }

  /** Elements of type bool. */
  public Buffers and(String name, boolean[] elements) {
    return array(name, elements);
  }

  /** Elements of type f64. */
  public Buffers and(String name, DoubleBuffer elements) {
    return put(name, required(name, elements).slice(), place(elements, 1));
  }

  /** Elements of type f32. */
  public Buffers and(String name, FloatBuffer elements) {
    return put(name, required(name, elements).slice(), place(elements, 1));
  }

  /**
   * Elements of a type in the buffer's byte order.
   *
   * @param dtype f64, f32 or i64
   */
  public Buffers and(String name, DType dtype, ByteBuffer bytes) {
    Place place = place(required(name, bytes), Objects.requireNonNull(dtype, "dtype").bytes());
    return switch (dtype) {
      case F64 -> put(name, bytes.asDoubleBuffer(), place);
      case F32 -> put(name, bytes.asFloatBuffer(), place);
      case I64 -> put(name, bytes.asLongBuffer(), place);
      case BOOL ->
          throw Diagnostic.error(
                  "buffer/dtype",
                  "truth values cannot lie in a ByteBuffer",
                  "give " + name + " as a boolean[]")
              .exception();
    };
  }

  private static <T> T required(String name, T elements) {
    Objects.requireNonNull(name, "name");
    return Objects.requireNonNull(elements, () -> "the storage of " + name);
  }

  private static Place place(Buffer buffer, int width) {
    return buffer.hasArray()
        ? new Place(buffer.array(), (long) buffer.arrayOffset() + buffer.position(), width)
        : new Place(buffer, buffer.position(), width);
  }

  private Buffers array(String name, Object elements) {
    return put(name, required(name, elements), new Place(elements, 0, 1));
  }

  private Buffers put(String name, Object elements, Place place) {
    storage.put(name, elements);
    places.put(name, place);
    return this;
  }

  /** Whether the first elements under two names are known to share storage. */
  boolean share(String one, long count, String other, long otherCount) {
    Place place = places.get(one);
    Place second = places.get(other);
    return place != null && second != null && place.meets(count, second, otherCount);
  }

  /** The arrays and buffers by name; a buffer begins with the first element that is used. */
  public Map<String, Object> storage() {
    return Collections.unmodifiableMap(storage);
  }

  /** The type of the elements that an array or buffer holds. */
  public static DType dtype(Object storage) {
    Objects.requireNonNull(storage, "storage");
    if (storage instanceof double[] || storage instanceof DoubleBuffer) {
      return DType.F64;
    }
    if (storage instanceof float[] || storage instanceof FloatBuffer) {
      return DType.F32;
    }
    return storage instanceof long[] || storage instanceof LongBuffer ? DType.I64 : DType.BOOL;
  }

  /** How many elements an array or buffer has room for. */
  public static int capacity(Object storage) {
    Objects.requireNonNull(storage, "storage");
    return storage instanceof Buffer buffer
        ? buffer.capacity()
        : java.lang.reflect.Array.getLength(storage);
  }
}

package dev.jacobi.core.backend;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The caller's storage by name of input or output, in row-major order; a run reads and writes it in
 * place. It may be longer than needed; the elements used are the first.
 *
 * <pre>{@code
 * Bound run = executable.bind(new Buffers().and("x", x).and("y", y));
 * run.run();    // reads x, writes y
 * }</pre>
 */
public final class Buffers {

  private final Map<String, Object> storage = new LinkedHashMap<>();

  /** Elements of type f64. */
  public Buffers and(String name, double[] elements) {
    return put(name, elements);
  }

  /** Elements of type f32. */
  public Buffers and(String name, float[] elements) {
    return put(name, elements);
  }

  /** Elements of type i64. */
  public Buffers and(String name, long[] elements) {
    return put(name, elements);
  }

  /** Elements of type bool. */
  public Buffers and(String name, boolean[] elements) {
    return put(name, elements);
  }

  /** Elements of type f64, from the buffer's beginning; position and limit say nothing. */
  public Buffers and(String name, DoubleBuffer elements) {
    return put(name, elements);
  }

  /** Elements of type f32, from the buffer's beginning; position and limit say nothing. */
  public Buffers and(String name, FloatBuffer elements) {
    return put(name, elements);
  }

  /**
   * Elements of a type in the buffer's byte order, from its beginning.
   *
   * @param dtype f64, f32 or i64
   */
  public Buffers and(String name, DType dtype, ByteBuffer bytes) {
    ByteBuffer all = bytes.duplicate().order(bytes.order()).clear();
    return switch (dtype) {
      case F64 -> put(name, all.asDoubleBuffer());
      case F32 -> put(name, all.asFloatBuffer());
      case I64 -> put(name, all.asLongBuffer());
      case BOOL ->
          throw Diagnostic.error(
                  "buffer/dtype",
                  "truth values cannot lie in a ByteBuffer",
                  "give " + name + " as a boolean[]")
              .exception();
    };
  }

  private Buffers put(String name, Object elements) {
    storage.put(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(elements, () -> "the storage of " + name));
    return this;
  }

  /** The arrays and buffers by name. */
  public Map<String, Object> storage() {
    return Collections.unmodifiableMap(storage);
  }

  /** The type of the elements that an array or buffer holds. */
  public static DType dtype(Object storage) {
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
    return storage instanceof Buffer buffer
        ? buffer.capacity()
        : java.lang.reflect.Array.getLength(storage);
  }
}

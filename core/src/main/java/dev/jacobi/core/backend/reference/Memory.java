package dev.jacobi.core.backend.reference;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.TensorType;
import java.util.Locale;

/** What tensors need of the JVM's heap, and whether it can be had. */
final class Memory {

  private Memory() {}

  /** The bytes of a tensor's elements. */
  static long bytes(TensorType type) {
    long size =
        switch (type.dtype()) {
          case F64, I64 -> 8;
          case F32 -> 4;
          case BOOL -> 1;
        };
    return size * type.shape().elements();
  }

  /** Refuses a need that the heap can never meet. */
  static void require(long bytes) {
    // Far below any heap: not worth asking the JVM.
    if (bytes < 1 << 20) {
      return;
    }
    long limit = Runtime.getRuntime().maxMemory();
    if (bytes > limit) {
      throw Diagnostic.error(
              "memory/limit",
              "this needs " + text(bytes) + " at once, but the JVM may use only " + text(limit),
              "use smaller tensors, or allow more memory: java -Xmx"
                  + ((bytes * 5 / 4 >> 30) + 1)
                  + "g")
          .exception();
    }
  }

  private static String text(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
  }
}

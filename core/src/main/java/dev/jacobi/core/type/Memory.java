package dev.jacobi.core.type;

import java.util.Locale;

/** What tensors need of the JVM's heap, and whether it can be had. */
public final class Memory {

  private Memory() {}

  /** The bytes of an element. */
  public static long bytes(DType dtype) {
    return dtype.bytes();
  }

  /** The bytes of a tensor's elements. */
  public static long bytes(TensorType type) {
    return bytes(type.dtype()) * type.shape().elements();
  }

  /** Refuses a need that the heap can never meet. */
  public static void require(long bytes) {
    // Far below any heap: not worth asking the JVM.
    if (bytes < 1 << 20) {
      return;
    }
    long limit = Runtime.getRuntime().maxMemory();
    if (bytes > limit) {
      String message = "this needs " + text(bytes) + " at once, but the JVM may use only ";
      throw limit(message + text(limit), bytes).exception();
    }
  }

  /** The heap, which may hold other things as well, had no room for a tensor. */
  public static Diagnostic exhausted(TensorType type) {
    String message = "memory ran out while " + type + " was computed; the JVM may use ";
    return limit(message + text(Runtime.getRuntime().maxMemory()), bytes(type));
  }

  private static Diagnostic limit(String message, long bytes) {
    long more = (Math.max(bytes, Runtime.getRuntime().maxMemory()) * 5 / 4) >> 30;
    String option = option("-Xmx" + (more + 1) + "g");
    return Diagnostic.error(
        "memory/limit", message, "use smaller tensors, or allow more memory: " + option);
  }

  /**
   * How an option is given to the JVM: in the variable that the property {@code jacobi.options}
   * names, which a launcher sets, or else to {@code java} itself.
   */
  public static String option(String option) {
    String variable = System.getProperty("jacobi.options");
    return (variable == null ? "java " : variable + "=") + option;
  }

  private static String text(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
  }
}

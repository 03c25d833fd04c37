package dev.jacobi.cpu.jvm;

import java.util.Locale;

/**
 * Whether generated code may use the Vector API of this JVM.
 *
 * @param bits how wide vectors are at most: 128, 256 or 512; 0 without the Vector API
 * @param reason why it may not, with the repair, in words for a person; empty if it may
 */
public record VectorSupport(int bits, String reason) {

  private static final String MODULE = "jdk.incubator.vector";

  /** Refuses a width without code for it. */
  public VectorSupport {
    if (bits != 0 && bits != 128 && bits != 256 && bits != 512) {
      throw new IllegalArgumentException("no vectors of " + bits + " bits");
    }
    if (bits == 0 == reason.isEmpty()) {
      throw new IllegalArgumentException("a reason if there is no support, and only then");
    }
  }

  /** Vectors of at most that many bits. */
  public static VectorSupport of(int bits) {
    return new VectorSupport(bits, "");
  }

  /** No vectors, for a reason. */
  public static VectorSupport none(String reason) {
    return new VectorSupport(0, reason);
  }

  /** What this JVM offers. */
  public static VectorSupport detect() {
    String machine = System.getProperty("java.vm.name", "");
    if (!machine.contains("HotSpot") && !machine.contains("OpenJDK")) {
      return none("the Vector API is fast on HotSpot only, and this is " + machine);
    }
    if (System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT).contains("interpreted")) {
      return none("this JVM only interprets (-Xint), and the Vector API needs its compiler");
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return none("the Vector API is off: start java with --add-modules " + MODULE);
    }
    try {
      Class<?> shape = Class.forName(MODULE + ".VectorShape");
      Object preferred = shape.getMethod("preferredShape").invoke(null);
      int bits = (int) shape.getMethod("vectorBitSize").invoke(preferred);
      return bits < 128
          ? none("vectors of " + bits + " bits are too narrow to pay")
          : of(Math.min(512, Integer.highestOneBit(bits)));
    } catch (ReflectiveOperationException | LinkageError unfit) {
      return none("the Vector API of this JVM is not the one known: " + unfit);
    }
  }

  /** Whether there are vectors. */
  public boolean isAvailable() {
    return bits > 0;
  }

  @Override
  public String toString() {
    return isAvailable() ? "vectors of " + bits + " bits" : reason;
  }
}

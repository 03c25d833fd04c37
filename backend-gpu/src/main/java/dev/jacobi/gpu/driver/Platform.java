package dev.jacobi.gpu.driver;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A system that JCuda's library exists for.
 *
 * @param suffix how the library's file names end
 * @param driver the file of NVIDIA's driver
 */
record Platform(String prefix, String suffix, String driver) {

  private static final String VERSION = "12.6.0";

  /** The system of a JVM with these properties, or nothing where there is no library for it. */
  static Optional<Platform> of(UnaryOperator<String> properties) {
    String system = name(properties).toLowerCase(Locale.ROOT);
    String processor = processor(properties);
    if (!processor.equals("amd64") && !processor.equals("x86_64")) {
      return Optional.empty();
    }
    if (system.startsWith("linux")) {
      return Optional.of(new Platform("lib", "linux-x86_64.so", "libcuda.so.1"));
    }
    return system.startsWith("windows")
        ? Optional.of(new Platform("", "windows-x86_64.dll", "nvcuda.dll"))
        : Optional.empty();
  }

  /** The system's name. */
  static String name(UnaryOperator<String> properties) {
    return String.valueOf(properties.apply("os.name"));
  }

  /** The processor's name. */
  static String processor(UnaryOperator<String> properties) {
    return String.valueOf(properties.apply("os.arch"));
  }

  /** The file name of JCuda's library. */
  String library() {
    return prefix + "JCudaDriver-" + VERSION + "-" + suffix;
  }
}

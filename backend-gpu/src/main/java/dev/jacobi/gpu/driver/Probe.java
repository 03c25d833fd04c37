package dev.jacobi.gpu.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is found when a device is looked for. */
public sealed interface Probe {

  /** The setting, as a property of the JVM, that turns devices on (as they are) or off. */
  String PROPERTY = "jacobi.gpu";

  /** The same as a variable of the environment. */
  String VARIABLE = "JACOBI_GPU";

  /**
   * A driver with a device that will do.
   *
   * @param driver the driver, prepared
   * @param device the first such device
   */
  record Usable(Driver driver, int device) implements Probe {}

  /**
   * Nothing that will do.
   *
   * @param reason why, in words
   * @param hint what would help
   */
  record Unusable(String reason, String hint) implements Probe {}

  /** Looks once, and remembers: a JVM loads JCuda's library once. */
  static Probe result() {
    return Once.RESULT;
  }

  /** Where the result of the only look is kept. */
  final class Once {
    private static final Probe RESULT =
        of(System::getProperty, System::getenv, Probe.class.getClassLoader());

    private Once() {}
  }

  /**
   * Looks for a device with the settings of a JVM.
   *
   * @param properties of the JVM
   * @param environment of the process
   * @param source where JCuda's classes and libraries are found
   */
  private static Probe of(
      UnaryOperator<String> properties, UnaryOperator<String> environment, ClassLoader source) {
    return refusal(properties, environment, source).orElseGet(() -> load(properties, source));
  }

  /** What can be known without touching the driver. */
  static Optional<Probe> refusal(
      UnaryOperator<String> properties, UnaryOperator<String> environment, ClassLoader source) {
    Optional<Probe> off =
        off("property " + PROPERTY, properties.apply(PROPERTY))
            .or(() -> off("variable " + VARIABLE, environment.apply(VARIABLE)));
    if (off.isPresent()) {
      return off;
    }
    Optional<Platform> platform = Platform.of(properties);
    if (platform.isEmpty()) {
      return unusable(
          "there is no NVIDIA library for "
              + Platform.name(properties)
              + " on "
              + Platform.processor(properties),
          "devices are used on Linux and Windows on x86-64");
    }
    if (source.getResource("jcuda/driver/JCudaDriver.class") == null) {
      return unusable("JCuda is not on the class path", "add org.jcuda:jcuda");
    }
    String library = platform.get().library();
    return source.getResource("lib/" + library) == null
        ? unusable(
            "JCuda's library " + library + " is not on the class path",
            "add org.jcuda:jcuda-natives for this system")
        : Optional.empty();
  }

  /** The refusal of a setting; one that is not understood refuses, too, so that it is noticed. */
  private static Optional<Probe> off(String setting, @Nullable String value) {
    String word = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "", "on", "true", "1", "yes" -> Optional.empty();
      case "off", "false", "0", "no" -> unusable("turned off by the " + setting, "leave it out");
      default ->
          unusable(
              "the " + setting + " is '" + value + "', which is neither on nor off",
              "write on or off, or leave it out");
    };
  }

  private static Optional<Probe> unusable(String reason, String hint) {
    return Optional.of(new Unusable(reason, hint));
  }

  private static Probe load(UnaryOperator<String> properties, ClassLoader source) {
    Platform platform = Platform.of(properties).orElseThrow();
    String folder = String.valueOf(properties.apply("java.io.tmpdir"));
    Natives natives = new Natives(Path.of(folder));
    try (InputStream in = source.getResourceAsStream("lib/" + platform.library())) {
      if (in == null) {
        throw new AssertionError(platform.library());
      }
      byte[] bytes = in.readAllBytes();
      return examine(open(source, natives, platform.library(), bytes));
    } catch (IOException failure) {
      return new Unusable(
          "the temporary folder " + folder + " cannot be used (" + failure + ")",
          "name another one with -Djava.io.tmpdir");
    } catch (UnsatisfiedLinkError failure) {
      return unloadable(String.valueOf(failure.getMessage()), platform);
    } catch (LinkageError failure) {
      return new Unusable("JCuda does not load: " + failure, "use org.jcuda:jcuda 12.6.0");
    }
  }

  private static Driver open(ClassLoader source, Natives natives, String name, byte[] bytes)
      throws IOException {
    try {
      return Isolation.driver(source, natives.file(name, bytes));
    } catch (UnsatisfiedLinkError failure) {
      // A JVM loads a file once; another copy of Jacobi in it has been here before.
      if (String.valueOf(failure.getMessage()).contains("already loaded")) {
        return Isolation.driver(source, natives.fresh(name, bytes));
      }
      throw failure;
    }
  }

  private static Probe unloadable(String message, Platform platform) {
    boolean windows = message.contains("dependent libraries");
    if (windows || message.contains(platform.driver())) {
      return new Unusable(
          "there is no NVIDIA driver: " + platform.driver() + " was not found",
          "install NVIDIA's driver");
    }
    return new Unusable(
        "JCuda's library does not load: " + message,
        "the temporary folder must allow programs; name another one with -Djava.io.tmpdir");
  }

  /** Whether a driver has a device that will do. */
  static Probe examine(Driver driver) {
    try {
      driver.initialize();
      int version = driver.version();
      if (version < Devices.OLDEST_DRIVER) {
        return new Unusable(
            "the NVIDIA driver knows CUDA "
                + Devices.release(version)
                + ", but "
                + Devices.release(Devices.OLDEST_DRIVER)
                + " is needed",
            "install a newer NVIDIA driver");
      }
      return Devices.first(driver);
    } catch (DriverFailure failure) {
      return failure.code() == DriverFailure.NO_DEVICE
          ? Devices.none()
          : new Unusable("the NVIDIA driver does not start: " + failure.getMessage(), "");
    }
  }
}

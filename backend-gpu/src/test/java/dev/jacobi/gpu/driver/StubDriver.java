package dev.jacobi.gpu.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A library {@code libcuda.so.1} without a device behind it, built where there is a C compiler. */
final class StubDriver {

  private StubDriver() {}

  /** Whether it can be built here. */
  static boolean isPossible() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return system.equals("Linux amd64")
        && (Files.isExecutable(Path.of("/usr/bin/gcc"))
            || Files.isExecutable(Path.of("/usr/local/bin/gcc")));
  }

  /** Builds it in a folder. */
  static void build(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("libcuda.c");
    try (InputStream in =
        Objects.requireNonNull(StubDriver.class.getResourceAsStream("libcuda.c"))) {
      Files.copy(in, source);
    }
    Process gcc =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-O1", "-o", "libcuda.so.1", "libcuda.c")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, gcc.waitFor(), said);
  }
}

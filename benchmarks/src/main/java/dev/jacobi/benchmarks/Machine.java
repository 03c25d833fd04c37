package dev.jacobi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine is, in words, and what peers it cannot run. */
final class Machine {

  private static final List<String> PYTHON_PEERS = List.of("jax", "casadi");

  private Machine() {}

  static String description() {
    return String.join(
        ", ",
        processor(),
        Runtime.getRuntime().availableProcessors() + " processors",
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** One line for each peer written in Python: whether it is there. */
  static List<String> pythonPeers() throws InterruptedException {
    List<String> lines = new java.util.ArrayList<>();
    for (String module : PYTHON_PEERS) {
      lines.add(
          module + ": " + (imports(module) ? "installed, but not measured" : "not installed"));
    }
    return lines;
  }

  private static boolean imports(String module) throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }
}

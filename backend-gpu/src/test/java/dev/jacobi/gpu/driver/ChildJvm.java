package dev.jacobi.gpu.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own: what loads libraries, or might not survive it. */
final class ChildJvm {

  /** What a program wrote, and how it ended. */
  record Ending(int status, String output) {}

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> path = List.of("-cp", System.getProperty("java.class.path"));

  /** Gives the JVM an option. */
  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Sets a variable of the environment. */
  ChildJvm variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Where classes come from, instead of this JVM's class path. */
  ChildJvm path(String... words) {
    path = List.of(words);
    return this;
  }

  /** Runs a class, or whatever the path's words end with. */
  Ending run(String... program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(path);
    command.addAll(List.of(program));
    Path output = Files.createTempFile("jacobi", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // The JVM tells of options that it finds there, on the stream that is read here.
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LD_LIBRARY_PATH", Probe.VARIABLE)
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("no end: " + command);
      }
      return new Ending(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(output);
    }
  }
}

package dev.jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A file of prompts, each followed by the answer to it. {@code -Djacobi.update-goldens=true} writes
 * the answers anew, for review.
 */
public final class Golden {

  private Golden() {}

  /**
   * Answers every line that begins with the prompt, and compares with the lines that follow it up
   * to the next prompt, comment ({@code #}) or blank line.
   */
  public static int check(String file, String prompt, UnaryOperator<String> answer)
      throws IOException {
    String expected = read(file);
    StringBuilder actual = new StringBuilder();
    int prompts = 0;
    boolean copying = true;
    for (String line : expected.lines().toList()) {
      if (line.startsWith(prompt)) {
        prompts++;
        actual.append(line).append('\n').append(answer.apply(line.substring(prompt.length())));
        copying = false;
      } else if (copying || line.isEmpty() || line.startsWith("# ")) {
        actual.append(line).append('\n');
        copying = true;
      }
    }
    if (Boolean.getBoolean("jacobi.update-goldens")) {
      Path source = Path.of("src/test/resources/dev/jacobi/cli", file);
      Files.writeString(source, actual);
    } else {
      assertEquals(
          expected,
          actual.toString(),
          "run with -Djacobi.update-goldens=true and review the change");
    }
    return prompts;
  }

  private static String read(String file) {
    try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of programs that mean nothing: all words of it stand in {@code faults.txt}. */
class FaultsTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/jacobi/symbolic/program/faults.txt");
  private static final String PROGRAM = ">>> ";
  private static final String GIVEN = "given ";

  @Test
  void everyFaultIsExplainedAsTheGoldenSays() throws IOException {
    String golden = Files.readString(GOLDEN);
    List<String> parts = new ArrayList<>();
    int programs = 0;
    for (String block : golden.strip().split("\n\n", -1)) {
      boolean isProgram = block.startsWith(PROGRAM);
      programs += isProgram ? 1 : 0;
      parts.add(isProgram ? explain(block) : block);
    }
    String found = String.join("\n\n", parts) + "\n";
    if (Boolean.getBoolean("jacobi.update-goldens")) {
      Files.writeString(GOLDEN, found);
    } else {
      assertEquals(golden, found);
    }
    assertTrue(programs > 50, "too few programs: " + programs);
  }

  private static String explain(String block) {
    List<String> lines =
        block.lines().filter(l -> l.startsWith(PROGRAM) || l.startsWith(GIVEN)).toList();
    String program =
        lines.stream()
            .filter(line -> line.startsWith(PROGRAM))
            .map(line -> line.substring(PROGRAM.length()))
            .collect(Collectors.joining("\n"));
    Map<String, TensorType> given = new HashMap<>();
    lines.stream().filter(line -> line.startsWith(GIVEN)).forEach(line -> give(line, given));
    String said =
        Evaluated.faults(program, given).stream()
            .map(diagnostic -> diagnostic.render(program))
            .collect(Collectors.joining("\n"));
    return String.join("\n", lines) + "\n" + said;
  }

  /** Reads {@code given a: f64[2, 3]}. */
  private static void give(String line, Map<String, TensorType> given) {
    String[] parts = line.substring(GIVEN.length()).split("[:\\[\\], ]+");
    long[] sizes = Arrays.stream(parts).skip(2).mapToLong(Long::parseLong).toArray();
    given.put(parts[0], new TensorType(DType.named(parts[1]).orElseThrow(), Shape.of(sizes)));
  }
}

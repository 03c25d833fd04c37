package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.function.Functions;
import dev.jacobi.core.function.TensorFunction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values of the functions that are no operations of the catalogue, from NumPy, SciPy and mpmath.
 */
class FunctionsTest {

  private static final double TOLERANCE = 4e-15;

  static List<String> lines() {
    try {
      return Files.readAllLines(
          Path.of("src/test/resources/dev/jacobi/symbolic/program/functions.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyFunctionHasTheValueOfOtherLibraries(String line) {
    String[] sides = line.split(" -> ", 2);
    Tensor found = Evaluated.value(sides[0]);
    Tensor wanted = Evaluated.value(sides[1]);
    assertEquals(wanted.shape(), found.shape());
    double scale = Arrays.stream(wanted.toDoubles()).map(Math::abs).reduce(1e-300, Math::max);
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(wanted.getDouble(i), found.getDouble(i), TOLERANCE * scale, line);
    }
  }

  @Test
  void noFunctionIsWithoutAValue() {
    String all = String.join("\n", lines());
    assertAll(
        Functions.all().stream()
            .filter(function -> !operations().contains(function.name()))
            .map(
                function ->
                    () -> assertTrue(all.contains(function.name() + "("), function.name())));
  }

  private static Set<String> operations() {
    return Arrays.stream(ScalarOp.values()).map(ScalarOp::text).collect(Collectors.toSet());
  }

  @Test
  void everyFunctionSaysWhatItGives() {
    for (TensorFunction function : Functions.all()) {
      boolean said = operations().contains(function.name()) || !function.summary().isBlank();
      assertTrue(said, function.name());
    }
  }
}

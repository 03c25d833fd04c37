package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/ops.md} says what the catalogue says. */
class OperationsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "ops.md");

  @Test
  void thePageIsThatOfTheCatalogue() throws IOException {
    String page = OperationsPage.text();
    if (Boolean.getBoolean("jacobi.update-goldens")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page, Files.readString(PAGE), "run this test with -Djacobi.update-goldens=true to rewrite");
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    List<String> found = Files.readAllLines(PAGE);
    List<String> expected = page.lines().toList();
    for (int i = 0; i < expected.size(); i++) {
      String line = i < found.size() ? found.get(i) : "";
      assertEquals(expected.get(i), line, "rewrite the page with -Djacobi.update-goldens=true");
    }
    assertEquals(expected.size(), found.size());
  }
}

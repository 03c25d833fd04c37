package dev.jacobi.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run replaces the rows that it measured, and no others. */
class PageTest {

  private static final List<String> NAMES = List.of("a-1", "a-2", "b");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeEmptyPage() throws IOException {
    file = folder.resolve("page.md");
    StringBuilder page = new StringBuilder("by hand\n\n");
    for (String part : List.of("machine", "cases", "rows")) {
      page.append(
          "<!-- %s: written by benchmarks/run -->\n\n<!-- end of %1$s -->\n".formatted(part));
    }
    Files.writeString(file, page + "\nby hand too\n");
  }

  private static Row row(String name, int jdk, double ratio) {
    return new Row(
        name, jdk, "1 ms", "peer", "2 ms", ratio, "x", Optional.empty(), "", Optional.of(16.0));
  }

  private List<String> update(Row... rows) throws IOException {
    new Page(file).update(List.of(rows), NAMES, "- `a`: work\n", "a machine");
    return Files.readAllLines(file).stream().filter(line -> line.startsWith("| `")).toList();
  }

  @Test
  void rowsStandInTheOrderOfTheCases() throws IOException {
    assertEquals(
        List.of(
            "| `a-1` | 17 | 1 ms | peer | 2 ms | 0.500 |  |  | 16 B |",
            "| `b` | 17 | 1 ms | peer | 2 ms | 0.250 |  |  | 16 B |"),
        update(row("b", 17, 0.25), row("a-1", 17, 0.5)));
  }

  @Test
  void onlyWhatWasMeasuredIsReplaced() throws IOException {
    update(row("a-1", 17, 0.5), row("a-2", 17, 0.5), row("a-1", 25, 0.5));
    assertEquals(
        List.of(
            "| `a-1` | 17 | 1 ms | peer | 2 ms | 0.750 |  |  | 16 B |",
            "| `a-1` | 25 | 1 ms | peer | 2 ms | 0.500 |  |  | 16 B |",
            "| `a-2` | 17 | 1 ms | peer | 2 ms | 0.500 |  |  | 16 B |"),
        update(row("a-1", 17, 0.75)));
  }

  @Test
  void whatIsNoCaseAnyMoreGoes() throws IOException {
    assertEquals(List.of(), update(row("gone", 17, 0.5)));
  }

  @Test
  void textByHandStays() throws IOException {
    update(row("b", 17, 0.5));
    String page = Files.readString(file);
    assertEquals(2, page.split("by hand", -1).length - 1);
  }
}

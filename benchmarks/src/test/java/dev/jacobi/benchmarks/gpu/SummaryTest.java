package dev.jacobi.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page says what was found, and what was not tried. */
class SummaryTest {

  @TempDir Path folder;

  private void write(String file, String... lines) throws IOException {
    Files.write(folder.resolve(file), List.of(lines));
  }

  private String page() throws IOException {
    return new Summary(folder).page();
  }

  @Test
  void nothingLeftIsNothingMeasured() throws IOException {
    assertTrue(page().contains("Nothing was measured."));
    assertEquals("name,ratio,unit,peer,floor\n", new Summary(folder).csv());
  }

  @Test
  void whatPartsSaidStandsOnThePage() throws IOException {
    write(Summary.CARD, "device      A card");
    write(Summary.STATE, "tests       512 passed, 0 failed", "peers       left out");
    String page = page();
    assertTrue(page.contains("device      A card\ntests       512 passed, 0 failed\n"), page);
  }

  @Test
  void timesAreJudgedByLimitsAndPeers() throws IOException {
    write(
        Summary.RESULTS,
        "axpy-f32-9\t1.2\t1 ms to 2 ms\t1.0\t1.25\t12 MB moved\t1.0",
        "sum-f32-9\t1.5\t1 ms to 2 ms\t1.0\t1.25\t4 MB moved\t1.0",
        "product-f32-9\t2.0\t2 ms to 3 ms\t\t\t1 TFLOP/s\t1.43",
        "dot-f32-9\t\tAssertionError: other bits\t\t\t\t1.0");
    write(
        Summary.PEERS,
        "axpy-f32-9\ttorch\t2.4\t",
        "sum-f32-9\ttorch\t1.0\t",
        "product-f32-9\ttorch\t1.6\t",
        "product-f32-9\tjax\t\tValueError: no");
    String page = page();
    List<String> words =
        List.of(
            "axpy-f32-9 1.20 ms 1.00 ms 1.20 1.25 - 0.500 of 12 MB moved",
            "sum-f32-9 1.50 ms 1.00 ms 1.50 1.25 - 1.50 OF 4 MB moved",
            "product-f32-9 2.00 ms - - - failed 1.25 of 1 TFLOP/s",
            "dot-f32-9 not measured: AssertionError: other bits",
            "3 of 6 bars met",
            "missed: sum-f32-9 to the floor",
            "missed: sum-f32-9 to torch",
            "missed: dot-f32-9 (not measured)");
    String single = page.replaceAll("[ ]+", " ");
    words.forEach(line -> assertTrue(single.contains(line), line + " is not in\n" + page));
    assertEquals(
        """
        name,ratio,unit,peer,floor
        axpy-f32-9,1.20,"x the limit",limit,"1.00 ms: 12 MB moved"
        axpy-f32-9,0.500,"x the time of the peer",torch,"1.00 ms: 12 MB moved"
        sum-f32-9,1.50,"x the limit",limit,"1.00 ms: 4 MB moved"
        sum-f32-9,1.50,"x the time of the peer",torch,"1.00 ms: 4 MB moved"
        product-f32-9,1.25,"x the time of the peer",torch,"1 TFLOP/s"
        """,
        new Summary(folder).csv());
  }
}

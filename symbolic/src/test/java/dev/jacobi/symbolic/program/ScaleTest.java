package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are long, deep or expand to much. */
class ScaleTest {

  @Test
  void aLongProgramBuilds() {
    String text =
        IntStream.range(1, 10_000)
            .mapToObj(i -> "y" + i + " = sin(y" + (i - 1) + ")*x + " + i)
            .collect(Collectors.joining("\n", "y0 = x\n", ""));
    Graph graph = new Graph();
    assertEquals("y9999", Program.parse(text).build(graph).output());
    assertTrue(graph.nodes().size() > 30_000);
  }

  @Test
  void aLongChainBuilds() {
    Graph graph = new Graph();
    Program.parse("x" + " + x*y".repeat(100_000)).build(graph);
    assertEquals(100_003, graph.nodes().size());
    Program.parse("1/3" + " + 1".repeat(10_000)).build(new Graph());
    Program.parse("pi" + " + 1".repeat(10_000)).build(new Graph());
  }

  @Test
  void sharingBetweenNumbersStaysCheap() {
    String doubling =
        IntStream.range(1, 200)
            .mapToObj(i -> "a" + i + " = a" + (i - 1) + "*a" + (i - 1))
            .collect(Collectors.joining("\n", "a0 = sqrt(2)\n", ""));
    Program.parse(doubling).build(new Graph());
  }

  @Test
  void functionsThatExpandToTooMuchAreADiagnostic() {
    String doubling =
        IntStream.range(1, 60)
            .mapToObj(i -> "def f" + i + "(t) = f" + (i - 1) + "(t) + f" + (i - 1) + "(t)")
            .collect(Collectors.joining("\n", "def f0(t) = t*t\n", "\nf59(x)"));
    assertEquals("program/too-long", only(doubling).code());
  }

  /** Evaluating takes half of this stack at most, interpreted or compiled. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {"sin(; )", "a[0:; ]", "a[; ]", "max(x, axis=; )", "grad(x, ; )", "1^; ~~", "-; ~~"})
  void deepCallsAreADiagnosticOnASmallStack(String opening, String closing) throws Exception {
    String before = opening.repeat(45);
    String after = closing.repeat(45);
    String chain =
        IntStream.range(1, 5)
            .mapToObj(i -> "def f" + i + "(t) = " + before + "f" + (i - 1) + "(t)" + after)
            .collect(Collectors.joining("\n", "input a: [5]\ndef f0(t) = t*t\n", "\nf4(x)"));
    FutureTask<Diagnostic> task = new FutureTask<>(() -> only(chain));
    Thread thread = new Thread(null, task, "small stack", 512 * 1024);
    thread.start();
    assertEquals("program/too-deep", task.get().code());
  }

  @Test
  void listsWithinListsAreLimited() {
    String deeper =
        IntStream.range(1, 3_000)
            .mapToObj(i -> "a" + i + " = [a" + (i - 1) + "]")
            .collect(Collectors.joining("\n", "a0 = [1]\n", ""));
    assertEquals("list/too-deep", only(deeper).code());
    String doubling =
        IntStream.range(1, 60)
            .mapToObj(i -> "a" + i + " = [a" + (i - 1) + ", a" + (i - 1) + "]")
            .collect(Collectors.joining("\n", "a0 = [1]\n", ""));
    assertEquals("list/too-large", only(doubling).code());
  }

  private static Diagnostic only(String text) {
    List<Diagnostic> found = Evaluated.faults(text, Map.of());
    assertEquals(1, found.size());
    return found.get(0);
  }
}

package dev.jacobi.symbolic.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is said of programs that cannot be read: all words of it stand in {@code bad-syntax.txt}.
 */
class BadSyntaxTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/jacobi/symbolic/parse/bad-syntax.txt");
  private static final String MARK = ">>>";

  @Test
  void everyBadProgramIsExplainedAsTheGoldenSays() throws IOException {
    String golden = Files.readString(GOLDEN);
    List<String> parts = new ArrayList<>();
    int programs = 0;
    for (String block : golden.strip().split("\n\n", -1)) {
      if (block.startsWith(MARK)) {
        programs++;
        parts.add(explain(block));
      } else {
        parts.add(block);
      }
    }
    String found = String.join("\n\n", parts) + "\n";
    if (Boolean.getBoolean("jacobi.update-goldens")) {
      Files.writeString(GOLDEN, found);
    } else {
      assertEquals(golden, found);
    }
    assertTrue(programs > 100, "too few programs: " + programs);
  }

  /** The program's lines of a block with what is said of it now. */
  private static String explain(String block) {
    List<String> lines = block.lines().filter(line -> line.startsWith(MARK)).toList();
    String program = lines.stream().map(BadSyntaxTest::unmark).collect(Collectors.joining("\n"));
    ParseResult result = Parser.parse(program);
    assertFalse(result.isOk(), () -> "this program is good: " + program);
    String said =
        result.diagnostics().stream().map(d -> d.render(program)).collect(Collectors.joining("\n"));
    return String.join("\n", lines) + "\n" + said;
  }

  private static String unmark(String line) {
    return line.equals(MARK) ? "" : line.substring(MARK.length() + 1);
  }

  @Test
  void goodStatementsAroundABadOneAreKept() {
    ParseResult result = Parser.parse("a = 1\nb = (2\nc = 3; d = 4 4; e = 5");
    assertEquals(2, result.diagnostics().size());
    assertEquals("Assign a, Assign c, Assign e", titles(result.program()));
  }

  private static String titles(Program program) {
    return program.statements().stream()
        .map(s -> SyntaxPart.of(s).title())
        .collect(Collectors.joining(", "));
  }

  @Test
  void aRunReportsTenAtMostInTheOrderOfTheText() {
    ParseResult result = Parser.parse("y = 2x\n".repeat(50));
    List<Integer> lines = result.diagnostics().stream().map(d -> d.span().line()).toList();
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), lines);
  }

  @Test
  void columnsCountCodePoints() {
    Diagnostic found = Parser.parse("𝛼𝛽 = 漢z\u0304 $").diagnostics().get(0);
    assertEquals(Span.of(1, 10, 1), found.span());
  }

  @Test
  void whatDoesNotShowIsNamedByNumber() {
    String source = "y = a\u200b + \u0007";
    Diagnostic found = Parser.parse(source).diagnostics().get(0);
    assertTrue(found.message().contains("U+200B"), found.message());
    assertFalse(found.render(source).contains("\u200b"));
    assertFalse(found.render(source).contains("\u0007"));
  }

  @Test
  void everyDiagnosticHasPlaceAndCode() {
    for (String text :
        List.of("", " \n\t#x", "\0", "\uD800", "(", "y = \"", "'", "x x", "…", "\r", ";;;", "=")) {
      for (Diagnostic found : Parser.parse(text).diagnostics()) {
        assertTrue(
            found.code().startsWith("syntax/") && !found.span().isNone(), found.render(text));
      }
      assertFalse(Parser.parse(text).isOk(), text);
    }
  }

  @Test
  void parseOrThrowCarriesAllThatIsWrong() {
    DiagnosticException thrown =
        assertThrows(DiagnosticException.class, () -> Parser.parseOrThrow("a = 2b\nc = 3d"));
    assertEquals(2, thrown.diagnostics().size());
  }
}

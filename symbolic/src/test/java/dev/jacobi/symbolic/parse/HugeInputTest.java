package dev.jacobi.symbolic.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts too deep, too long or too senseless for a person to have written. */
class HugeInputTest {

  private static final int MANY = 100_000;

  /** Far more than any of this takes; a quadratic step would take far longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ParseResult parse(String text) {
    ParseResult result = assertTimeoutPreemptively(PATIENCE, () -> Parser.parse(text));
    assertTrue(result.diagnostics().size() <= Parser.MAX_DIAGNOSTICS);
    for (Diagnostic found : result.diagnostics()) {
      assertTrue(found.render(text).length() < 1_000, found::code);
    }
    return result;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "(; x; )",
        "[; x; ]",
        "f(; x; )",
        "f(1, a=; x; )",
        "a[; x; ]",
        "a[0:; x; ]",
        "~~; a; ^a",
        "-; x; ~~",
        "~not ~; x; ~~",
        "√; x; ~~",
        "~a if b else ~; x; ~~",
        "~~; x; '",
        "~~; x; [0]",
        "~(1 if 2 else -~; x; )"
      })
  void whatNestsTooDeepIsRefused(String before, String core, String after) {
    String text = before.repeat(MANY) + core + after.repeat(MANY);
    if (text.length() <= Parser.MAX_LENGTH) {
      assertEquals("syntax/too-deep", parse(text).diagnostics().get(0).code());
    } else {
      assertEquals("syntax/too-long", parse(text).diagnostics().get(0).code());
    }
  }

  /** Reading takes half of this stack at most, interpreted or compiled: see Parser.MAX_DEPTH. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "f(1, a=; )",
        "(; )",
        "[; ]",
        "a[0:; ]",
        "1^; ~~",
        "~a if b else ~; ~~",
        "~1 or 2 and not 3 < 4 + 5 * -6 ^ f(~; )"
      })
  void whatIsAlmostTooDeepFitsASmallStack(String opening, String closing) throws Exception {
    int weight = opening.startsWith("1 or") ? 9 : 1;
    int levels = (Parser.MAX_DEPTH - 2) / weight;
    String before = opening.repeat(levels);
    String after = closing.repeat(levels);
    assertEquals(List.of(), onASmallStack(before + "x" + after));
    assertEquals("syntax/missing-operator", onASmallStack(before + "x x" + after).get(0).code());
  }

  private static List<Diagnostic> onASmallStack(String text) throws Exception {
    FutureTask<List<Diagnostic>> task = new FutureTask<>(() -> Parser.parse(text).diagnostics());
    new Thread(null, task, "small stack", 512 * 1024).start();
    return task.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+x", "*x", "@x", "-2*x", " or x", " and x", " ²", "/x^2", "+f(x)'"})
  void chainsOfAnyLengthAreRead(String link) {
    String text = "y = x" + link.repeat(MANY);
    assertTrue(parse(text).isOk());
    Statement.Assign assign = (Statement.Assign) Parser.parseOrThrow(text).statements().get(0);
    assertTrue(((Expression.Binary) assign.value()).spine().size() >= MANY);
  }

  @Test
  void longListsAndManyStatementsAreRead() {
    assertTrue(parse("y = [" + "1.5, ".repeat(MANY) + "]").isOk());
    assertTrue(parse("y = f(" + "x, ".repeat(MANY) + ")").isOk());
    StringBuilder text = new StringBuilder("v0 = x\n");
    for (int i = 1; i < 10_000; i++) {
      text.append("v" + i + " = sin(v" + (i - 1) + ")*2.5 + v" + i / 2 + "^2 - x/" + i + "\n");
    }
    assertEquals(10_000, parse(text.toString()).program().statements().size());
  }

  @Test
  void theDumpOfALongChainIsCut() {
    String dump = SyntaxTree.dump(Parser.parseOrThrow("x" + "+x".repeat(MANY)));
    assertTrue(dump.contains("…") && dump.length() < 100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "]",
        "([)",
        "(]",
        "'",
        "\"",
        "1",
        "1_",
        "1.",
        "x ",
        "a<",
        "a=",
        "a,",
        "(\n",
        "(x x)",
        "if ",
        "x if ",
        "é²中",
        "→",
        "\uD800",
        "2x\n",
        "#",
        "\t",
        "; ",
        "f(x\n",
        "\\",
        "def ",
        "input a: [",
        "a[b",
        "\r"
      })
  void repeatedSenseIsRefusedQuickly(String piece) {
    parse(piece.repeat(200_000 / piece.length()));
  }

  @Test
  void randomGarbageIsRefusedQuickly() {
    String words = "()[],:=+-*/^'\"x1 .\n;";
    Random random = new Random(7);
    parse(text(300_000, i -> 32 + random.nextInt(95)));
    parse(text(300_000, i -> random.nextInt(0xD000)));
    parse(text(300_000, i -> 0x2190 + random.nextInt(0x400)));
    parse(text(200_000, i -> random.nextInt(0x10FFFF)));
    for (int round = 0; round < 200; round++) {
      parse(text(1 + random.nextInt(100), i -> words.charAt(random.nextInt(words.length()))));
    }
  }

  private static String text(int length, IntUnaryOperator character) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(character.applyAsInt(i));
    }
    return text.toString();
  }

  @Test
  void tenMegabytesAreRefusedAtOnce() {
    assertEquals("syntax/too-long", parse("%(".repeat(5_000_000)).diagnostics().get(0).code());
  }
}

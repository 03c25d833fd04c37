package dev.jacobi.core.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {

  private static final Diagnostic UNKNOWN =
      Diagnostic.error("name/unknown", "no name 'q'", "did you mean 'p'?");

  @Test
  void rendersSourceLineCaretAndHint() {
    String source = "y = x\r\nz = q + 1\n";
    assertEquals(
        "error[name/unknown]: no name 'q'\n --> 2:5\n  z = q + 1\n      ^\n  hint: did you mean 'p'?",
        UNKNOWN.withSpan(Span.of(2, 5, 1)).render(source));
  }

  @Test
  void withoutSpanOrHintOnlyTheMessageIsShown() {
    assertEquals("error[a/b]: c", Diagnostic.error("a/b", "c", "").render("anything"));
  }

  @Test
  void caretsFollowTheWidthOfCharacters() {
    String rendered = UNKNOWN.withSpan(Span.of(1, 5, 1)).render("漢z\u0304+q");
    assertTrue(rendered.contains("\n  漢z\u0304+q\n      ^\n"), rendered);
  }

  @Test
  void tabsAndControlCharactersAreVisible() {
    String rendered = UNKNOWN.withSpan(Span.of(1, 4, 1)).render("\ta\u001bq\u202e");
    assertTrue(rendered.contains("\n      a␛q<U+202E>\n        ^\n"), rendered);
    assertEquals("found '␀'", Diagnostic.error("a/b", "found '\0'", "").message());
  }

  @Test
  void longNamesAreCutAndTheirLengthIsSaid() {
    String name = "n".repeat(100_000);
    Diagnostic found =
        Diagnostic.error(
            "a/b", "no name '" + name + "' here", "not " + name + "1, but " + "x".repeat(60));
    String cut = "n".repeat(60) + "… (10000";
    assertEquals("no name '" + cut + "0 characters)' here", found.message());
    assertEquals("not " + cut + "1 characters), but " + "x".repeat(60), found.hint());
    String wide = "𝐱".repeat(61);
    assertEquals("𝐱".repeat(60) + "… (61 characters)", Diagnostic.readable(wide));
  }

  @Test
  void noTextIsLongerThanAPersonReads() {
    String all = Diagnostic.error("a/b", "+ -".repeat(1_000), "").message();
    assertTrue(all.length() < 2_100 && all.endsWith("… (3000 characters)"), all);
  }

  @Test
  void longLinesAreCutAroundTheSpan() {
    String source = "x+".repeat(10_000) + "q" + "+x".repeat(10_000);
    String[] lines =
        UNKNOWN.withSpan(Span.of(1, 20_001, 1)).render(source).lines().toArray(String[]::new);
    assertTrue(
        lines[2].length() < 120 && lines[2].startsWith("  …") && lines[2].endsWith("…"), lines[2]);
    assertEquals('q', lines[2].charAt(lines[3].indexOf('^')));
  }

  @Test
  void spansOverSeveralLinesUnderlineTheFirst() {
    String rendered = UNKNOWN.withSpan(new Span(1, 3, 2, 2)).render("a(b,\nc)");
    assertTrue(rendered.contains("\n  a(b,\n    ^^\n"), rendered);
  }

  @Test
  void aSpanBeyondTheSourceShowsNoLine() {
    assertEquals(
        "error[a/b]: c\n --> 9:1",
        Diagnostic.error("a/b", "c", "").withSpan(Span.of(9, 1, 1)).render("x"));
  }

  @Test
  void anExceptionCarriesAtLeastOneDiagnostic() {
    assertThrows(IllegalArgumentException.class, () -> new DiagnosticException(List.of()));
    DiagnosticException thrown = UNKNOWN.exception();
    assertEquals(UNKNOWN, thrown.first());
    assertEquals("name/unknown: no name 'q' (did you mean 'p'?)", thrown.getMessage());
  }

  @Test
  void theMessageOfAnExceptionSaysCodePlaceAndHint() {
    Diagnostic here = new Diagnostic("name/unknown", "no name q", Span.of(2, 5, 1), "write p");
    Diagnostic bare = Diagnostic.error("shape/empty", "nothing here", "");
    assertEquals("name/unknown at 2:5: no name q (write p)", here.exception().getMessage());
    assertEquals("shape/empty: nothing here", bare.exception().getMessage());
    assertEquals(
        "name/unknown at 2:5: no name q (write p) (and 2 more)",
        new DiagnosticException(List.of(here, bare, bare)).getMessage());
  }

  @Test
  void spansJoinAndRefuseToRunBackwards() {
    assertEquals(new Span(1, 2, 3, 4), Span.of(1, 2, 1).to(new Span(3, 1, 3, 4)));
    assertEquals(Span.of(1, 2, 1), Span.NONE.to(Span.of(1, 2, 1)));
    assertThrows(IllegalArgumentException.class, () -> new Span(2, 1, 1, 1));
  }
}

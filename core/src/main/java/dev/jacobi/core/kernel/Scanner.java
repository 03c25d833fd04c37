package dev.jacobi.core.kernel;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Span;

/**
 * Reads a text piece by piece; blanks and line breaks between pieces say nothing. What does not fit
 * is a diagnostic where it stands.
 */
final class Scanner {

  private static final int SHOWN = 20;

  private final String text;
  private int at;
  private int last;

  Scanner(String text) {
    this.text = text;
    skip();
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    last = at;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  private static boolean isWordPart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether a sign or a whole word comes next. */
  boolean sees(String piece) {
    int end = at + piece.length();
    boolean word = isWordPart(piece.charAt(piece.length() - 1));
    return text.startsWith(piece, at)
        && !(word && end < text.length() && isWordPart(text.charAt(end)));
  }

  /** Whether a value comes next that is made there: its number, and then an equals sign. */
  boolean isDefinition() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.startsWith("%", at) && text.startsWith("=", end);
  }

  /** Takes a sign or a whole word, if it comes next. */
  boolean accepts(String piece) {
    boolean seen = sees(piece);
    if (seen) {
      at += piece.length();
      skip();
    }
    return seen;
  }

  /** Takes signs or words that must come next. */
  void expect(String... pieces) {
    for (String piece : pieces) {
      if (!accepts(piece)) {
        throw unexpected("'" + piece + "'");
      }
    }
  }

  /** A number that is not negative. */
  int count() {
    return integer(false);
  }

  /** A number. */
  int integer() {
    return integer(true);
  }

  /** A whole number of 64 bits. */
  long wide() {
    int place = at;
    String digits = digits(true);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException large) {
      throw fault(place, "kernel/number", digits + " is too large", "give a number of 64 bits");
    }
  }

  private int integer(boolean signed) {
    int place = at;
    String digits = digits(signed);
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException large) {
      throw fault(place, "kernel/number", digits + " is too large", "give an int");
    }
  }

  private String digits(boolean signed) {
    int end = at + (signed && text.startsWith("-", at) ? 1 : 0);
    int first = end;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == first) {
      throw unexpected("a whole number");
    }
    String digits = text.substring(at, end);
    at = end;
    skip();
    return digits;
  }

  /** A word of letters, digits and underscores. */
  String word(String fitting) {
    int end = at;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    if (end == at) {
      throw unexpected(fitting);
    }
    return taken(end);
  }

  /** The characters of a number in decimal or hexadecimal digits, or of what is none. */
  String number() {
    int end = at;
    while (end < text.length() && isNumberPart(end)) {
      end++;
    }
    if (end == at) {
      throw unexpected("a number");
    }
    return taken(end);
  }

  private boolean isNumberPart(int place) {
    char c = text.charAt(place);
    boolean sign = c == '-' || c == '+';
    boolean signed = place == at || "eEpP".indexOf(text.charAt(place - 1)) >= 0;
    return c == '.' || isWordPart(c) || (sign && signed);
  }

  /** All up to a sign, or to the end of the line. */
  String before(char sign) {
    int end = at;
    while (end < text.length() && text.charAt(end) != sign && text.charAt(end) != '\n') {
      end++;
    }
    return taken(end).strip();
  }

  private String taken(int end) {
    String piece = text.substring(at, end);
    int start = at;
    at = end;
    skip();
    last = start;
    return piece;
  }

  /** A name: a word, or any characters in quotes. */
  String name() {
    if (!text.startsWith("\"", at)) {
      return word("a name");
    }
    StringBuilder name = new StringBuilder();
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
      if (text.charAt(end) == '\\') {
        int length = Name.unescape(text, end, name);
        if (length == 0) {
          throw unexpected("an escape: \\\\, \\\" or \\u with four digits");
        }
        end += length;
      } else {
        name.append(text.charAt(end++));
      }
    }
    if (end == text.length() || text.charAt(end) == '\n') {
      throw unexpected("a name that ends in a quote");
    }
    taken(end + 1);
    return name.toString();
  }

  /** What comes next is not what would fit. */
  DiagnosticException unexpected(String fitting) {
    String found = isAtEnd() ? "the end" : "'" + shown(at) + "'";
    return fault("kernel/syntax", "found " + found + " where " + fitting + " would fit", "");
  }

  private String shown(int from) {
    int end = from;
    while (end < text.length() && end - from < SHOWN && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  /** A diagnostic at the piece that was read last. */
  DiagnosticException fault(String code, String message, String hint) {
    return new Diagnostic(code, message, span(Math.min(last, text.length())), hint).exception();
  }

  /** A diagnostic at a place that {@link #place} gave. */
  DiagnosticException fault(int place, String code, String message, String hint) {
    return new Diagnostic(code, message, span(place), hint).exception();
  }

  /** Where the next piece begins. */
  int place() {
    return at;
  }

  private Span span(int place) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < place; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    int length = Math.max(text.codePointCount(place, place + shown(place).length()), 1);
    return Span.of(line, 1 + text.codePointCount(start, place), length);
  }
}

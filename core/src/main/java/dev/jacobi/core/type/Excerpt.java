package dev.jacobi.core.type;

import java.util.Optional;

/**
 * One source line with a span on it, laid out for a terminal: carets stand under the characters of
 * the span, whatever their width, and what would not show (control characters, marks that turn the
 * direction of text) is shown by its number.
 */
final class Excerpt {

  private static final int BEFORE = 60;
  private static final int AFTER = 40;
  private static final int TAB = 4;
  private static final String CUT = "…";

  private final int[] line;
  private final int from;
  private final int to;

  private Excerpt(int[] line, int from, int to) {
    this.line = line;
    this.from = from;
    this.to = to;
  }

  /**
   * The first line of {@code span} in {@code source}; empty if the source has no such line or a
   * blank one.
   */
  static Optional<Excerpt> of(String source, Span span) {
    int start = 0;
    for (int line = 1; line < span.line(); line++) {
      int end = source.indexOf('\n', start);
      if (end < 0) {
        return Optional.empty();
      }
      start = end + 1;
    }
    int end = source.indexOf('\n', start);
    String text = source.substring(start, end < 0 ? source.length() : end);
    if (text.isBlank()) {
      return Optional.empty();
    }
    int[] points =
        (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text).codePoints().toArray();
    int from = Math.min(span.column() - 1, points.length);
    int to =
        span.endLine() > span.line()
            ? points.length
            : Math.min(span.endColumn() - 1, points.length);
    return Optional.of(new Excerpt(points, from, Math.max(from, to)));
  }

  /** Two lines of text, each after {@code indent}: the source, and the carets. */
  String render(String indent) {
    int first = from <= BEFORE + 1 ? 0 : from - BEFORE;
    int last = Math.min(line.length, Math.max(from + AFTER, Math.min(to, from + BEFORE)));
    StringBuilder text = new StringBuilder(first > 0 ? CUT : "");
    int caret = text.length();
    int width = 0;
    for (int i = first; i < last; i++) {
      String shown = shown(line[i]);
      text.append(shown);
      int columns = shown.codePoints().map(Excerpt::columns).sum();
      caret += i < from ? columns : 0;
      width += i >= from && i < to ? columns : 0;
    }
    text.append(last < line.length ? CUT : "");
    String head = indent + text.toString().stripTrailing();
    return head + "\n" + indent + " ".repeat(caret) + "^".repeat(Math.max(1, width));
  }

  /** The text with each character that would not show replaced by its picture; line breaks stay. */
  static String visible(String text) {
    if (text.codePoints().allMatch(point -> point == '\n' || isPlain(point))) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    text.codePoints().forEach(point -> result.append(point == '\n' ? "\n" : shown(point)));
    return result.toString();
  }

  private static String shown(int point) {
    if (point == '\t') {
      return " ".repeat(TAB);
    }
    if (isPlain(point)) {
      return Character.toString(point);
    }
    if (point < 0x20) {
      return Character.toString(0x2400 + point);
    }
    return point == 0x7F ? "\u2421" : String.format("<U+%04X>", point);
  }

  private static boolean isPlain(int point) {
    if (point >= 0x20 && point < 0x7F) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /**
   * Columns of a terminal that a visible character takes: none for combining marks, two for East
   * Asian wide ones.
   */
  private static int columns(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** The wide ranges of Unicode Standard Annex 11, in outline. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}

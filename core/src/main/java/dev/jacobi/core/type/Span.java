package dev.jacobi.core.type;

import java.io.Serializable;

/**
 * A stretch of source text. Lines and columns count from 1, columns in Unicode code points; the end
 * column is the one just after the last character, so that a span of one character has {@code
 * endColumn == column + 1}.
 *
 * @param line line of the first character
 * @param column column of the first character
 * @param endLine line of the last character
 * @param endColumn column just after the last character
 */
public record Span(int line, int column, int endLine, int endColumn) implements Serializable {

  /**
   * The span of what stands in no source text: a graph made through the API, an argument of a
   * command.
   */
  public static final Span NONE = new Span(0, 0, 0, 0);

  /** Refuses coordinates that run backwards; all zero is {@link #NONE}. */
  public Span {
    boolean nowhere = line == 0 && column == 0 && endLine == 0 && endColumn == 0;
    boolean ordered = endLine > line || (endLine == line && endColumn >= column);
    if (!nowhere && (line < 1 || column < 1 || endColumn < 1 || !ordered)) {
      throw new IllegalArgumentException(
          "span runs backwards: " + line + ":" + column + " to " + endLine + ":" + endColumn);
    }
  }

  /** The span of {@code length} characters on one line. */
  public static Span of(int line, int column, int length) {
    return new Span(line, column, line, column + length);
  }

  /** Whether this is {@link #NONE}. */
  public boolean isNone() {
    return line == 0;
  }

  /**
   * The smallest span from the start of this one to the end of {@code last}; the other one if
   * either is none.
   */
  public Span to(Span last) {
    if (isNone()) {
      return last;
    }
    return last.isNone() ? this : new Span(line, column, last.endLine, last.endColumn);
  }

  /** Whether the first character of this span stands before that of {@code other}. */
  public boolean startsBefore(Span other) {
    return line < other.line || (line == other.line && column < other.column);
  }

  /** {@code line:column}, or {@code -} when there is no source. */
  @Override
  public String toString() {
    return isNone() ? "-" : line + ":" + column;
  }
}

package dev.jacobi.core.type;

import java.io.Serializable;

/**
 * What is wrong with something the user wrote, and how to mend it. Every user error of the project
 * is one.
 *
 * <p>Control characters in message and hint, which may quote the user's text, are replaced by
 * visible signs; line breaks stay.
 *
 * @param code stable name of the kind of error, {@code area/kind}, for example {@code
 *     syntax/unclosed-bracket}
 * @param message what was found and what would fit, without a final period
 * @param span where; {@link Span#NONE} if it stands in no source text
 * @param hint a repair, or the empty string if none is known
 */
public record Diagnostic(String code, String message, Span span, String hint)
    implements Serializable {

  /** Refuses an empty code or message, and makes control characters visible. */
  public Diagnostic {
    if (code.isBlank() || message.isBlank()) {
      throw new IllegalArgumentException("a diagnostic needs a code and a message");
    }
    message = Excerpt.visible(message);
    hint = Excerpt.visible(hint);
  }

  /** A diagnostic that stands nowhere yet; see {@link #withSpan}. */
  public static Diagnostic error(String code, String message, String hint) {
    return new Diagnostic(code, message, Span.NONE, hint);
  }

  /** The same diagnostic at {@code place}. */
  public Diagnostic withSpan(Span place) {
    return new Diagnostic(code, message, place, hint);
  }

  /** The exception that carries this diagnostic alone. */
  public DiagnosticException exception() {
    return new DiagnosticException(this);
  }

  /** All of it in a line: {@code name/unknown-function at 1:5: there is no … (did you mean …?)}. */
  @Override
  public String toString() {
    String place = span.isNone() ? "" : " at " + span;
    return code + place + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
  }

  /**
   * The diagnostic for a person to read: code and message, place, the source line with carets under
   * the span, the hint. Long lines are cut around the span; a span of several lines is underlined
   * on its first.
   *
   * @param source the whole text that the span refers to
   */
  public String render(String source) {
    StringBuilder text = new StringBuilder();
    text.append("error[").append(code).append("]: ").append(message);
    if (!span.isNone()) {
      text.append("\n --> ").append(span);
      Excerpt.of(source, span).ifPresent(excerpt -> text.append('\n').append(excerpt.render("  ")));
    }
    if (!hint.isEmpty()) {
      text.append("\n  hint: ").append(hint.replace("\n", "\n        "));
    }
    return text.toString();
  }
}

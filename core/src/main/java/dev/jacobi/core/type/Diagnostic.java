package dev.jacobi.core.type;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What is wrong with something the user wrote, and how to mend it. Every user error of the project
 * is one.
 *
 * <p>Message and hint may quote the user's text, and are kept fit to be read: see {@link
 * #readable}.
 *
 * @param code stable name of the kind of error, {@code area/kind}, for example {@code
 *     syntax/unclosed-bracket}
 * @param message what was found and what would fit, without a final period
 * @param span where; {@link Span#NONE} if it stands in no source text
 * @param hint a repair, or the empty string if none is known
 */
public record Diagnostic(String code, String message, Span span, String hint)
    implements Serializable {

  /** A text for people is no longer than this, in characters. */
  private static final int LONGEST = 2000;

  /** A longer word than this is a user's, of which the beginning says enough. */
  private static final int WORD = 60;

  private static final Pattern LONG_WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_]{" + (WORD + 1) + ",}");

  /** Refuses an empty code or message, and makes what is quoted readable. */
  public Diagnostic {
    if (code.isBlank() || message.isBlank()) {
      throw new IllegalArgumentException("a diagnostic needs a code and a message");
    }
    message = readable(message);
    hint = readable(hint);
  }

  /**
   * A text that may quote a user's, for people to read: control characters are replaced by visible
   * signs, line breaks stay, and a long word, or the whole, is cut and its length named.
   */
  public static String readable(String text) {
    String words = LONG_WORD.matcher(text).replaceAll(word -> cut(word.group(), WORD));
    return Excerpt.visible(words.length() > LONGEST ? cut(words, LONGEST) : words);
  }

  private static String cut(String text, int characters) {
    int count = text.codePointCount(0, text.length());
    int end = text.offsetByCodePoints(0, Math.min(characters, count));
    return text.substring(0, end) + "… (" + count + " characters)";
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

package dev.jacobi.cli.batch;

import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What is wrong with a line that is no JSON, in our words. */
final class Unreadable {

  /** Lists and objects nest as deep as this. */
  static final int DEEPEST = 500;

  /** Numbers have as many characters as this. */
  static final int LONGEST_NUMBER = 1000;

  private static final int LONGEST = 200;
  private static final int WORD = 40;

  private static final Pattern NUMBER = Pattern.compile("Non-standard token '([^']*)'");
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");
  private static final Pattern FIELD = Pattern.compile("Duplicate Object property (.*)");
  private static final Pattern ESCAPE = Pattern.compile("Unrecognized character escape '(.)'");

  /** What is said where the parser's message holds some words. */
  private record Saying(String words, String what, String hint) {}

  private static final List<Saying> SAYINGS =
      List.of(
          new Saying(
              "nesting depth",
              "lists and objects nest deeper than " + DEEPEST,
              "use fewer levels, or \"shape\""),
          new Saying(
              "Number value length",
              "a number has more than " + LONGEST_NUMBER + " characters",
              "write fewer digits; an id of more is a string"),
          new Saying("Name length", "the name of a field is too long", "use shorter names"),
          new Saying(
              "Unexpected end-of-input",
              "it ends too early",
              "close every string, list and object"),
          new Saying("No content", "it ends too early", "close every string, list and object"),
          new Saying(
              "Trailing token", "more follows the object", "write one JSON object on one line"),
          new Saying("Leading zero", "a number begins with 0", "leave the zeros out"),
          new Saying(
              "Illegal unquoted character",
              "a string holds a control character",
              "write it as an escape: \\t, \\n or \\u001b"),
          new Saying("CTRL-CHAR", "a control character does not belong here", "delete it"));

  private Unreadable() {}

  /** The diagnostic, without its place. */
  static Diagnostic diagnostic(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    String first = message.lines().findFirst().orElse("");
    Matcher number = NUMBER.matcher(first);
    Matcher token = TOKEN.matcher(first);
    Matcher field = FIELD.matcher(first);
    Matcher escape = ESCAPE.matcher(first);
    if (number.find()) {
      return json(
          number.group(1) + " is no number of JSON",
          "write it as a string: \"NaN\", \"Infinity\" or \"-Infinity\"");
    }
    if (token.find()) {
      return json(
          shortened(token.group(1), WORD) + " is no value of JSON",
          "write true, false, null, a number, or a string in double quotes");
    }
    if (field.find()) {
      return json("the field " + shortened(field.group(1), WORD) + " stands twice", "name it once");
    }
    if (escape.find()) {
      return json(
          "\\" + escape.group(1) + " is no escape in a string of JSON",
          "for a backslash itself write two");
    }
    for (Saying saying : SAYINGS) {
      if (first.contains(saying.words())) {
        return json(saying.what(), saying.hint());
      }
    }
    if (first.startsWith("Unexpected character")) {
      return json(
          first.replaceFirst("Unexpected character \\('(.)'.*", "$1 does not belong here"),
          "write one JSON object on one line, without comments");
    }
    String plain =
        first.replaceFirst("[:,]? *([(\\[](start marker|Source)|enable `|maybe a).*", "");
    return json(shortened(plain, LONGEST), "write one JSON object on one line");
  }

  private static Diagnostic json(String what, String hint) {
    return Diagnostic.error("request/json", "the line is not JSON: " + what, hint);
  }

  private static String shortened(String text, int characters) {
    return text.length() > characters ? text.substring(0, characters) + "…" : text;
  }
}

package dev.jacobi.cli.batch;

import dev.jacobi.core.type.Diagnostic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What is wrong with a line that is no JSON, in our words. */
final class Unreadable {

  /** Lists and objects nest as deep as this. */
  static final int DEEPEST = 500;

  private static final int LONGEST = 200;

  private static final Pattern NUMBER = Pattern.compile("Non-standard token '([^']*)'");
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");
  private static final Pattern FIELD = Pattern.compile("Duplicate Object property (.*)");

  private Unreadable() {}

  /** The diagnostic, without its place. */
  static Diagnostic diagnostic(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    String first = message.lines().findFirst().orElse("");
    Matcher number = NUMBER.matcher(first);
    Matcher token = TOKEN.matcher(first);
    Matcher field = FIELD.matcher(first);
    if (number.find()) {
      return json(
          number.group(1) + " is no number of JSON",
          "write it as a string: \"NaN\", \"Infinity\" or \"-Infinity\"");
    }
    if (token.find()) {
      return json(
          shortened(token.group(1)) + " is no value of JSON",
          "write true, false, null, a number, or a string in double quotes");
    }
    if (field.find()) {
      return json("the field " + shortened(field.group(1)) + " stands twice", "name it once");
    }
    if (first.contains("nesting depth")) {
      return json(
          "lists and objects nest deeper than " + DEEPEST, "use fewer levels, or \"shape\"");
    }
    if (first.startsWith("Unexpected end-of-input") || first.startsWith("No content")) {
      return json("it ends too early", "close every string, list and object");
    }
    if (first.startsWith("Trailing token")) {
      return json("more follows the object", "write one JSON object on one line");
    }
    if (first.startsWith("Unexpected character")) {
      return json(
          first.replaceFirst("Unexpected character \\('(.)'.*", "$1 does not belong here"),
          "write one JSON object on one line, without comments");
    }
    if (first.contains("Leading zero")) {
      return json("a number begins with 0", "leave the zeros out");
    }
    String plain =
        first.replaceFirst("[:,]? *([(\\[](start marker|Source)|enable `|maybe a).*", "");
    return json(shortened(plain), "write one JSON object on one line");
  }

  private static Diagnostic json(String what, String hint) {
    return Diagnostic.error("request/json", "the line is not JSON: " + what, hint);
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}

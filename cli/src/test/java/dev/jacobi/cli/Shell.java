package dev.jacobi.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs command lines in this JVM and keeps what they write. */
final class Shell {

  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

  /** What a run wrote, and its exit status. */
  record Result(int status, String out, String err) {}

  private Shell() {}

  static Result run(String input, boolean colour, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int status = Main.run(new Screen(in, out, err, colour), args);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Result run(String... args) {
    return run("", false, args);
  }

  /** Runs a line written as for a shell, with {@code jacobi} as its first word. */
  static Result line(String line) {
    List<String> words = words(line);
    if (!words.get(0).equals("jacobi")) {
      throw new IllegalArgumentException(line);
    }
    return run(words.subList(1, words.size()).toArray(String[]::new));
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
    }
    return words;
  }
}

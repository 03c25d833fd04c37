package dev.jacobi.examples;

import dev.jacobi.cli.Main;
import dev.jacobi.cli.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the commands of a console block in this JVM: {@code ./jacobi …}, {@code echo … | ./jacobi …}
 * and {@code examples/run NAME}.
 */
final class Shell {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)|(\\s+)");

  private Shell() {}

  /** The block with what its commands print now. */
  static String transcript(String block) {
    StringBuilder text = new StringBuilder();
    StringBuilder command = new StringBuilder();
    for (String line : block.lines().toList()) {
      boolean continues = command.toString().endsWith("\\\n");
      if (line.startsWith("$ ") || continues) {
        text.append(line).append('\n');
        command.append(continues ? line : line.substring(2)).append('\n');
        if (!line.endsWith("\\")) {
          text.append(run(command.toString().replace("\\\n", " ").strip()));
          command.setLength(0);
        }
      }
    }
    return text.toString();
  }

  private static String run(String command) {
    List<String> words = words(command);
    String input = "";
    if (words.get(0).equals("echo")) {
      input = words.get(1) + "\n";
      words = words.subList(3, words.size());
    }
    String output =
        switch (words.get(0)) {
          case "./jacobi" -> jacobi(input, words.subList(1, words.size()));
          case "examples/run" -> example(words.get(1));
          default ->
              throw new AssertionError("a page shows a command that nobody runs: " + command);
        };
    return output.replaceAll("[ \t]+\n", "\n");
  }

  /** Splits at blanks outside of quotes. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      if (matcher.group(4) != null) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        String quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        word.append(quoted != null ? quoted : matcher.group(3));
      }
    }
    words.add(word.toString());
    return words;
  }

  private static String jacobi(String input, List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.run(new Screen(in, out, out, false), args.toArray(String[]::new));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String example(String name) {
    return captured(
        () -> {
          switch (name) {
            case "SeedPrograms" -> SeedPrograms.main(new String[0]);
            case "Digits" -> Digits.main(new String[0]);
            case "BlackScholes" -> BlackScholes.main(new String[0]);
            default -> throw new AssertionError("no example " + name);
          }
        });
  }

  /** What a program prints to standard output. */
  static String captured(Runnable program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}

package dev.jacobi.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The blocks of code on a page in Markdown, whose contents can be replaced. */
final class Page {

  private static final String FENCE = "```";

  private final Path path;
  private final List<String> lines;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * A block of code.
   *
   * @param language what stands behind the opening fence
   * @param first the index of its first line
   * @param end the index of the closing fence
   * @param text its lines, each with its end
   */
  record Block(String language, int first, int end, String text) {

    /** Whether a text is this one, where an ellipsis stands for anything. */
    boolean matches(String actual) {
      String pattern =
          Pattern.compile("…")
              .splitAsStream(text)
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches();
    }
  }

  private Page(Path path, List<String> lines) {
    this.path = path;
    this.lines = lines;
    int opened = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        if (opened >= 0) {
          String language = lines.get(opened).substring(FENCE.length());
          String text =
              lines.subList(opened + 1, i).stream()
                  .map(line -> line + "\n")
                  .collect(Collectors.joining());
          blocks.add(new Block(language, opened + 1, i, text));
        }
        opened = opened >= 0 ? -1 : i;
      }
    }
  }

  static Page read(Path path) throws IOException {
    return new Page(path, Files.readAllLines(path));
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** The name of the page and the line on it where a block begins. */
  String place(Block block) {
    return path.normalize() + ":" + (block.first() + 1);
  }

  /** Writes the page with other text in some of its blocks. */
  void write(Map<Block, String> texts) throws IOException {
    StringBuilder page = new StringBuilder();
    int next = 0;
    for (Block block : blocks) {
      String text = texts.get(block);
      if (text != null) {
        lines.subList(next, block.first()).forEach(line -> page.append(line).append('\n'));
        page.append(text);
        next = block.end();
      }
    }
    lines.subList(next, lines.size()).forEach(line -> page.append(line).append('\n'));
    Files.writeString(path, page);
  }
}

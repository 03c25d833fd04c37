package dev.jacobi.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns. */
final class Table {

  private final List<List<String>> lines = new ArrayList<>();
  private final int words;

  /** A table whose first columns hold words, which align left; the others align right. */
  Table(int words, String... heading) {
    this.words = words;
    lines.add(List.of(heading));
  }

  void line(String... cells) {
    lines.add(List.of(cells));
  }

  /** The lines as text; the last column is not padded. */
  List<String> render() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    List<String> result = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = line.get(i);
        String gap = " ".repeat(widths[i] - width(cell));
        boolean left = i < words || i == columns - 1;
        text.append(i == 0 ? "" : "  ").append(left ? cell + gap : gap + cell);
      }
      result.add(text.toString().stripTrailing());
    }
    return result;
  }

  /** Letters, without the marks that stand above them. */
  private static int width(String cell) {
    return (int)
        cell.codePoints()
            .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
            .count();
  }
}

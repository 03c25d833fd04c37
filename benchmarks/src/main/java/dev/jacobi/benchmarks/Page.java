package dev.jacobi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of results: text by hand, with three parts between marks that runs write. Of the table
 * only the rows that were measured are replaced.
 */
final class Page {

  private final Path path;

  Page(Path path) {
    this.path = path;
  }

  /**
   * Writes what was measured.
   *
   * @param names all rows that can be measured, in the order of the table
   */
  void update(List<Row> rows, List<String> names, String cases, String machine) throws IOException {
    String page = Files.readString(path);
    page = replace(page, "machine", machine + "\n");
    page = replace(page, "cases", cases);
    page = replace(page, "rows", Row.HEAD + table(part(page, "rows"), rows, names));
    Files.writeString(path, page);
  }

  private static String table(String old, List<Row> rows, List<String> names) {
    List<String> lines = new ArrayList<>();
    old.lines()
        .filter(line -> line.startsWith("| `"))
        .filter(line -> rows.stream().noneMatch(row -> row.replaces(line)))
        .forEach(line -> lines.add(line + "\n"));
    rows.forEach(row -> lines.add(row.markdown()));
    Map<String, List<String>> byName = new LinkedHashMap<>();
    names.forEach(name -> byName.put("| `" + name + "`", new ArrayList<>()));
    for (String line : lines) {
      List<String> group = byName.get(line.substring(0, line.indexOf(" |", 1)));
      if (group != null) {
        group.add(line);
      }
    }
    return byName.values().stream()
        .flatMap(group -> group.stream().sorted())
        .collect(Collectors.joining());
  }

  private static String part(String page, String name) {
    int from = page.indexOf(begin(name)) + begin(name).length();
    int to = page.indexOf(end(name));
    if (from < begin(name).length() || to < from) {
      throw new AssertionError("the page has no part '" + name + "' between marks");
    }
    return page.substring(from, to);
  }

  private static String replace(String page, String name, String text) {
    return page.replace(
        begin(name) + part(page, name) + end(name), begin(name) + text + "\n" + end(name));
  }

  private static String begin(String name) {
    return "<!-- " + name + ": written by benchmarks/run -->\n\n";
  }

  private static String end(String name) {
    return "<!-- end of " + name + " -->";
  }
}

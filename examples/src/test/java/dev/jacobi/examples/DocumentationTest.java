package dev.jacobi.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the pages show is what happens: console blocks are run and compared with what they show;
 * Java is compiled, run, and compared with the text block that follows. An ellipsis stands for
 * anything. With {@code -Djacobi.update-goldens=true} the pages are rewritten instead.
 */
class DocumentationTest {

  private static final List<Path> PAGES = List.of(Path.of("..", "README.md"), Path.of("README.md"));

  @Test
  void thePagesShowSomething() throws IOException {
    assertTrue(Page.read(PAGES.get(0)).blocks().size() >= 10);
    assertTrue(Page.read(PAGES.get(1)).blocks().size() >= 3);
  }

  @TestFactory
  List<DynamicTest> snippetsPrintWhatThePagesSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path path : PAGES) {
      Page page = Page.read(path);
      if (Boolean.getBoolean("jacobi.update-goldens")) {
        page.write(changed(page));
        page = Page.read(path);
      }
      for (int i = 0; i < page.blocks().size(); i++) {
        Page read = page;
        int index = i;
        tests.add(dynamicTest(page.place(page.blocks().get(i)), () -> check(read, index)));
      }
    }
    return tests;
  }

  private static Map<Page.Block, String> changed(Page page) {
    Map<Page.Block, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < page.blocks().size(); i++) {
      Page.Block block = page.blocks().get(i);
      String actual = actual(page, i);
      if (!block.matches(actual)) {
        texts.put(block, actual);
      }
    }
    return texts;
  }

  private static void check(Page page, int index) {
    Page.Block block = page.blocks().get(index);
    String actual = actual(page, index);
    if (!block.matches(actual)) {
      assertEquals(block.text(), actual, page.place(block));
    }
  }

  /** What a block should show. */
  private static String actual(Page page, int index) {
    Page.Block block = page.blocks().get(index);
    boolean isOutput = index > 0 && page.blocks().get(index - 1).language().equals("java");
    return switch (block.language()) {
      case "console" -> Shell.transcript(block.text());
      case "java" -> JavaSnippet.compiled(block.text());
      case "text" ->
          isOutput ? JavaSnippet.output(page.blocks().get(index - 1).text()) : block.text();
      default -> block.text();
    };
  }
}

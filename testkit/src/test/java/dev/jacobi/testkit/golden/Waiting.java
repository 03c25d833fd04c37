package dev.jacobi.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.type.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cases that need what the language does not have: found by what the language says of them, and
 * compared with a file, so that they change only knowingly.
 */
final class Waiting {

  /** What is said of a function that is not there, and of a mask whose count only a run knows. */
  private static final Set<String> CODES = Set.of("name/unknown-function", "index/mask");

  private static final Path RESOURCES = Path.of("src", "test", "resources", "goldens");

  private final String file;
  private final Set<String> cases = Collections.synchronizedSet(new TreeSet<>());

  Waiting(String file) {
    this.file = file;
  }

  /** Whether a diagnostic says that a case has to wait. */
  static boolean isFor(Diagnostic diagnostic) {
    return CODES.contains(diagnostic.code());
  }

  /** Adds a case if the diagnostic is one for waiting. */
  boolean add(String id, Diagnostic diagnostic) {
    if (isFor(diagnostic)) {
      cases.add(id + ": " + diagnostic.message());
    }
    return isFor(diagnostic);
  }

  int size() {
    return cases.size();
  }

  /** Compares with the file. */
  void close() {
    String text = String.join("\n", cases) + "\n";
    if (Boolean.getBoolean("jacobi.update-goldens")) {
      try {
        Files.writeString(RESOURCES.resolve(file), text);
      } catch (IOException exception) {
        throw new UncheckedIOException(exception);
      }
      return;
    }
    assertEquals(
        Corpus.text(file),
        text,
        "other cases wait than in " + file + "; run with -Djacobi.update-goldens=true to rewrite");
  }
}

package dev.jacobi.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java on a page: compiled against the class path of the tests and run. Statements are put into a
 * {@code main}; a class is compiled as it stands and not run.
 */
final class JavaSnippet {

  private static final String IMPORTS =
      """
      import dev.jacobi.core.backend.*;
      import dev.jacobi.core.backend.reference.*;
      import dev.jacobi.core.graph.*;
      import dev.jacobi.core.op.*;
      import dev.jacobi.core.tape.*;
      import dev.jacobi.core.type.*;
      import dev.jacobi.symbolic.*;
      import dev.jacobi.testkit.*;
      import java.util.*;
      import java.util.function.*;
      """;

  private JavaSnippet() {}

  /** The snippet itself, once it has been compiled. */
  static String compiled(String code) {
    compile(code);
    return code;
  }

  /** What a snippet of statements prints. */
  static String output(String code) {
    Path classes = compile(code);
    return Shell.captured(() -> run(classes));
  }

  private static Path compile(String code) {
    boolean isClass = code.startsWith("class ");
    String name = isClass ? code.split(" ", 3)[1] : "Snippet";
    String body =
        isClass ? code : "class Snippet { static void main(String[] args) {\n" + code + "} }\n";
    try {
      Path folder = Files.createTempDirectory("snippet");
      compile(name, IMPORTS + body, folder);
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void compile(String name, String code, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    URI place = URI.create("string:///" + name + ".java");
    JavaFileObject source =
        new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
    StringWriter messages = new StringWriter();
    if (!compiler.getTask(messages, null, null, options, null, List.of(source)).call()) {
      throw new AssertionError(messages + "in\n" + code);
    }
  }

  private static void run(Path folder) {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = loader.loadClass("Snippet").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } catch (ReflectiveOperationException | IOException failure) {
      throw new AssertionError(failure);
    }
  }
}

package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Writes graphs in the language of some machine, for a person to read or another tool to take; the
 * machine need not be there. Found by {@link ServiceLoader}.
 */
public interface Translator {

  /** The language, such as {@code ptx}; lower case. */
  String language();

  /** The machines it writes for, oldest first. */
  List<String> targets();

  /**
   * The text of a graph.
   *
   * @param graph as for {@link Backend#compile}
   * @param target one of {@link #targets}
   * @throws dev.jacobi.core.type.DiagnosticException as {@link Backend#compile}; {@code
   *     target/unknown}
   */
  String translate(Graph graph, String target);

  /** The translator of a language that the loader of this class sees. */
  static Optional<Translator> of(String language) {
    return ServiceLoader.load(Translator.class, Translator.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(translator -> translator.language().equals(language))
        .findFirst();
  }
}

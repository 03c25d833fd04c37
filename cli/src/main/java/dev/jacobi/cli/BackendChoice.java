package dev.jacobi.cli;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The backend that answers to a name. */
public final class BackendChoice {

  /** Backends that the language knows and that this build may lack, with what they would do. */
  private static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              "cpu", "compiles kernels to JVM bytecode",
              "gpu", "compiles kernels to PTX for NVIDIA devices"));

  private BackendChoice() {}

  /** The backend of a name; one that is missing or unknown is a diagnostic. */
  public static Backend of(String name, Backends backends) {
    if (KNOWN.containsKey(name) && isMissing(name, backends)) {
      throw Diagnostic.error(
              "backend/unavailable",
              "the backend " + name + " is not part of this build" + reasons(backends),
              "use " + backends.best().name() + "; jacobi doctor lists what is found")
          .exception();
    }
    return backends.named(name);
  }

  private static boolean isMissing(String name, Backends backends) {
    return backends.all().stream().noneMatch(backend -> backend.name().equals(name));
  }

  private static String reasons(Backends backends) {
    return backends.reasons().isEmpty() ? "" : " (" + String.join("; ", backends.reasons()) + ")";
  }

  /** One line for each backend that is known but not found: why, and what it would do. */
  static List<String> missing(Backends backends) {
    return KNOWN.entrySet().stream()
        .filter(known -> isMissing(known.getKey(), backends))
        .map(known -> known.getKey() + ": not part of this build yet (" + known.getValue() + ")")
        .toList();
  }
}

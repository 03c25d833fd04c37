package dev.jacobi.cli;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The backend that answers to a name.
 *
 * @param remark what is to be said when it is not quite the one that was asked for
 */
public record BackendChoice(Backend backend, Optional<String> remark) {

  /** Backends that the language knows and that this build may lack, with what they would do. */
  private static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              "cpu", "compiles kernels to JVM bytecode",
              "gpu", "compiles kernels to PTX for NVIDIA devices"));

  /**
   * The backend of a name. Where {@code cpu} is missing the best that is found stands in for it:
   * all backends give the same bits. Any other that is missing is a diagnostic.
   */
  public static BackendChoice of(String name, Backends backends) {
    boolean found = backends.all().stream().anyMatch(backend -> backend.name().equals(name));
    if (found) {
      return new BackendChoice(backends.named(name), Optional.empty());
    }
    if (name.equals("cpu")) {
      Backend best = backends.best();
      return new BackendChoice(
          best,
          Optional.of(
              "the backend cpu is not part of this build; using " + best.name() + " instead"));
    }
    if (KNOWN.containsKey(name)) {
      throw Diagnostic.error(
              "backend/unavailable",
              "the backend " + name + " is not part of this build" + reasons(backends),
              "use " + backends.best().name() + "; jacobi doctor lists what is found")
          .exception();
    }
    return new BackendChoice(backends.named(name), Optional.empty());
  }

  private static String reasons(Backends backends) {
    return backends.reasons().isEmpty() ? "" : " (" + String.join("; ", backends.reasons()) + ")";
  }

  /** One line for each backend that is known but not found: why, and what it would do. */
  static List<String> missing(Backends backends) {
    return KNOWN.entrySet().stream()
        .filter(known -> backends.all().stream().noneMatch(b -> b.name().equals(known.getKey())))
        .map(known -> known.getKey() + ": not part of this build yet (" + known.getValue() + ")")
        .toList();
  }
}

package dev.jacobi.cli;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
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

  /** The name that stands for the best backend that can be used here. */
  private static final String AUTOMATIC = "auto";

  private static final String DEVICE = "gpu";

  /** Backends that the language knows and that this build may lack, with what they would do. */
  private static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              "cpu", "compiles kernels to JVM bytecode",
              "gpu", "compiles kernels to PTX for NVIDIA devices"));

  /**
   * The backend of a name; one that is missing or unknown is a diagnostic. The name {@code auto}
   * means a device where there is one, or else the best that is found, which is remarked.
   */
  public static BackendChoice of(String name, Backends backends) {
    if (name.equals(AUTOMATIC)) {
      return automatic(backends);
    }
    if (KNOWN.containsKey(name) && isMissing(name, backends)) {
      throw backends
          .unavailable(name, backends.refusal(name).orElse("is not part of this build"))
          .exception();
    }
    return new BackendChoice(backends.named(name), Optional.empty());
  }

  private static boolean isMissing(String name, Backends backends) {
    return backends.all().stream().noneMatch(backend -> backend.name().equals(name));
  }

  private static BackendChoice automatic(Backends backends) {
    Optional<Backend> device =
        backends.all().stream().filter(backend -> backend.name().equals(DEVICE)).findFirst();
    if (device.isPresent()) {
      return new BackendChoice(device.get(), Optional.empty());
    }
    Backend best = backends.best();
    String why = backends.refusal(DEVICE).orElse("is not part of this build");
    return new BackendChoice(
        best, Optional.of("the backend gpu " + why + "; using " + best.name()));
  }

  private static String missing(Map.Entry<String, String> known, Backends backends) {
    String why = backends.refusal(known.getKey()).orElse("not part of this build");
    return known.getKey() + ": " + why + " (" + known.getValue() + ")";
  }

  /** The reasons of backends that the language does not know. */
  static List<String> others(Backends backends) {
    return backends.reasons().stream()
        .filter(reason -> KNOWN.keySet().stream().noneMatch(name -> reason.startsWith(name + ": ")))
        .toList();
  }

  /** One line for each backend that is known but not found: why, and what it would do. */
  static List<String> missing(Backends backends) {
    return KNOWN.entrySet().stream()
        .filter(known -> isMissing(known.getKey(), backends))
        .map(known -> missing(known, backends))
        .toList();
  }
}

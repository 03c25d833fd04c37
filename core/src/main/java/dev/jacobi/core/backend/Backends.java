package dev.jacobi.core.backend;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends found on this machine, best first, and why others that are installed are not. */
public final class Backends {

  private final List<Backend> all;
  private final List<String> reasons;

  private Backends(List<Backend> all, List<String> reasons) {
    this.all =
        all.stream()
            .sorted(
                Comparator.comparingInt(Backend::priority).reversed().thenComparing(Backend::name))
            .toList();
    this.reasons = List.copyOf(reasons);
  }

  /** Those that the loader of this class sees. */
  public static Backends load() {
    return load(Backends.class.getClassLoader());
  }

  /** Those that a class loader sees. */
  public static Backends load(ClassLoader loader) {
    Objects.requireNonNull(loader, "loader");
    List<Backend> found = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    Iterator<Backend> services = ServiceLoader.load(Backend.class, loader).iterator();
    while (advance(services, found, reasons)) {}
    return new Backends(found, reasons);
  }

  /** Takes the next service, or notes why it is none; false at the end. */
  private static boolean advance(
      Iterator<Backend> services, List<Backend> found, List<String> reasons) {
    try {
      if (!services.hasNext()) {
        return false;
      }
      found.add(services.next());
    } catch (ServiceConfigurationError | LinkageError failure) {
      reasons.add(reason(failure));
    }
    return true;
  }

  /**
   * What a backend says that refuses, or else the failure and what it comes from when that says
   * more.
   */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof DiagnosticException refusal) {
      return refusal.first().message();
    }
    String prefix = Backend.class.getName() + ": ";
    String text = String.valueOf(failure.getMessage()).replace(prefix, "");
    return cause == failure ? text : text + ": " + cause.getMessage();
  }

  /** The backends, best first. */
  public List<Backend> all() {
    return all;
  }

  /** Why each backend that is installed but missing from {@link #all} is missing; one line each. */
  public List<String> reasons() {
    return reasons;
  }

  /** The backend to use when none is asked for: the one with the highest priority. */
  public Backend best() {
    if (all.isEmpty()) {
      throw unknown("no backend was found").exception();
    }
    return all.get(0);
  }

  /** Why an installed backend of a name cannot be used, to be read after its name. */
  public Optional<String> refusal(String name) {
    String prefix = Objects.requireNonNull(name, "name") + ": ";
    return reasons.stream()
        .filter(reason -> reason.startsWith(prefix))
        .map(reason -> "cannot be used: " + reason.substring(prefix.length()))
        .findFirst();
  }

  /**
   * The backend of a name; {@code backend/unavailable} where it is installed and cannot be used,
   * {@code backend/unknown} where there is none.
   */
  public Backend named(String name) {
    Objects.requireNonNull(name, "name");
    return all.stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refusal(name)
                    .map(reason -> unavailable(name, reason))
                    .orElseGet(() -> unknown("there is no backend '" + name + "'"))
                    .exception());
  }

  /**
   * What is said of a backend that cannot be used.
   *
   * @param reason to be read after the name
   */
  public Diagnostic unavailable(String name, String reason) {
    return Diagnostic.error(
        "backend/unavailable",
        "the backend " + name + " " + reason,
        "use " + best().name() + "; jacobi doctor lists what is found");
  }

  private Diagnostic unknown(String message) {
    String names = all.stream().map(Backend::name).collect(Collectors.joining(", "));
    String found = all.isEmpty() ? message : message + "; found: " + names;
    return Diagnostic.error(
        "backend/unknown",
        reasons.isEmpty() ? found : found + "; not usable: " + String.join("; ", reasons),
        all.isEmpty() ? "add jacobi-core or a backend to the class path" : "use one of: " + names);
  }
}

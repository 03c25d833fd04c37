package dev.jacobi.core.type;

import java.util.List;

/**
 * Thrown where an operation cannot go on because of what the user wrote: carries at least one
 * {@link Diagnostic}.
 */
public final class DiagnosticException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Diagnostic[] diagnostics;

  /** Carries one diagnostic. */
  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /**
   * Carries several diagnostics; the message says all of the first, and how many there are.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(text(diagnostics));
    this.diagnostics = diagnostics.toArray(Diagnostic[]::new);
  }

  private static String text(List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("an exception without a diagnostic");
    }
    int more = diagnostics.size() - 1;
    return diagnostics.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }

  /** What is wrong, in the order found; never empty. */
  public List<Diagnostic> diagnostics() {
    return List.of(diagnostics);
  }

  /** The first diagnostic. */
  public Diagnostic first() {
    return diagnostics[0];
  }
}

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
   * Carries several diagnostics; the message is that of the first.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(first(diagnostics).message());
    this.diagnostics = diagnostics.toArray(Diagnostic[]::new);
  }

  private static Diagnostic first(List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("an exception without a diagnostic");
    }
    return diagnostics.get(0);
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

package dev.jacobi.core.backend;

/**
 * An executable with its inputs and outputs in storage of the caller. Belongs to one thread at a
 * time.
 */
public interface Bound {

  /**
   * Runs once: reads the inputs as they are now, and overwrites the outputs.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code integer/overflow}, {@code index/range},
   *     {@code run/interrupted}
   */
  void run();
}

package dev.jacobi.core.backend;

/**
 * An executable with its inputs and outputs in storage of the caller. Belongs to one thread at a
 * time; each thread binds its own.
 */
public interface Bound {

  /**
   * Runs once: reads the inputs as they are now, and overwrites the outputs.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code integer/overflow}, {@code index/range},
   *     {@code run/interrupted}, {@code run/shared} when another thread runs it now
   */
  void run();
}

package dev.jacobi.gpu.simulated;

/** What a step may not do, before the place is known where it happened. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  Violation(String message) {
    super(message);
  }
}

package dev.jacobi.gpu.simulated;

/** A text is not PTX that Jacobi may emit. */
final class Rejection extends RuntimeException {

  private static final long serialVersionUID = 1;

  Rejection(int line, String message) {
    super("line " + line + ": " + message);
  }
}

package dev.jacobi.gpu.simulated;

/**
 * A kernel or a caller of the driver did what must never be done. An error, so that nothing that
 * falls back to another backend hides it.
 */
public final class Fault extends AssertionError {

  private static final long serialVersionUID = 1;

  Fault(String message) {
    super(message);
  }
}

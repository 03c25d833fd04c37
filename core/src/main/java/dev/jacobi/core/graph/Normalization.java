package dev.jacobi.core.graph;

/** How the elements of an axis are scaled to sum to one. */
public enum Normalization {
  /** exp(x) / Σ exp(x). */
  SOFTMAX("softmax"),
  /** x − log Σ exp(x). */
  LOG_SOFTMAX("log_softmax");

  private final String text;

  Normalization(String text) {
    this.text = text;
  }

  /** The function's name in the language. */
  public String text() {
    return text;
  }
}

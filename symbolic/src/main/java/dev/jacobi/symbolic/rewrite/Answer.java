package dev.jacobi.symbolic.rewrite;

/** What is known of a statement. Whoever needs a yes takes only {@link #PROVED}. */
public enum Answer {
  /** The statement holds for every element at every point. */
  PROVED,
  /** Its contrary holds for every element at every point. */
  REFUTED,
  /** Neither is known. */
  UNKNOWN;

  /** The stronger of two statements about the same fact: proved only if both are. */
  public Answer and(Answer other) {
    if (this == REFUTED || other == REFUTED) {
      return REFUTED;
    }
    return this == PROVED ? other : UNKNOWN;
  }

  /** The answer to the contrary. */
  public Answer not() {
    return switch (this) {
      case PROVED -> REFUTED;
      case REFUTED -> PROVED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Proved or refuted by what is known for certain. */
  static Answer of(boolean value) {
    return value ? PROVED : REFUTED;
  }
}

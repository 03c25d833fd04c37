package dev.jacobi.core.graph;

/** How the elements of an axis become one. */
public enum Reduction {
  /** The sum; 0 of nothing. */
  SUM("sum"),
  /** The product; 1 of nothing. */
  PROD("prod"),
  /** The largest element, NaN if there is one. The first of equals gets the derivative. */
  MAX("max"),
  /** The smallest element, NaN if there is one. The first of equals gets the derivative. */
  MIN("min"),
  /** As {@link #MAX}, but equals share the derivative. */
  AMAX("amax"),
  /** As {@link #MIN}, but equals share the derivative. */
  AMIN("amin"),
  /** The square root of the sum of squares. Where it is 0, so is its derivative. */
  NORM("norm"),
  /** log Σ exp, without overflow; −inf of nothing. */
  LOGSUMEXP("logsumexp"),
  /** Whether any truth value is true. */
  ANY("any"),
  /** Whether all truth values are true. */
  ALL("all");

  private final String text;

  Reduction(String text) {
    this.text = text;
  }

  /** The function's name in the language. */
  public String text() {
    return text;
  }

  /** Whether it works on truth values instead of numbers. */
  public boolean isLogical() {
    return this == ANY || this == ALL;
  }

  /** Whether it has a value for no elements. */
  public boolean hasIdentity() {
    return switch (this) {
      case SUM, PROD, NORM, LOGSUMEXP, ANY, ALL -> true;
      case MAX, MIN, AMAX, AMIN -> false;
    };
  }
}

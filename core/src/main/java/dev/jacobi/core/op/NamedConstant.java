package dev.jacobi.core.op;

/** Constants that have a name instead of a finite expansion. */
public enum NamedConstant implements Scalar {
  /** The ratio of a circle's circumference to its diameter. */
  PI("pi", Math.PI),
  /** Positive infinity. */
  INFINITY("inf", Double.POSITIVE_INFINITY),
  /** Not a number. */
  NAN("nan", Double.NaN);

  private final String text;
  private final double value;

  NamedConstant(String text, double value) {
    this.text = text;
    this.value = value;
  }

  @Override
  public double toDouble() {
    return value;
  }

  @Override
  public float toFloat() {
    return (float) value;
  }

  /** The name in the language. */
  @Override
  public String toString() {
    return text;
  }
}

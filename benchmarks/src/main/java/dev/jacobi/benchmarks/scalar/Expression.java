package dev.jacobi.benchmarks.scalar;

import java.util.function.DoubleBinaryOperator;

/** Formulas of two variables that evaluators of expressions are measured with. */
public enum Expression {
  /** Arithmetic with terms that occur more than once: what is shared is what sharing gains. */
  ARITHMETIC(
      "sqrt(x*x + y*y) + 3*x*x*y - 2*x*y*y + (x*x + y*y)/2 - 1",
      (x, y) -> Math.sqrt(x * x + y * y) + 3 * x * x * y - 2 * x * y * y + (x * x + y * y) / 2 - 1),
  /** The formula of exp4j's own {@code PerformanceTest}. */
  EXP4J(
      "log(x) - y*(sqrt(x^cos(y)))",
      (x, y) -> Math.log(x) - y * Math.sqrt(Math.pow(x, Math.cos(y))));

  private final String text;
  private final DoubleBinaryOperator value;

  Expression(String text, DoubleBinaryOperator value) {
    this.text = text;
    this.value = value;
  }

  /** The formula as a program of Jacobi's, and as exp4j reads it. */
  public String text() {
    return text;
  }

  /** The formula as Java. */
  public String java() {
    return this == ARITHMETIC
        ? text.replace("sqrt", "Math.sqrt")
        : "Math.log(x) - y*(Math.sqrt(Math.pow(x, Math.cos(y))))";
  }

  /** The formula as JavaScript, where log has the name ln. */
  public String script() {
    return this == ARITHMETIC ? text : "ln(x) - y*(sqrt(pow(x, cos(y))))";
  }

  /** The formula as mXparser reads it, where log has the name ln. */
  public String mathematical() {
    return text.replace("log", "ln");
  }

  /** The value, as one writes it by hand without naming what occurs twice. */
  public double at(double x, double y) {
    return value.applyAsDouble(x, y);
  }
}

package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From text to the first value, in a JVM that has done so before. */
@Case(
    value = "first-value",
    work = "read a formula given as text and evaluate it once, warm; to reach: 10 µs")
@State(Scope.Benchmark)
public class FirstValue {

  /** The formula. */
  @Param({"ARITHMETIC", "EXP4J"})
  public Expression formula = Expression.ARITHMETIC;

  private double x = 1.25;
  private double y = 0.75;

  /** Compares with the handwritten formula. */
  @Setup
  public void prepare() {
    Agreement.check("value", formula.at(x, y), jacobi());
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    return ParsedFormula.parse(formula.text()).applyAsDouble(x, y);
  }
}

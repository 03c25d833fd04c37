package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.symbolic.Formula;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From text to the first value of compiled code, in a JVM that has done so before. */
@Case(
    value = "compiled-value",
    work =
        "read a formula given as text, compile it to a class and evaluate it once, warm; to reach:"
            + " 100 µs")
@State(Scope.Benchmark)
public class CompiledValue {

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
    return Formula.parse(formula.text()).toVectorFunction("x", "y").compiled().at(x, y);
  }
}

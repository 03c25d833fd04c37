package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.ScalarFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A program of many statements, evaluated with its gradient. */
@Case(
    value = "straight-line",
    work =
        "value and gradient at a point of a program of 10,000 statements, about 92,000 operations"
            + " with the gradient; to reach: 2 ns an operation",
    tiny = "30")
@State(Scope.Benchmark)
public class StraightLine {

  /** The number of statements. */
  @Param("10000")
  public int statements;

  private final double[] x = StraightLineProgram.point();
  private final double[] gradient = new double[x.length];
  private ScalarFunction jacobi = (point, slope) -> 0;
  private ScalarFunction list = (point, slope) -> 0;

  /** Compiles, and compares with the list. */
  @Setup
  public void prepare() {
    StraightLineProgram program = new StraightLineProgram(statements);
    jacobi = ScalarFunction.of(program.text(), StraightLineProgram.inputs());
    list = program.record();
    double[] expected = new double[x.length];
    double value = list.at(x, expected);
    Agreement.check("value", value, jacobi.at(x, gradient));
    Agreement.check("gradient", expected, gradient);
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    return jacobi.at(x, gradient);
  }

  /** By a list of operations, interpreted. */
  @Benchmark
  @Peer("handwritten Java, a Wengert list")
  public double wengert() {
    return list.at(x, gradient);
  }
}

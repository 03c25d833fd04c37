package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the text of a program of many statements to its value and gradient, once. */
@Case(
    value = "straight-line-first",
    work =
        "read the program of straight-line as text, differentiate it, and run value and gradient"
            + " once, warm; to reach: 0.25 s for 10,000 statements; the peer has no gradient",
    tiny = "30")
@State(Scope.Benchmark)
public class StraightLineFirst {

  /** The number of statements; the last is about what a text of a million characters holds. */
  @Param({"1000", "10000", "20000"})
  public int statements;

  private final double[] x = StraightLineProgram.point();
  private final double[] gradient = new double[x.length];
  private String text = "";
  private String java = "";
  private int values;

  /** Writes the program, and compares one run of each. */
  @Setup
  public void prepare() {
    StraightLineProgram program = new StraightLineProgram(statements);
    text = program.text();
    java = program.java("Program", 100);
    values = program.values();
    double[] expected = new double[x.length];
    double value = program.record().at(x, expected);
    Agreement.check("value", value, jacobi());
    Agreement.check("gradient", expected, gradient);
    Agreement.check("value by javac", value, javac());
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    List<String> inputs = StraightLineProgram.inputs();
    return ScalarFunction.of(text, inputs).at(x, gradient);
  }

  /** By the compiler of Java. */
  @Benchmark
  @Peer("javac, the value only, methods of 100 statements")
  public double javac() {
    return JavaSource.compile("Program", java, "at").applyAsDouble(Arrays.copyOf(x, values));
  }
}

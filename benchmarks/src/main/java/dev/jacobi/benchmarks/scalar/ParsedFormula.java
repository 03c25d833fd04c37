package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.symbolic.Formula;
import java.util.function.DoubleBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A formula given as text, read once and evaluated again and again. */
@Case(
    value = "parsed-formula",
    work =
        "value of a formula given as text: ARITHMETIC is sqrt(x*x + y*y) + 3*x*x*y - 2*x*y*y +"
            + " (x*x + y*y)/2 - 1, EXP4J the formula of exp4j's own PerformanceTest, log(x) -"
            + " y*(sqrt(x^cos(y)))")
@State(Scope.Benchmark)
public class ParsedFormula {

  /** The formula. */
  @Param({"ARITHMETIC", "EXP4J"})
  public Expression formula = Expression.ARITHMETIC;

  private double x = 1.25;
  private double y = 0.75;
  private DoubleBinaryOperator jacobi = (u, v) -> 0;

  /** Parses, and compares with the handwritten one. */
  @Setup
  public void prepare() {
    jacobi = parse(formula.text());
    Agreement.check("value", formula.at(x, y), jacobi.applyAsDouble(x, y));
  }

  /** A text in x and y, as Jacobi evaluates it. */
  static DoubleBinaryOperator parse(String text) {
    return Formula.parse(text).toFunction("x", "y");
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    return jacobi.applyAsDouble(x, y);
  }

  /** As the compiler of Java has it. */
  @Benchmark
  @Peer(value = "handwritten Java, nothing shared", goals = @Goal(ratio = 1))
  public double handwritten() {
    return formula.at(x, y);
  }
}

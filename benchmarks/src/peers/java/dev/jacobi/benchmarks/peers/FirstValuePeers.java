package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.scalar.Expression;
import dev.jacobi.benchmarks.scalar.FirstValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From text to the first value. */
@PeersOf(FirstValue.class)
@State(Scope.Benchmark)
public class FirstValuePeers {

  /** The formula. */
  @Param({"ARITHMETIC", "EXP4J"})
  public Expression formula = Expression.ARITHMETIC;

  private double x = 1.25;
  private double y = 0.75;

  /** Compares all with the handwritten formula. */
  @Setup
  public void prepare() {
    double expected = formula.at(x, y);
    Agreement.check("janino", expected, janino());
    Agreement.check("lucene", expected, lucene());
    Agreement.check("exp4j", expected, exp4j());
    Agreement.check("mxparser", expected, mxparser());
  }

  /** By Janino. */
  @Benchmark
  @Peer("Janino")
  public double janino() {
    return Evaluators.JANINO.read(formula).applyAsDouble(x, y);
  }

  /** By Lucene expressions. */
  @Benchmark
  @Peer("Lucene expressions")
  public double lucene() {
    return Evaluators.LUCENE.read(formula).applyAsDouble(x, y);
  }

  /** By exp4j. */
  @Benchmark
  @Peer("exp4j")
  public double exp4j() {
    return Evaluators.EXP4J.read(formula).applyAsDouble(x, y);
  }

  /** By mXparser. */
  @Benchmark
  @Peer("mXparser")
  public double mxparser() {
    return Evaluators.MXPARSER.read(formula).applyAsDouble(x, y);
  }
}

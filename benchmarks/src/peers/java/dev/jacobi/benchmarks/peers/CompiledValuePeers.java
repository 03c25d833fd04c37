package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.scalar.CompiledValue;
import dev.jacobi.benchmarks.scalar.Expression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From text to the first value of compiled code, by libraries that compile. */
@PeersOf(CompiledValue.class)
@State(Scope.Benchmark)
public class CompiledValuePeers {

  /** The formula. */
  @Param({"ARITHMETIC", "EXP4J"})
  public Expression formula = Expression.ARITHMETIC;

  private double x = 1.25;
  private double y = 0.75;

  /** Compares both with the handwritten formula. */
  @Setup
  public void prepare() {
    double expected = formula.at(x, y);
    Agreement.check("janino", expected, janino());
    Agreement.check("lucene", expected, lucene());
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
}

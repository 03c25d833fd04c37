package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.scalar.Expression;
import dev.jacobi.benchmarks.scalar.ParsedFormula;
import java.util.function.DoubleBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Formulas that were read already. */
@PeersOf(ParsedFormula.class)
@State(Scope.Benchmark)
public class ParsedFormulaPeers {

  /** The formula. */
  @Param({"ARITHMETIC", "EXP4J"})
  public Expression formula = Expression.ARITHMETIC;

  private double x = 1.25;
  private double y = 0.75;
  private DoubleBinaryOperator janino = (u, v) -> 0;
  private DoubleBinaryOperator lucene = (u, v) -> 0;
  private DoubleBinaryOperator exp4j = (u, v) -> 0;
  private DoubleBinaryOperator mxparser = (u, v) -> 0;

  /** Compares all with the handwritten formula. */
  @Setup
  public void prepare() {
    double expected = formula.at(x, y);
    janino = Evaluators.JANINO.read(formula);
    Agreement.check("janino", expected, janino());
    lucene = Evaluators.LUCENE.read(formula);
    Agreement.check("lucene", expected, lucene());
    exp4j = Evaluators.EXP4J.read(formula);
    Agreement.check("exp4j", expected, exp4j());
    mxparser = Evaluators.MXPARSER.read(formula);
    Agreement.check("mxparser", expected, mxparser());
  }

  /** By Janino. */
  @Benchmark
  @Peer("Janino")
  public double janino() {
    return janino.applyAsDouble(x, y);
  }

  /** By Lucene expressions. */
  @Benchmark
  @Peer("Lucene expressions")
  public double lucene() {
    return lucene.applyAsDouble(x, y);
  }

  /** By exp4j. */
  @Benchmark
  @Peer("exp4j")
  public double exp4j() {
    return exp4j.applyAsDouble(x, y);
  }

  /** By mXparser. */
  @Benchmark
  @Peer("mXparser")
  public double mxparser() {
    return mxparser.applyAsDouble(x, y);
  }
}

package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.ValueAndGradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The logistic loss of many margins, with its gradient. */
@Case(
    value = "logistic-sum",
    work = "Σ log(1 + exp(−y·x)) over so many elements and its gradient by x, f64",
    tiny = "9")
@State(Scope.Benchmark)
public class LogisticSum {

  /** The number of elements. */
  @Param({"4096", "1000000"})
  public int size;

  private double[] x = {};
  private double[] y = {};
  private double[] gradient = {};
  private Point point = Point.empty();
  private Formula.Compiled jacobi = at -> new ValueAndGradient(at.get("x"), at);

  /** Compiles, and compares with the loop. */
  @Setup
  public void prepare() {
    x = margins(size);
    y = labels(size);
    gradient = new double[size];
    point = Point.of("x", x).and("y", y);
    jacobi = Formula.parse("sum(log(1 + exp(-y*x)))").compile("x");
    double[] expected = new double[size];
    double value = at(x, y, expected);
    ValueAndGradient found = jacobi();
    Agreement.check("value", value, found.value().item());
    Agreement.check("gradient", expected, found.by("x").doubles());
  }

  /** Between −3 and 3. */
  public static double[] margins(int size) {
    return Samples.uniform(11, size, -3, 3);
  }

  /** −1 and 1. */
  public static double[] labels(int size) {
    return Samples.signs(12, size);
  }

  /** Value and gradient as a loop. */
  public static double at(double[] x, double[] y, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double e = Math.exp(-y[i] * x[i]);
      sum += Math.log(1 + e);
      gradient[i] = -y[i] * e / (1 + e);
    }
    return sum;
  }

  /** By Jacobi. */
  @Benchmark
  public ValueAndGradient jacobi() {
    return jacobi.at(point);
  }

  /** By a loop. */
  @Benchmark
  @Peer("handwritten Java, a loop with Math")
  public double handwritten() {
    return at(x, y, gradient);
  }
}

package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rosenbrock's function of many variables, with its gradient. */
@Case(
    value = "rosenbrock",
    work =
        "value and gradient at a point of Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)² (Rosenbrock 1960), written"
            + " as a program of scalars; the peer is a loop",
    tiny = "3")
@State(Scope.Benchmark)
public class Rosenbrock {

  /** The number of variables. */
  @Param({"10", "200"})
  public int size;

  private double[] x = {};
  private double[] gradient = {};
  private ScalarFunction jacobi = Rosenbrock::at;

  /** Compiles, and compares with the loop. */
  @Setup
  public void prepare() {
    List<String> names = IntStream.range(0, size).mapToObj(i -> "x" + i).toList();
    jacobi = ScalarFunction.of(program(size), names);
    x = point(size);
    gradient = new double[size];
    double[] expected = new double[size];
    double value = at(x, expected);
    Agreement.check("value", value, jacobi.at(x, gradient));
    Agreement.check("gradient", expected, gradient);
  }

  /** A program in the inputs x0, x1, …. */
  static String program(int size) {
    StringBuilder text = new StringBuilder("s0 = 0\n");
    for (int i = 1; i < size; i++) {
      text.append(
          String.format(
              Locale.ROOT, "s%1$d = s%2$d + 100*(x%1$d - x%2$d^2)^2 + (1 - x%2$d)^2\n", i, i - 1));
    }
    return text.toString();
  }

  /** Somewhere near the valley. */
  public static double[] point(int size) {
    return IntStream.range(0, size).mapToDouble(i -> 0.5 + i % 7 / 8.0).toArray();
  }

  /** Value and gradient as one writes them by hand. */
  public static double at(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double t = x[i + 1] - x[i] * x[i];
      double u = 1 - x[i];
      sum += 100 * t * t + u * u;
      gradient[i] -= 400 * x[i] * t + 2 * u;
      gradient[i + 1] = 200 * t;
    }
    return sum;
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    return jacobi.at(x, gradient);
  }

  /** By a loop. */
  @Benchmark
  @Peer(
      value = "handwritten Java",
      goals = {@Goal(at = "10", ratio = 1.15), @Goal(at = "200", ratio = 2)})
  public double handwritten() {
    return at(x, gradient);
  }
}

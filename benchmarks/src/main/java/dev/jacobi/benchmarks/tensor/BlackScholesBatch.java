package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.scalar.Call;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The prices of many calls with their five partial derivatives. */
@Case(
    value = "black-scholes",
    work = "prices of so many European calls, each with its five partial derivatives, f64",
    tiny = "7")
@State(Scope.Benchmark)
public class BlackScholesBatch {

  /** The number of calls. */
  @Param({"4096", "1000000"})
  public int size;

  private Calls calls = new Calls(0);
  private double[] results = {};
  private Point point = Point.empty();
  private Formula.Compiled jacobi = at -> new ValueAndGradient(at.get("S"), at);

  /** Many calls, from one seed. */
  public static final class Calls {

    /** Share, strike, interest, volatility and years of each. */
    public final double[][] inputs;

    /** So many. */
    public Calls(int size) {
      inputs =
          new double[][] {
            Samples.uniform(1, size, 80, 120),
            Samples.uniform(2, size, 80, 120),
            Samples.uniform(3, size, 0.01, 0.06),
            Samples.uniform(4, size, 0.1, 0.5),
            Samples.uniform(5, size, 0.25, 2)
          };
    }

    /** The number of calls. */
    public int size() {
      return inputs[0].length;
    }

    /** Prices, then the derivatives by each input, as a loop. */
    public void evaluate(double[] results) {
      int n = size();
      double[] share = inputs[0];
      double[] strike = inputs[1];
      double[] rate = inputs[2];
      double[] volatility = inputs[3];
      double[] years = inputs[4];
      for (int i = 0; i < n; i++) {
        results[i] =
            Call.price(
                share[i], strike[i], rate[i], volatility[i], years[i], results, n + i, n);
      }
    }

    /** What {@link #evaluate} finds, in a new array. */
    public double[] expected() {
      double[] results = new double[6 * size()];
      evaluate(results);
      return results;
    }
  }

  /** Compiles, and compares with the closed form. */
  @Setup
  public void prepare() {
    calls = new Calls(size);
    results = new double[6 * size];
    for (int i = 0; i < Call.NAMES.size(); i++) {
      point = point.and(Call.NAMES.get(i), calls.inputs[i]);
    }
    jacobi = Formula.parse(Call.PROGRAM).compile(Seed.ONES, Call.NAMES.toArray(String[]::new));
    double[] expected = calls.expected();
    ValueAndGradient found = jacobi();
    Agreement.check("price", Arrays.copyOf(expected, size), found.value().doubles());
    for (int i = 0; i < Call.NAMES.size(); i++) {
      double[] greek = Arrays.copyOfRange(expected, (i + 1) * size, (i + 2) * size);
      Agreement.check("by " + Call.NAMES.get(i), greek, found.by(Call.NAMES.get(i)).doubles());
    }
  }

  /** By Jacobi. */
  @Benchmark
  public ValueAndGradient jacobi() {
    return jacobi.at(point);
  }

  /** In closed form, call by call. */
  @Benchmark
  @Peer("handwritten Java, a loop over the closed form")
  public double[] handwritten() {
    calls.evaluate(results);
    return results;
  }
}

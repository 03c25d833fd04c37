package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.ScalarFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The price of one call with its five partial derivatives. */
@Case(
    value = "black-scholes-point",
    work =
        "price of a European call and its five partial derivatives at a point; the peer is the"
            + " closed form with Math and Cody's erfc")
@State(Scope.Benchmark)
public class BlackScholesPoint {

  private final double[] x = point();
  private final double[] greeks = new double[5];
  private ScalarFunction jacobi = BlackScholesPoint::at;

  /** Compiles, and compares with the closed form. */
  @Setup
  public void prepare() {
    jacobi = ScalarFunction.of(Call.PROGRAM, Call.NAMES);
    double[] expected = new double[5];
    double price = at(x, expected);
    Agreement.check("price", price, jacobi.at(x, greeks));
    Agreement.check("greeks", expected, greeks);
  }

  /** Share, strike, interest, volatility, years. */
  public static double[] point() {
    return new double[] {100, 105, 0.03, 0.25, 0.75};
  }

  /** Price and derivatives in closed form. */
  public static double at(double[] x, double[] greeks) {
    return Call.price(x[0], x[1], x[2], x[3], x[4], greeks, 0, 1);
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    return jacobi.at(x, greeks);
  }

  /** In closed form. */
  @Benchmark
  @Peer(value = "handwritten Java", goals = @Goal(ratio = 1.35))
  public double handwritten() {
    return at(x, greeks);
  }
}

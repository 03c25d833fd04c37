package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.scalar.BlackScholesPoint;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.special.Erf;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Forward mode: each number carries its five partial derivatives. */
@PeersOf(BlackScholesPoint.class)
@State(Scope.Benchmark)
public class BlackScholesHipparchus {

  private final double[] x = BlackScholesPoint.point();

  /** Compares with the closed form. */
  @Setup
  public void prepare() {
    double[] expected = new double[5];
    double price = BlackScholesPoint.at(x, expected);
    Gradient found = hipparchus();
    Agreement.check("price", price, found.getValue());
    Agreement.check("greeks", expected, found.getGradient());
  }

  /** By Hipparchus. */
  @Benchmark
  @Peer("Hipparchus Gradient")
  public Gradient hipparchus() {
    Gradient share = Gradient.variable(5, 0, x[0]);
    Gradient strike = Gradient.variable(5, 1, x[1]);
    Gradient rate = Gradient.variable(5, 2, x[2]);
    Gradient volatility = Gradient.variable(5, 3, x[3]);
    Gradient years = Gradient.variable(5, 4, x[4]);
    Gradient deviation = volatility.multiply(years.sqrt());
    Gradient drift = volatility.square().multiply(0.5).add(rate).multiply(years);
    Gradient d1 = share.divide(strike).log().add(drift).divide(deviation);
    Gradient discounted = strike.multiply(rate.negate().multiply(years).exp());
    Gradient price = share.multiply(normal(d1));
    return price.subtract(discounted.multiply(normal(d1.subtract(deviation))));
  }

  private static Gradient normal(Gradient x) {
    return Erf.erfc(x.multiply(-Math.sqrt(0.5))).multiply(0.5);
  }
}

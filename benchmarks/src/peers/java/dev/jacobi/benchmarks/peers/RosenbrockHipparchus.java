package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.scalar.Rosenbrock;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Forward mode: each number carries all its partial derivatives. */
@PeersOf(Rosenbrock.class)
@State(Scope.Benchmark)
public class RosenbrockHipparchus {

  /** The number of variables. */
  @Param({"10", "200"})
  public int size;

  private double[] x = {};

  /** Compares with the loop. */
  @Setup
  public void prepare() {
    x = Rosenbrock.point(size);
    double[] expected = new double[size];
    double value = Rosenbrock.at(x, expected);
    Gradient found = hipparchus();
    Agreement.check("value", value, found.getValue());
    Agreement.check("gradient", expected, found.getGradient());
  }

  /** By Hipparchus. */
  @Benchmark
  @Peer("Hipparchus Gradient")
  public Gradient hipparchus() {
    Gradient sum = Gradient.constant(size, 0);
    Gradient u = Gradient.variable(size, 0, x[0]);
    for (int i = 1; i < size; i++) {
      Gradient next = Gradient.variable(size, i, x[i]);
      Gradient t = next.subtract(u.square());
      Gradient s = u.subtract(1);
      sum = sum.add(t.square().multiply(100)).add(s.square());
      u = next;
    }
    return sum;
  }
}

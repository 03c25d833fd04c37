package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.BlackScholesBatch;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Prices forward, derivatives backward. */
@PeersOf(BlackScholesBatch.class)
@State(Scope.Benchmark)
public class BlackScholesTorch {

  /** The number of calls. */
  @Param({"4096", "1000000"})
  public int size;

  private final Scalar half = new Scalar(0.5);
  private final Scalar one = new Scalar(1.0);
  private final Scalar halfRoot = new Scalar(Math.sqrt(0.5));
  private Tensor[] leaves = {};

  /** Copies the inputs, and compares with the closed form. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    BlackScholesBatch.Calls calls = new BlackScholesBatch.Calls(size);
    leaves = Arrays.stream(calls.inputs).map(x -> Torch.leaf(x, size)).toArray(Tensor[]::new);
    double[] expected = calls.expected();
    try (PointerScope scope = new PointerScope()) {
      Tensor prices = prices();
      Agreement.check("price", Arrays.copyOf(expected, size), Torch.doubles(prices));
      TensorVector greeks = Torch.gradients(prices.sum(), leaves);
      for (int i = 0; i < leaves.length; i++) {
        double[] greek = Arrays.copyOfRange(expected, (i + 1) * size, (i + 2) * size);
        Agreement.check("greek " + i, greek, Torch.doubles(greeks.get(i)));
      }
    }
  }

  private Tensor prices() {
    Tensor share = leaves[0];
    Tensor strike = leaves[1];
    Tensor rate = leaves[2];
    Tensor volatility = leaves[3];
    Tensor years = leaves[4];
    Tensor deviation = volatility.mul(years.sqrt());
    Tensor drift = volatility.mul(volatility).mul(half).add(rate).mul(years);
    Tensor d1 = share.div(strike).log().add(drift).div(deviation);
    Tensor discounted = strike.mul(rate.neg().mul(years).exp());
    return share.mul(normal(d1)).sub(discounted.mul(normal(d1.sub(deviation))));
  }

  private Tensor normal(Tensor x) {
    return x.mul(halfRoot).erf().add(one).mul(half);
  }

  /** By libtorch. */
  @Benchmark
  @Peer(
      value = "libtorch, forward and backward",
      goals = {@Goal(at = "4096", ratio = 1 / 8.0), @Goal(at = "1000000", ratio = 1 / 4.5)})
  public long libtorch() {
    try (PointerScope scope = new PointerScope()) {
      return Torch.gradients(prices().sum(), leaves).size();
    }
  }
}

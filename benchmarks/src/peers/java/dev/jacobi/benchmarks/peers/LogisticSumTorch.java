package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.LogisticSum;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The logistic loss, as written and by the function that libtorch has for it. */
@PeersOf(LogisticSum.class)
@State(Scope.Benchmark)
public class LogisticSumTorch {

  /** The number of elements. */
  @Param({"4096", "1000000"})
  public int size;

  private final Scalar one = new Scalar(1.0);
  private Tensor x = new Tensor();
  private Tensor y = new Tensor();

  /** Copies the inputs, and compares both with the loop. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    x = Torch.leaf(LogisticSum.margins(size), size);
    y = Tensor.create(LogisticSum.labels(size), size);
    double[] expected = new double[size];
    double value = LogisticSum.at(LogisticSum.margins(size), LogisticSum.labels(size), expected);
    try (PointerScope scope = new PointerScope()) {
      for (Tensor loss : new Tensor[] {written(), softplus()}) {
        Agreement.check("value", value, loss.item_double());
        Agreement.check("gradient", expected, Torch.doubles(Torch.gradients(loss, x).get(0)));
      }
    }
  }

  private Tensor written() {
    return y.neg().mul(x).exp().add(one).log().sum();
  }

  private Tensor softplus() {
    return torch.softplus(y.neg().mul(x)).sum();
  }

  private double walk(Tensor loss) {
    return loss.item_double() + Torch.gradients(loss, x).size();
  }

  /** As written. */
  @Benchmark
  @Peer(
      value = "libtorch, as written",
      goals = {@Goal(at = "4096", ratio = 1 / 5.0), @Goal(at = "1000000", ratio = 1 / 3.0)})
  public double libtorch() {
    try (PointerScope scope = new PointerScope()) {
      return walk(written());
    }
  }

  /** With a function of its own. */
  @Benchmark
  @Peer("libtorch, softplus")
  public double libtorchSoftplus() {
    try (PointerScope scope = new PointerScope()) {
      return walk(softplus());
    }
  }
}

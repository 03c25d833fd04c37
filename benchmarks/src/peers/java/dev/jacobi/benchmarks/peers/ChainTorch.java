package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.Chain;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The chain, each operation over the whole array. */
@PeersOf(Chain.class)
@State(Scope.Benchmark)
public class ChainTorch {

  /** The number of elements. */
  @Param("10000000")
  public int size;

  private final Scalar threeHalves = new Scalar(1.5);
  private final Scalar quarter = new Scalar(0.25);
  private final Scalar two = new Scalar(2.0);
  private final Scalar half = new Scalar(0.5);
  private final Scalar one = new Scalar(1.0);
  private final Scalar least = new Scalar(1.25);
  private Tensor x = new Tensor();

  /** Copies the input, and compares both with the loop. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    double[] elements = Chain.elements(size);
    x = Tensor.create(elements, size);
    double[] expected = new double[size];
    Chain.map(elements, expected);
    try (PointerScope scope = new PointerScope()) {
      Agreement.check("value", expected, Torch.doubles(chain()));
      Agreement.check("value in place", expected, Torch.doubles(chainInPlace()));
    }
  }

  private Tensor chain() {
    Tensor y = x.mul(threeHalves);
    y = then(y, u -> u.add(quarter));
    y = then(y, u -> u.mul(x));
    y = then(y, u -> u.sub(two));
    y = then(y, Tensor::abs);
    y = then(y, u -> u.mul(half));
    y = then(y, u -> u.add(one));
    return then(y, u -> u.clamp_min(least));
  }

  /** Frees what is not needed any more, as a program in Python does by leaving it. */
  private static Tensor then(Tensor x, UnaryOperator<Tensor> operation) {
    try (x) {
      return operation.apply(x);
    }
  }

  private Tensor chainInPlace() {
    Tensor square = x.mul(threeHalves).add_(quarter).mul_(x).sub_(two);
    return square.abs_().mul_(half).add_(one).clamp_min_(least);
  }

  /** With a new array for each operation, as gradients need them. */
  @Benchmark
  @Peer(value = "libtorch", goals = @Goal(ratio = 1 / 7.0))
  public long libtorch() {
    try (PointerScope scope = new PointerScope()) {
      return chain().numel();
    }
  }

  /** In the array of the first result. */
  @Benchmark
  @Peer("libtorch, in place after the first operation")
  public long libtorchInPlace() {
    try (PointerScope scope = new PointerScope()) {
      return chainInPlace().numel();
    }
  }
}

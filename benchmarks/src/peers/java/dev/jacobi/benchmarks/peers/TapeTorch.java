package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.EagerTape;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tiny tensors in libtorch. About 2 µs of an operation are the Java binding's. */
@PeersOf(EagerTape.class)
@State(Scope.Benchmark)
public class TapeTorch {

  private final Tensor x = Torch.leaf(EagerTape.x(), 2, 2);
  private final Tensor w = Torch.leaf(EagerTape.w(), 2, 2);

  /** Compares with the handwritten tape. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    double[][] expected = EagerTape.expected();
    try (PointerScope scope = new PointerScope()) {
      TensorVector found = walk();
      Agreement.check("by x", expected[0], Torch.doubles(found.get(0)));
      Agreement.check("by w", expected[1], Torch.doubles(found.get(1)));
    }
  }

  private TensorVector walk() {
    Tensor y = x;
    for (int i = 0; i < EagerTape.REPEATS; i++) {
      y = y.mul(w).add(x);
    }
    return Torch.gradients(y.sum(), x, w);
  }

  /** By libtorch. */
  @Benchmark
  @OperationsPerInvocation(EagerTape.OPERATIONS)
  @Peer(value = "libtorch through JavaCPP", goals = @Goal(ratio = 0.03))
  public long libtorch() {
    try (PointerScope scope = new PointerScope()) {
      return walk().size();
    }
  }
}

package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.LogisticRegression;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The logistic regression in libtorch, as written and by the function it has for the loss. */
@PeersOf(LogisticRegression.class)
@State(Scope.Benchmark)
public class RegressionTorch {

  /** The number of rows. */
  @Param("100000")
  public int rows;

  private final Scalar one = new Scalar(1.0);
  private Tensor x = new Tensor();
  private Tensor minusY = new Tensor();
  private Tensor w = new Tensor();

  /** Copies the matrix, and compares both with the loops. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    double[] matrix = LogisticRegression.matrix(rows);
    double[] labels = LogisticRegression.labels(rows);
    double[] weights = LogisticRegression.weights();
    x = Tensor.create(matrix, rows, LogisticRegression.COLUMNS);
    minusY = Tensor.create(labels, rows).neg();
    w = Torch.leaf(weights, LogisticRegression.COLUMNS);
    double[] expected = new double[LogisticRegression.COLUMNS];
    double value = LogisticRegression.at(matrix, labels, weights, expected);
    try (PointerScope scope = new PointerScope()) {
      for (Tensor loss : new Tensor[] {written(), softplus()}) {
        Agreement.check("value", value, loss.item_double());
        Agreement.check("gradient", expected, Torch.doubles(Torch.gradients(loss, w).get(0)));
      }
    }
  }

  private Tensor written() {
    return minusY.mul(x.mv(w)).exp().add(one).log().sum();
  }

  private Tensor softplus() {
    return torch.softplus(minusY.mul(x.mv(w))).sum();
  }

  private double walk(Tensor loss) {
    return loss.item_double() + Torch.gradients(loss, w).size();
  }

  /** As written. */
  @Benchmark
  @Peer(value = "libtorch, as written", goals = @Goal(ratio = 0.5))
  public double libtorch() {
    try (PointerScope scope = new PointerScope()) {
      return walk(written());
    }
  }

  /** With a function of its own. */
  @Benchmark
  @Peer(value = "libtorch, softplus", goals = @Goal(ratio = 0.5))
  public double libtorchSoftplus() {
    try (PointerScope scope = new PointerScope()) {
      return walk(softplus());
    }
  }
}

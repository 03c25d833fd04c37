package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.Network;
import dev.jacobi.benchmarks.tensor.Perceptron;
import dev.jacobi.benchmarks.tensor.Samples;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A step of learning with libtorch; weights are updated in place. */
@PeersOf(Perceptron.class)
@State(Scope.Benchmark)
public class PerceptronTorch {

  /** Widths and batch. */
  @Param({"784-256-128-10x128", "784-128-10x64", "784-512-10x256"})
  public String network = "";

  /** Whether a step of gradient descent is taken. */
  @Param({"gradient", "sgd"})
  public String step = "";

  private final Scalar rate = new Scalar(-Network.RATE);
  private Tensor images = new Tensor();
  private Tensor labels = new Tensor();
  private Tensor[] parameters = {};

  /** Copies the network, and compares with plain loops. */
  @Setup
  public void prepare() {
    Torch.threads(1);
    Network shape = new Network(network);
    images = Tensor.create(Samples.floats(shape.images()), shape.batch(), shape.width(0));
    labels = Tensor.create(shape.labels(), shape.batch());
    parameters = new Tensor[2 * shape.layers()];
    for (int i = 0; i < parameters.length; i++) {
      float[] elements = Samples.floats(shape.parameters().get(i));
      long in = shape.width(i / 2);
      long out = shape.width(i / 2 + 1);
      parameters[i] = i % 2 == 0 ? Torch.leaf(elements, in, out) : Torch.leaf(elements, out);
    }
    Network.Slope expected = shape.slope();
    try (PointerScope scope = new PointerScope()) {
      Tensor loss = loss();
      Agreement.check("loss", new double[] {expected.loss()}, Torch.floats(loss));
      TensorVector found = Torch.gradients(loss, parameters);
      for (int i = 0; i < parameters.length; i++) {
        double[] slope = expected.gradients().get(i);
        Agreement.check("gradient " + i, slope, Torch.floats(found.get(i)));
      }
    }
  }

  private Tensor loss() {
    Tensor x = images;
    for (int i = 0; i < parameters.length; i += 2) {
      x = torch.addmm(parameters[i + 1], x, parameters[i]);
      x = i + 2 < parameters.length ? x.relu() : x;
    }
    return torch.cross_entropy_loss(x, labels);
  }

  /** By libtorch. */
  @Benchmark
  @Peer(value = "libtorch", goals = @Goal(ratio = 1 / 1.15))
  public float libtorch() {
    try (PointerScope scope = new PointerScope()) {
      Tensor loss = loss();
      TensorVector slopes = Torch.gradients(loss, parameters);
      if (step.equals("sgd")) {
        descend(slopes);
      }
      return loss.item_float();
    }
  }

  private void descend(TensorVector slopes) {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < parameters.length; i++) {
        parameters[i].add_(slopes.get(i), rate);
      }
    }
  }
}

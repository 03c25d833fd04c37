package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.Product;
import dev.jacobi.benchmarks.tensor.Samples;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The matrix product of libtorch, into a result that is there already. */
@PeersOf(Product.class)
@State(Scope.Benchmark)
public class ProductTorch {

  /** The number of rows and columns. */
  @Param({"64", "128", "256", "512", "1024", "2048"})
  public int size;

  /** The element type. */
  @Param({"f64", "f32"})
  public String type = "";

  /** How many threads may be used. */
  @Param({"1", "2"})
  public int threads;

  private Tensor left = new Tensor();
  private Tensor right = new Tensor();
  private Tensor result = new Tensor();

  /** Copies the matrices, and compares. */
  @Setup
  public void prepare() {
    Torch.threads(threads);
    Product.Matrices matrices = new Product.Matrices(size);
    left = matrix(matrices.left);
    right = matrix(matrices.right);
    result = left.clone();
    libtorch();
    if (type.equals("f64")) {
      matrices.check(Torch.doubles(result));
    } else {
      matrices.check(Torch.floats(result));
    }
  }

  private Tensor matrix(double[] elements) {
    return type.equals("f64")
        ? Tensor.create(elements, size, size)
        : Tensor.create(Samples.floats(elements), size, size);
  }

  /** By libtorch. */
  @Benchmark
  @Peer(
      value = "libtorch",
      goals = {@Goal(at = "f64", ratio = 1), @Goal(at = "f32", ratio = 1 / 0.92)})
  public Tensor libtorch() {
    try (PointerScope scope = new PointerScope()) {
      torch.mm_out(result, left, right);
      return result;
    }
  }
}

package dev.jacobi.benchmarks.peers;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The little that all measurements of libtorch share. Whatever a call makes is made in a {@link
 * org.bytedeco.javacpp.PointerScope}, which frees it when the call ends: left to the garbage
 * collector, temporaries pile up and libtorch pays for fresh pages.
 */
final class Torch {

  private Torch() {}

  /** Says how many threads it may use, to it and to its OpenBLAS, which does not listen to it. */
  static void threads(int threads) {
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
    if (torch.get_num_threads() != threads) {
      throw new AssertionError("libtorch uses " + torch.get_num_threads() + " threads");
    }
  }

  static Tensor leaf(double[] elements, long... shape) {
    return Tensor.create(elements, shape).set_requires_grad(true);
  }

  static Tensor leaf(float[] elements, long... shape) {
    return Tensor.create(elements, shape).set_requires_grad(true);
  }

  static double[] doubles(Tensor tensor) {
    double[] elements = new double[(int) tensor.numel()];
    try (DoublePointer data = new DoublePointer(tensor.contiguous().data_ptr())) {
      data.get(elements);
    }
    return elements;
  }

  static float[] floats(Tensor tensor) {
    float[] elements = new float[(int) tensor.numel()];
    try (FloatPointer data = new FloatPointer(tensor.contiguous().data_ptr())) {
      data.get(elements);
    }
    return elements;
  }

  /** The derivatives of a scalar, nothing accumulated anywhere. */
  static TensorVector gradients(Tensor output, Tensor... leaves) {
    return torch.grad(new TensorVector(output), new TensorVector(leaves));
  }
}

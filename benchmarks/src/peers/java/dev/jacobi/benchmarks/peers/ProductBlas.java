package dev.jacobi.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.jacobi.benchmarks.Floor;
import dev.jacobi.benchmarks.Goal;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.benchmarks.PeersOf;
import dev.jacobi.benchmarks.tensor.Product;
import dev.jacobi.benchmarks.tensor.Samples;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The matrix product of OpenBLAS, on memory of its own side. */
@PeersOf(Product.class)
@State(Scope.Benchmark)
public class ProductBlas {

  /** Multiply-adds in one call, few enough that compiled code soon takes over. */
  private static final long PIECE = 64 * 64 * 64;

  /** The number of rows and columns. */
  @Param({"64", "128", "256", "512", "1024", "2048"})
  public int size;

  /** The element type. */
  @Param({"f64", "f32"})
  public String type = "";

  /** How many threads may be used. */
  @Param({"1", "2"})
  public int threads;

  private final DoublePointer[] doubles = new DoublePointer[3];
  private final FloatPointer[] floats = new FloatPointer[3];

  /** Copies the matrices, and compares. */
  @Setup
  public void prepare() {
    openblas_nolapack.blas_set_num_threads(threads);
    Product.Matrices matrices = new Product.Matrices(size);
    double[] result = new double[size * size];
    double[][] operands = {matrices.left, matrices.right, result};
    for (int i = 0; i < operands.length; i++) {
      doubles[i] = new DoublePointer(operands[i]);
      floats[i] = new FloatPointer(Samples.floats(operands[i]));
    }
    openblas();
    if (type.equals("f64")) {
      doubles[2].get(result);
      matrices.check(result);
    } else {
      float[] found = new float[size * size];
      floats[2].get(found);
      matrices.check(found);
    }
  }

  /** By OpenBLAS. */
  @Benchmark
  @Peer(
      value = "OpenBLAS",
      goals = {@Goal(at = "f64", ratio = 1), @Goal(at = "f32", ratio = 1 / 0.92)})
  public void openblas() {
    int n = size;
    int no = CblasNoTrans;
    if (type.equals("f64")) {
      DoublePointer[] m = doubles;
      cblas_dgemm(CblasRowMajor, no, no, n, n, n, 1, m[0], n, m[1], n, 0, m[2], n);
    } else {
      FloatPointer[] m = floats;
      cblas_sgemm(CblasRowMajor, no, no, n, n, n, 1, m[0], n, m[1], n, 0, m[2], n);
    }
  }

  /** As many fused multiply-adds, in registers alone, on one thread; a thread's share of them. */
  @Benchmark
  @Floor("its multiply-adds at the peak of the processor")
  public double peak() {
    long fmas = (long) size * size * size / threads;
    double sum = 0;
    for (long done = 0; done < fmas; done += PIECE) {
      long next = Math.min(PIECE, fmas - done);
      sum += type.equals("f64") ? FmaPeak.doubles(next) : FmaPeak.floats(next);
    }
    return sum;
  }
}

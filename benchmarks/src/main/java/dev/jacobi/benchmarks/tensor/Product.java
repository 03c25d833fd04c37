package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Routine;
import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The product of two square matrices. */
@Case(
    value = "matmul",
    work = "product of two square matrices of so many rows, f64 and f32, with one and two threads",
    tiny = "5")
@State(Scope.Benchmark)
public class Product {

  /** The number of rows and columns. */
  @Param({"64", "128", "256", "512", "1024", "2048"})
  public int size;

  /** The element type. */
  @Param({"f64", "f32"})
  public String type = "f64";

  /** How many threads may be used. */
  @Param({"1", "2"})
  public int threads;

  private Bound jacobi = () -> {};

  /** Two matrices, from one seed. */
  public static final class Matrices {

    /** The number of rows and columns. */
    public final int size;

    /** The left operand, by rows. */
    public final double[] left;

    /** The right operand, by rows. */
    public final double[] right;

    /** Of so many rows. Elements are multiples of 1/256, so that f32 holds them exactly. */
    public Matrices(int size) {
      this.size = size;
      left = rounded(Samples.uniform(31, size * size, -1, 1));
      right = rounded(Samples.uniform(32, size * size, -1, 1));
    }

    private static double[] rounded(double[] elements) {
      for (int i = 0; i < elements.length; i++) {
        elements[i] = Math.rint(elements[i] * 256) / 256;
      }
      return elements;
    }

    /** Compares a product with inner products, in at most 64 places. */
    public void check(double[] found) {
      Agreement.check("product", inner(), at(found));
    }

    /** Compares a product in floats with inner products, in at most 64 places. */
    public void check(float[] found) {
      double[] wide = new double[found.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = found[i];
      }
      Agreement.check("product", inner(), Samples.floats(at(wide)));
    }

    private int place(int i) {
      return (int) (i * 7919L % ((long) size * size));
    }

    private int places() {
      return Math.min(64, size * size);
    }

    private double[] at(double[] product) {
      double[] some = new double[places()];
      for (int i = 0; i < some.length; i++) {
        some[i] = product[place(i)];
      }
      return some;
    }

    private double[] inner() {
      double[] some = new double[places()];
      for (int i = 0; i < some.length; i++) {
        int row = place(i) / size;
        int column = place(i) % size;
        for (int k = 0; k < size; k++) {
          some[i] += left[row * size + k] * right[k * size + column];
        }
      }
      return some;
    }
  }

  /** Compiles, and compares with inner products. */
  @Setup
  public void prepare() {
    Matrices matrices = new Matrices(size);
    DType dtype = type.equals("f64") ? DType.F64 : DType.F32;
    TensorType square = new TensorType(dtype, Shape.of(size, size));
    Routine routine =
        Routine.of("C = A @ B", dtype, Map.of("A", square, "B", square), List.of("C"));
    double[] a = matrices.left;
    double[] b = matrices.right;
    if (dtype == DType.F64) {
      double[] c = new double[a.length];
      jacobi = routine.bind(Map.of("A", a, "B", b, "C", c));
      jacobi.run();
      matrices.check(c);
    } else {
      float[] c = new float[a.length];
      jacobi = routine.bind(Map.of("A", Samples.floats(a), "B", Samples.floats(b), "C", c));
      jacobi.run();
      matrices.check(c);
    }
  }

  /** By Jacobi. */
  @Benchmark
  public void jacobi() {
    jacobi.run();
  }
}

package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Floor;
import dev.jacobi.benchmarks.Peer;
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

/** Cheap operations on a large array: bound by memory, when they are fused. */
@Case(
    value = "chain-8",
    work =
        "maximum(abs((x*1.5 + 0.25)*x - 2)*0.5 + 1, 1.25), eight operations, over so many doubles;"
            + " to reach: 1.25 times its memory traffic",
    tiny = "33")
@State(Scope.Benchmark)
public class Chain {

  /** The number of elements. */
  @Param("10000000")
  public int size;

  private double[] x = {};
  private double[] result = {};
  private Bound jacobi = () -> {};

  /** Compiles, and compares with the loop. */
  @Setup
  public void prepare() {
    x = elements(size);
    result = new double[size];
    jacobi =
        Routine.of(
                "y = maximum(abs((x*1.5 + 0.25)*x - 2)*0.5 + 1, 1.25)",
                DType.F64,
                Map.of("x", new TensorType(DType.F64, Shape.of(size))),
                List.of("y"))
            .bind(Map.of("x", x, "y", result));
    double[] expected = new double[size];
    map(x, expected);
    Agreement.check("value", expected, jacobi());
  }

  /** Between −2 and 2. */
  public static double[] elements(int size) {
    return Samples.uniform(21, size, -2, 2);
  }

  /** All eight operations in one loop. */
  public static void map(double[] x, double[] result) {
    for (int i = 0; i < x.length; i++) {
      double u = (x[i] * 1.5 + 0.25) * x[i] - 2;
      result[i] = Math.max(Math.abs(u) * 0.5 + 1, 1.25);
    }
  }

  /** By Jacobi. */
  @Benchmark
  public double[] jacobi() {
    jacobi.run();
    return result;
  }

  /** By a loop into an array that is there already. */
  @Benchmark
  @Peer("handwritten Java, one loop, output reused")
  public double[] handwritten() {
    map(x, result);
    return result;
  }

  /** Reads and writes as much. */
  @Benchmark
  @Floor("a copy of the input to the output")
  public double[] copy() {
    System.arraycopy(x, 0, result, 0, x.length);
    return result;
  }
}

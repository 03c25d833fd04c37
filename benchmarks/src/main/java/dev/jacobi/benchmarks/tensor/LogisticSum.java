package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
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

/** The logistic loss of many margins, with its gradient. */
@Case(
    value = "logistic-sum",
    work = "Σ log(1 + exp(−y·x)) over so many elements and its gradient by x, f64",
    tiny = "9")
@State(Scope.Benchmark)
public class LogisticSum {

  /** The number of elements. */
  @Param({"4096", "1000000"})
  public int size;

  private double[] x = {};
  private double[] y = {};
  private double[] gradient = {};
  private final double[] sum = {0};
  private Bound jacobi = () -> {};

  /** Compiles, and compares with the loop. */
  @Setup
  public void prepare() {
    x = margins(size);
    y = labels(size);
    gradient = new double[size];
    TensorType type = new TensorType(DType.F64, Shape.of(size));
    jacobi =
        Routine.of(
                "f = sum(log(1 + exp(-y*x))); g = grad(f, x)",
                DType.F64,
                Map.of("x", type, "y", type),
                List.of("f", "g"))
            .bind(Map.of("x", x, "y", y, "f", sum, "g", gradient));
    double[] expected = new double[size];
    double value = at(x, y, expected);
    Agreement.check("value", value, jacobi());
    Agreement.check("gradient", expected, gradient);
  }

  /** Between −3 and 3. */
  public static double[] margins(int size) {
    return Samples.uniform(11, size, -3, 3);
  }

  /** −1 and 1. */
  public static double[] labels(int size) {
    return Samples.signs(12, size);
  }

  /** Value and gradient as a loop. */
  public static double at(double[] x, double[] y, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double e = Math.exp(-y[i] * x[i]);
      sum += Math.log(1 + e);
      gradient[i] = -y[i] * e / (1 + e);
    }
    return sum;
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    jacobi.run();
    return sum[0];
  }

  /** By a loop. */
  @Benchmark
  @Peer("handwritten Java, a loop with Math")
  public double handwritten() {
    return at(x, y, gradient);
  }
}

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The loss of a logistic regression over a tall matrix, with its gradient. */
@Case(
    value = "logistic-regression",
    work = "Σ log(1 + exp(−y∘Xw)) and its gradient by w, X of so many rows and 96 columns, f64",
    tiny = "11")
@State(Scope.Benchmark)
public class LogisticRegression {

  /** The number of columns. */
  public static final int COLUMNS = 96;

  /** The number of rows. */
  @Param("100000")
  public int rows;

  private double[] x = {};
  private double[] y = {};
  private double[] gradient = {};
  private double[] w = {};
  private final double[] sum = {0};
  private Bound jacobi = () -> {};

  /** Compiles, and compares with the loop. */
  @Setup
  public void prepare() {
    x = matrix(rows);
    y = labels(rows);
    w = weights();
    gradient = new double[COLUMNS];
    Map<String, TensorType> types =
        Map.of(
            "X", new TensorType(DType.F64, Shape.of(rows, COLUMNS)),
            "y", new TensorType(DType.F64, Shape.of(rows)),
            "w", new TensorType(DType.F64, Shape.of(COLUMNS)));
    jacobi =
        Routine.of(
                "f = sum(log(1 + exp(-y*(X @ w)))); g = grad(f, w)",
                DType.F64,
                types,
                List.of("f", "g"))
            .bind(Map.of("X", x, "y", y, "w", w, "f", sum, "g", gradient));
    double[] expected = new double[COLUMNS];
    double value = at(x, y, w, expected);
    Agreement.check("value", value, jacobi());
    Agreement.check("gradient", expected, gradient);
  }

  /** The matrix, by rows. */
  public static double[] matrix(int rows) {
    return Samples.uniform(41, rows * COLUMNS, -1, 1);
  }

  /** −1 and 1. */
  public static double[] labels(int rows) {
    return Samples.signs(42, rows);
  }

  /** Small ones. */
  public static double[] weights() {
    return Samples.uniform(43, COLUMNS, -0.3, 0.3);
  }

  /** Value and gradient, one pass over the matrix. */
  public static double at(double[] x, double[] y, double[] w, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int row = 0; row < y.length; row++) {
      int start = row * COLUMNS;
      double e = Math.exp(-y[row] * inner(x, start, w));
      sum += Math.log(1 + e);
      double slope = -y[row] * e / (1 + e);
      for (int i = 0; i < COLUMNS; i++) {
        gradient[i] += slope * x[start + i];
      }
    }
    return sum;
  }

  /** With four sums at a time, which run side by side. */
  private static double inner(double[] x, int start, double[] w) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < COLUMNS; i += 4) {
      a += x[start + i] * w[i];
      b += x[start + i + 1] * w[i + 1];
      c += x[start + i + 2] * w[i + 2];
      d += x[start + i + 3] * w[i + 3];
    }
    return a + b + (c + d);
  }

  /** By Jacobi. */
  @Benchmark
  public double jacobi() {
    jacobi.run();
    return sum[0];
  }

  /** By loops, one pass. */
  @Benchmark
  @Peer("handwritten Java, loops, one pass")
  public double handwritten() {
    return at(x, y, w, gradient);
  }

  /** Reads the matrix. */
  @Benchmark
  @Floor("one pass over X, summing in eight places")
  public double read() {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int i = 0; i + 7 < x.length; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    return a + b + c + d + e + f + g + h;
  }
}

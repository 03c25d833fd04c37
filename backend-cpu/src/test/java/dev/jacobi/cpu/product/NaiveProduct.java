package dev.jacobi.cpu.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

/** A case of a product with its operands, and what three plain loops make of it. */
record NaiveProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {

  private static final double[] AWKWARD = {
    0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300
  };

  /** Where operands lie: dense, transposed, slices of more. */
  enum Layout {
    DENSE,
    TRANSPOSED,
    SLICE,
    TRANSPOSED_SLICE,
    EVERY_OTHER;

    Matrix matrix(boolean wide, int rows, int columns, double[] values) {
      int gap = ordinal() >= 2 ? 3 : 0;
      int step = this == EVERY_OTHER ? 2 : 1;
      boolean transposed = this == TRANSPOSED || this == TRANSPOSED_SLICE;
      int pitch = (transposed ? rows : columns) * step + gap;
      int size = gap + (transposed ? columns : rows) * pitch;
      Object elements = wide ? new double[size] : new float[size];
      Matrix matrix =
          new Matrix(elements, gap, transposed ? step : pitch, transposed ? pitch : step);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          set(matrix, i, j, values[i * columns + j]);
        }
      }
      return matrix;
    }
  }

  static NaiveProduct of(
      boolean wide, int m, int n, int k, Layout left, Layout right, boolean awkward, long seed) {
    Random random = new Random(seed);
    Layout rows = random.nextBoolean() ? Layout.DENSE : Layout.SLICE;
    return new NaiveProduct(
        m,
        n,
        k,
        left.matrix(wide, m, k, values(random, m * k, awkward)),
        right.matrix(wide, k, n, values(random, k * n, awkward)),
        rows.matrix(wide, m, n, values(random, m * n, false)),
        random.nextBoolean());
  }

  private static double[] values(Random random, int size, boolean awkward) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      boolean odd = awkward && random.nextInt(20) == 0;
      values[i] =
          odd ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextGaussian() * (1 + i % 3);
    }
    return values;
  }

  static double get(Matrix matrix, int i, int j) {
    int at = matrix.at(i, j);
    return matrix.elements() instanceof double[] doubles
        ? doubles[at]
        : ((float[]) matrix.elements())[at];
  }

  private static void set(Matrix matrix, int i, int j, double value) {
    if (matrix.elements() instanceof double[] doubles) {
      doubles[matrix.at(i, j)] = value;
    } else {
      ((float[]) matrix.elements())[matrix.at(i, j)] = (float) value;
    }
  }

  double[] expected() {
    double[] result = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        result[i * n + j] = element(i, j);
      }
    }
    return result;
  }

  private double element(int i, int j) {
    double start = accumulate ? get(c, i, j) : 0;
    if (a.isWide()) {
      double sum = start;
      for (int p = 0; p < k; p++) {
        sum = Math.fma(get(a, i, p), get(b, p, j), sum);
      }
      return sum;
    }
    float sum = (float) start;
    for (int p = 0; p < k; p++) {
      sum = Math.fma((float) get(a, i, p), (float) get(b, p, j), sum);
    }
    return sum;
  }

  /** Computes C, and compares it bit for bit; what lies between its rows must not change. */
  void check(Product product) {
    double[] expected = expected();
    Object before = clone(c.elements());
    product.multiply(m, n, k, a, b, c, accumulate);
    Matrix old = new Matrix(before, c.start(), c.row(), c.column());
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double actual = get(c, i, j);
        if (Double.doubleToLongBits(expected[i * n + j]) != Double.doubleToLongBits(actual)) {
          assertEquals(expected[i * n + j], actual, "element (" + i + ", " + j + ") of " + this);
        }
        set(old, i, j, actual);
      }
    }
    boolean same =
        before instanceof double[] doubles
            ? java.util.Arrays.equals(doubles, (double[]) c.elements())
            : java.util.Arrays.equals((float[]) before, (float[]) c.elements());
    assertEquals(true, same, "what lies beside C changed: " + this);
  }

  private static Object clone(Object array) {
    return array instanceof double[] doubles ? doubles.clone() : ((float[]) array).clone();
  }

  @Override
  public String toString() {
    return (a.isWide() ? "f64 " : "f32 ")
        + m
        + "x"
        + k
        + " by "
        + k
        + "x"
        + n
        + (accumulate ? " added" : "")
        + " with strides "
        + a.row()
        + ","
        + a.column()
        + " "
        + b.row()
        + ","
        + b.column();
  }
}

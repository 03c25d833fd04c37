package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Axes;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of products over shared axes, brought to a batch of plain matrix products. Each element of
 * the result begins at 0 and adds its products with fma, the summed axes ascending in the order
 * they have in the left operand; integers are exact or a diagnostic.
 */
final class Contraction {

  /** With fewer products than this, operands are read where they lie. */
  private static final long WORTH_ARRANGING = 512;

  /** Rows shorter than this are computed element by element. */
  private static final int SHORT = 4;

  private final Op.Contract op;
  private final Tensor left;
  private final Tensor right;
  private final int batch;
  private final int m;
  private final int k;
  private final int n;

  private Contraction(Op.Contract op, Tensor left, Tensor right) {
    this.op = op;
    this.left = left;
    this.right = right;
    batch = extent(op.shared());
    m = extent(op.rows());
    k = extent(op.summed());
    n = extent(op.columns());
  }

  private int extent(Axes axes) {
    int extent = 1;
    for (int i = 0; i < axes.count(); i++) {
      extent *= extent(axes, i);
    }
    return extent;
  }

  private int extent(Axes axes, int i) {
    int own = axes.left(i);
    return own >= 0 ? left.shape().size(own) : right.shape().size(axes.right(i));
  }

  static Tensor of(Op.Contract op, Tensor left, Tensor right, TensorType type) {
    int size = type.shape().elements();
    if (size == 0 || left.size() == 0 || right.size() == 0) {
      return Tensor.zeros(type);
    }
    Contraction product = new Contraction(op, left, right);
    return product.isSmall() ? product.inPlace(type) : product.arranged(type);
  }

  /** Whether rows, columns and so on are single axes, and so short that copies would not pay. */
  private boolean isSmall() {
    return op.shared().count() <= 1
        && op.rows().count() <= 1
        && op.summed().count() <= 1
        && op.columns().count() <= 1
        && (long) batch * m * k * n < WORTH_ARRANGING;
  }

  private Tensor inPlace(TensorType type) {
    Axes shared = op.shared();
    Axes rows = op.rows();
    Axes summed = op.summed();
    Axes columns = op.columns();
    boolean batched = shared.count() == 1;
    boolean tall = rows.count() == 1;
    boolean deep = summed.count() == 1;
    boolean wide = columns.count() == 1;
    Shape x = left.shape();
    Shape y = right.shape();
    Shape z = type.shape();
    Matrices a =
        new Matrices(
            batched ? x.stride(shared.left(0)) : 0,
            tall ? x.stride(rows.left(0)) : 0,
            deep ? x.stride(summed.left(0)) : 0);
    Matrices b =
        new Matrices(
            batched ? y.stride(shared.right(0)) : 0,
            deep ? y.stride(summed.right(0)) : 0,
            wide ? y.stride(columns.right(0)) : 0);
    Matrices c =
        new Matrices(
            batched ? z.stride(shared.result(0)) : 0,
            tall ? z.stride(rows.result(0)) : 0,
            wide ? z.stride(columns.result(0)) : 0);
    Object result = type.dtype().array(batch * m * n);
    multiply(left, a, right, b, result, c);
    return Tensor.wrap(type, result);
  }

  private Tensor arranged(TensorType type) {
    String shared = op.shared().letters();
    String rows = op.rows().letters();
    String summed = op.summed().letters();
    String columns = op.columns().letters();
    Tensor a = arranged(left, op.left(), shared + rows + summed);
    Tensor b = arranged(right, op.right(), shared + summed + columns);
    Object product = type.dtype().array(type.shape().elements());
    multiply(
        a, Matrices.dense(m, k), b, Matrices.dense(k, n), product, /* c= */ Matrices.dense(m, n));
    List<Dim> dims = new ArrayList<>();
    for (Axes axes : List.of(op.shared(), op.rows(), op.columns())) {
      for (int i = 0; i < axes.count(); i++) {
        dims.add(Dim.of(extent(axes, i)));
      }
    }
    Tensor result = Tensor.wrap(type.withShape(new Shape(dims)), product);
    return arranged(result, shared + rows + columns, op.result());
  }

  /** The tensor with its axes in another order. */
  private static Tensor arranged(Tensor tensor, String letters, String order) {
    if (letters.equals(order)) {
      return tensor;
    }
    if (letters.length() != order.length()) {
      throw new AssertionError("an axis of " + letters + " is neither summed nor kept");
    }
    List<Integer> axes = new ArrayList<>(order.length());
    for (int i = 0; i < order.length(); i++) {
      axes.add(letters.indexOf(order.charAt(i)));
    }
    return Views.permute(tensor, axes);
  }

  /** How far apart neighbouring matrices of a batch, their rows and their columns lie. */
  private record Matrices(int batch, int row, int column) {

    static Matrices dense(int rows, int columns) {
      return new Matrices(rows * columns, columns, 1);
    }
  }

  private void multiply(Tensor x, Matrices a, Tensor y, Matrices b, Object z, Matrices c) {
    switch (x.dtype()) {
      case F64 -> multiply(x.doubles(), a, y.doubles(), b, (double[]) z, c);
      case F32 -> multiply(x.floats(), a, y.floats(), b, (float[]) z, c);
      case I64 -> multiply(x.longs(), a, y.longs(), b, (long[]) z, c);
      case BOOL -> throw new AssertionError(op);
    }
  }

  private void multiply(double[] x, Matrices a, double[] y, Matrices b, double[] z, Matrices c) {
    boolean byRows = b.column() == 1 && c.column() == 1 && n >= SHORT;
    for (int i = 0; i < batch * m; i++) {
      int matrix = i / m;
      int row = i - matrix * m;
      int from = matrix * a.batch() + row * a.row();
      int start = matrix * b.batch();
      int to = matrix * c.batch() + row * c.row();
      for (int p = 0; p < k && byRows; p++) {
        add(x[from + p * a.column()], y, start + p * b.row(), z, to);
      }
      for (int j = 0; j < n && !byRows; j++) {
        z[to + j * c.column()] = dot(x, from, a.column(), y, start + j * b.column(), b.row());
      }
    }
  }

  private void add(double factor, double[] y, int from, double[] z, int to) {
    for (int j = 0; j < n; j++) {
      z[to + j] = Math.fma(factor, y[from + j], z[to + j]);
    }
  }

  private double dot(double[] x, int from, int step, double[] y, int start, int stride) {
    double sum = 0;
    for (int p = 0; p < k; p++) {
      sum = Math.fma(x[from + p * step], y[start + p * stride], sum);
    }
    return sum;
  }

  private void multiply(float[] x, Matrices a, float[] y, Matrices b, float[] z, Matrices c) {
    boolean byRows = b.column() == 1 && c.column() == 1 && n >= SHORT;
    for (int i = 0; i < batch * m; i++) {
      int matrix = i / m;
      int row = i - matrix * m;
      int from = matrix * a.batch() + row * a.row();
      int start = matrix * b.batch();
      int to = matrix * c.batch() + row * c.row();
      for (int p = 0; p < k && byRows; p++) {
        add(x[from + p * a.column()], y, start + p * b.row(), z, to);
      }
      for (int j = 0; j < n && !byRows; j++) {
        z[to + j * c.column()] = dot(x, from, a.column(), y, start + j * b.column(), b.row());
      }
    }
  }

  private void add(float factor, float[] y, int from, float[] z, int to) {
    for (int j = 0; j < n; j++) {
      z[to + j] = Math.fma(factor, y[from + j], z[to + j]);
    }
  }

  private float dot(float[] x, int from, int step, float[] y, int start, int stride) {
    float sum = 0;
    for (int p = 0; p < k; p++) {
      sum = Math.fma(x[from + p * step], y[start + p * stride], sum);
    }
    return sum;
  }

  private void multiply(long[] x, Matrices a, long[] y, Matrices b, long[] z, Matrices c) {
    try {
      for (int i = 0; i < batch * m; i++) {
        int from = i / m * a.batch() + i % m * a.row();
        int start = i / m * b.batch();
        int to = i / m * c.batch() + i % m * c.row();
        for (int j = 0; j < n; j++) {
          z[to + j * c.column()] = dot(x, from, a.column(), y, start + j * b.column(), b.row());
        }
      }
    } catch (ArithmeticException overflow) {
      throw ElementWise.overflow("a product").exception();
    }
  }

  private long dot(long[] x, int from, int step, long[] y, int start, int stride) {
    long sum = 0;
    for (int p = 0; p < k; p++) {
      sum = Math.addExact(sum, Math.multiplyExact(x[from + p * step], y[start + p * stride]));
    }
    return sum;
  }
}

package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/** Reductions over axes, positions of largest elements, and normalisations. */
final class Reductions {

  private Reductions() {}

  static Tensor reduce(Op.Reduce op, Tensor x, TensorType type) {
    Rows rows = new Rows(x, op.axes());
    if (x.dtype() == DType.I64) {
      long[] result = new long[rows.count()];
      for (int i = 0; i < result.length; i++) {
        rows.next();
        result[i] = integers(op.reduction(), rows);
      }
      return Tensor.wrap(type.shape(), result);
    }
    Row row = new Row(x.dtype() == DType.F32);
    double[] result = new double[rows.count()];
    for (int i = 0; i < result.length; i++) {
      rows.next();
      result[i] = row.reduce(op.reduction(), rows.doubles(), rows.offset(), rows.length());
    }
    return Elements.fromDoubles(type, result);
  }

  private static long integers(Reduction reduction, Rows rows) {
    long[] x = rows.longs();
    int end = rows.offset() + rows.length();
    long result =
        switch (reduction) {
          case SUM -> 0;
          case PROD -> 1;
          default -> x[rows.offset()];
        };
    try {
      for (int i = rows.offset(); i < end; i++) {
        result =
            switch (reduction) {
              case SUM -> Math.addExact(result, x[i]);
              case PROD -> Math.multiplyExact(result, x[i]);
              case MAX, AMAX -> Math.max(result, x[i]);
              case MIN, AMIN -> Math.min(result, x[i]);
              case NORM, LOGSUMEXP, ANY, ALL ->
                  throw new AssertionError(reduction + " of integers");
            };
      }
    } catch (ArithmeticException overflow) {
      throw ElementWise.overflow(reduction.text()).exception();
    }
    return result;
  }

  static Tensor argMax(Op.ArgMax op, Tensor x, TensorType type) {
    Rows rows = new Rows(x, List.of(x.shape().axis(op.axis())));
    long[] result = new long[rows.count()];
    for (int i = 0; i < result.length; i++) {
      rows.next();
      result[i] = x.dtype() == DType.I64 ? firstLargestInteger(rows) : firstLargest(rows);
    }
    return Tensor.wrap(type.shape(), result);
  }

  private static int firstLargest(Rows rows) {
    double[] x = rows.doubles();
    int start = rows.offset();
    int best = 0;
    for (int i = 0; i < rows.length(); i++) {
      double value = x[start + i];
      if (Double.isNaN(value)) {
        return i;
      }
      best = value > x[start + best] ? i : best;
    }
    return best;
  }

  private static int firstLargestInteger(Rows rows) {
    long[] x = rows.longs();
    int start = rows.offset();
    int best = 0;
    for (int i = 1; i < rows.length(); i++) {
      best = x[start + i] > x[start + best] ? i : best;
    }
    return best;
  }

  static Tensor normalize(Op.Normalize op, Tensor x) {
    Rows rows = new Rows(x, List.of(x.shape().axis(op.axis())));
    Row row = new Row(x.dtype() == DType.F32);
    double[] result = new double[x.size()];
    for (int i = 0; i < rows.count(); i++) {
      rows.next();
      rows.put(
          row.normalize(op.normalization(), rows.doubles(), rows.offset(), rows.length()), result);
    }
    return Elements.fromDoubles(x.type(), result);
  }
}

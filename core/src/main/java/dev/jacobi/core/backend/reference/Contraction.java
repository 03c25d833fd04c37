package dev.jacobi.core.backend.reference;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A sum of products over shared axes, brought to a batch of plain matrix products. Each element of
 * the result begins at 0 and adds its products with fma, the summed axes ascending in the order
 * they have in the left operand; integers are exact or a diagnostic.
 */
final class Contraction {

  private final Map<Character, Integer> extents = new HashMap<>();
  private final String shared;
  private final String rows;
  private final String columns;
  private final String summed;
  private final Op.Contract op;

  private Contraction(Op.Contract op, Tensor left, Tensor right) {
    this.op = op;
    bind(op.left(), left);
    bind(op.right(), right);
    shared = letters(op.result(), true, true);
    rows = letters(op.result(), true, false);
    columns = letters(op.result(), false, true);
    summed = kept(letters(op.left(), true, true), letter -> op.result().indexOf(letter) < 0);
  }

  private void bind(String letters, Tensor operand) {
    int[] sizes = operand.shape().sizes();
    for (int axis = 0; axis < sizes.length; axis++) {
      extents.put(letters.charAt(axis), sizes[axis]);
    }
  }

  /** The letters that occur, or do not, in the operands. */
  private String letters(String from, boolean inLeft, boolean inRight) {
    return kept(
        from,
        letter ->
            op.left().indexOf(letter) >= 0 == inLeft && op.right().indexOf(letter) >= 0 == inRight);
  }

  private static String kept(String letters, IntPredicate fits) {
    return letters.chars().filter(fits).mapToObj(Character::toString).collect(Collectors.joining());
  }

  private int[] extents(String letters) {
    return letters.chars().map(letter -> extents.getOrDefault((char) letter, 1)).toArray();
  }

  private int extent(String letters) {
    return Arrays.stream(extents(letters)).reduce(1, (x, y) -> x * y);
  }

  static Tensor of(Op.Contract op, Tensor left, Tensor right, TensorType type) {
    int size = type.shape().elements();
    if (size == 0 || left.size() == 0 || right.size() == 0) {
      return Tensor.zeros(type);
    }
    Contraction plan = new Contraction(op, left, right);
    Tensor a = arranged(left, op.left(), plan.shared + plan.rows + plan.summed);
    Tensor b = arranged(right, op.right(), plan.shared + plan.summed + plan.columns);
    String order = plan.shared + plan.rows + plan.columns;
    Object product = type.dtype().array(size);
    plan.multiply(a, b, product);
    long[] sizes = Arrays.stream(plan.extents(order)).asLongStream().toArray();
    Tensor result = Tensor.wrap(type.withShape(Shape.of(sizes)), product);
    return arranged(result, order, op.result());
  }

  /** The tensor with its axes in another order. */
  private static Tensor arranged(Tensor tensor, String letters, String order) {
    if (letters.equals(order)) {
      return tensor;
    }
    if (letters.length() != order.length()) {
      throw new AssertionError("an axis of " + letters + " is neither summed nor kept");
    }
    return Views.permute(tensor, order.chars().map(letters::indexOf).boxed().toList());
  }

  private void multiply(Tensor a, Tensor b, Object product) {
    int batch = extent(shared);
    int m = extent(rows);
    int k = extent(summed);
    int n = extent(columns);
    for (int i = 0; i < batch * m; i++) {
      int other = i / m * k * n;
      switch (a.dtype()) {
        case F64 -> row(a.doubles(), i * k, b.doubles(), other, (double[]) product, i * n, k, n);
        case F32 -> row(a.floats(), i * k, b.floats(), other, (float[]) product, i * n, k, n);
        case I64 -> row(a.longs(), i * k, b.longs(), other, (long[]) product, i * n, k, n);
        case BOOL -> throw new AssertionError(op);
      }
    }
  }

  private static void row(
      double[] a, int as, double[] b, int bs, double[] c, int cs, int k, int n) {
    if (n == 1) {
      double sum = 0;
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[as + p], b[bs + p], sum);
      }
      c[cs] = sum;
      return;
    }
    for (int p = 0; p < k; p++) {
      double factor = a[as + p];
      int from = bs + p * n;
      for (int j = 0; j < n; j++) {
        c[cs + j] = Math.fma(factor, b[from + j], c[cs + j]);
      }
    }
  }

  private static void row(float[] a, int as, float[] b, int bs, float[] c, int cs, int k, int n) {
    for (int p = 0; p < k; p++) {
      float factor = a[as + p];
      int from = bs + p * n;
      for (int j = 0; j < n; j++) {
        c[cs + j] = Math.fma(factor, b[from + j], c[cs + j]);
      }
    }
  }

  private static void row(long[] a, int as, long[] b, int bs, long[] c, int cs, int k, int n) {
    try {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          long product = Math.multiplyExact(a[as + p], b[bs + p * n + j]);
          c[cs + j] = Math.addExact(c[cs + j], product);
        }
      }
    } catch (ArithmeticException overflow) {
      throw ElementWise.overflow("a product").exception();
    }
  }
}

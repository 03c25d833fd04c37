package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static dev.jacobi.core.definition.Samples.floats;
import static dev.jacobi.core.definition.Samples.ramp;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionsTest {

  private static final Eager EAGER = new Eager();

  private static Tensor reduce(Reduction reduction, Tensor x, Integer... axes) {
    return EAGER.apply(new Op.Reduce(reduction, List.of(axes), false), List.of(x));
  }

  /** The documented tree, said in another way: a complete binary tree of blocks, lanes in it. */
  private static double tree(Tensor x) {
    int blocks = Math.max(1, (x.size() + 127) / 128);
    return joined(x, 0, Integer.highestOneBit(Math.max(1, 2 * blocks - 1)), blocks);
  }

  private static double joined(Tensor x, int from, int width, int blocks) {
    if (width == 1) {
      double[] lanes = new double[8];
      for (int i = from * 128; i < Math.min(from * 128 + 128, x.size()); i++) {
        lanes[i % 8] = rounded(x, lanes[i % 8] + x.getDouble(i));
      }
      double left = rounded(x, rounded(x, lanes[0] + lanes[1]) + rounded(x, lanes[2] + lanes[3]));
      double right = rounded(x, rounded(x, lanes[4] + lanes[5]) + rounded(x, lanes[6] + lanes[7]));
      return rounded(x, left + right);
    }
    int half = width / 2;
    double left = joined(x, from, half, blocks);
    return from + half < blocks ? rounded(x, left + joined(x, from + half, half, blocks)) : left;
  }

  private static double rounded(Tensor x, double value) {
    return x.dtype() == DType.F32 ? (float) value : value;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 7, 8, 9, 127, 128, 129, 255, 256, 257, 384, 385, 640, 1000, 100_003})
  void theSumsTreeIsTheDocumentedOne(int size) {
    Tensor x = ramp(size);
    assertEquals(tree(x), reduce(Reduction.SUM, x, 0).item());
    Tensor single = x.cast(DType.F32);
    assertEquals(tree(single), reduce(Reduction.SUM, single, 0).item());
  }

  @Test
  void aSumHasTheSameBitsWhereverItsElementsLie() {
    Tensor rows = ramp(3, 1000);
    Tensor columns = EAGER.transpose(rows);
    assertEquals(reduce(Reduction.SUM, rows, 1), reduce(Reduction.SUM, columns, 0));
    Tensor cube = ramp(5, 7, 11);
    Tensor moved = EAGER.permute(cube, List.of(1, 0, 2));
    assertEquals(reduce(Reduction.SUM, cube, 0, 2), reduce(Reduction.SUM, moved, 1, 2));
  }

  @Test
  void axesAreReducedAndKept() {
    Tensor x = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertEquals(Tensor.vector(5.0, 7, 9), reduce(Reduction.SUM, x, 0));
    assertEquals(Tensor.vector(6.0, 15), reduce(Reduction.SUM, x, 1));
    assertEquals(Tensor.scalar(21), reduce(Reduction.SUM, x, 0, 1));
    assertEquals(Tensor.vector(6.0, 120), reduce(Reduction.PROD, x, 1));
    assertEquals(Tensor.vector(4.0, 5, 6), reduce(Reduction.MAX, x, 0));
    assertEquals(Tensor.vector(1.0, 4), reduce(Reduction.AMIN, x, 1));
    assertEquals(
        Tensor.matrix(new double[][] {{6}, {15}}),
        EAGER.reduce(Reduction.SUM, x, List.of(1), true));
  }

  @Test
  void aMiddleAxisIsReduced() {
    Tensor x = Tensor.of(Shape.of(2, 3, 2), 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertEquals(Tensor.matrix(new double[][] {{9, 12}, {27, 30}}), reduce(Reduction.SUM, x, 1));
    assertEquals(Tensor.vector(36.0, 42), reduce(Reduction.SUM, x, 0, 1));
    assertEquals(Tensor.vector(21.0, 57), reduce(Reduction.SUM, x, 1, 2));
  }

  @Test
  void nanWinsInMaxAndMin() {
    Tensor x = Tensor.vector(1, NaN, POSITIVE_INFINITY);
    for (Reduction reduction :
        List.of(Reduction.MAX, Reduction.AMAX, Reduction.MIN, Reduction.AMIN)) {
      assertEquals(Tensor.scalar(NaN), reduce(reduction, x, 0), reduction.text());
    }
    assertEquals(
        Tensor.scalar(NEGATIVE_INFINITY),
        reduce(Reduction.MAX, Tensor.vector(NEGATIVE_INFINITY, NEGATIVE_INFINITY), 0));
  }

  @Test
  void nothingGivesTheIdentityOrADiagnostic() {
    Tensor empty = Tensor.of(Shape.of(2, 0), new double[0]);
    assertEquals(Tensor.vector(0.0, 0), reduce(Reduction.SUM, empty, 1));
    assertEquals(Tensor.vector(1.0, 1), reduce(Reduction.PROD, empty, 1));
    assertEquals(
        Tensor.vector(NEGATIVE_INFINITY, NEGATIVE_INFINITY), reduce(Reduction.LOGSUMEXP, empty, 1));
    assertEquals(Tensor.vector(new double[0]), reduce(Reduction.MAX, empty, 0));
    assertDiagnostic(
        "shape/empty",
        "max of no elements: axis 1 of f64[2, 0] is empty",
        () -> reduce(Reduction.MAX, empty, 1));
    assertDiagnostic(
        "shape/empty",
        "argmax of no elements: axis 1 of f64[2, 0] is empty",
        () -> EAGER.apply(new Op.ArgMax(1), List.of(empty)));
    Tensor truths = Tensor.of(Shape.of(0), new boolean[0]);
    assertEquals(0, reduce(Reduction.ANY, truths, 0).getLong(0));
    assertEquals(1, reduce(Reduction.ALL, truths, 0).getLong(0));
  }

  @Test
  void truthValuesAreJoined() {
    Tensor x = Tensor.of(Shape.of(2, 2), true, false, true, true);
    assertEquals(Tensor.of(Shape.of(2), true, true), reduce(Reduction.ANY, x, 1));
    assertEquals(Tensor.of(Shape.of(2), false, true), reduce(Reduction.ALL, x, 1));
    assertEquals(Tensor.of(Shape.of(2), true, false), reduce(Reduction.ALL, x, 0));
  }

  @Test
  void integersAreReducedExactly() {
    Tensor x = Tensor.integers(Shape.of(2, 2), 1L << 60, 1, -5, 3);
    assertEquals(Tensor.integers((1L << 60) + 1, -2), reduce(Reduction.SUM, x, 1));
    assertEquals(Tensor.integers(1L << 60, -15), reduce(Reduction.PROD, x, 1));
    assertEquals(Tensor.integers(1L << 60, 3), reduce(Reduction.MAX, x, 0));
    assertEquals(Tensor.integers(-5L, 1), reduce(Reduction.MIN, x, 0));
    assertDiagnostic(
        "integer/overflow",
        "the result of prod does not fit a 64-bit integer",
        () -> reduce(Reduction.PROD, Tensor.integers(1L << 62, 2), 0));
  }

  @Test
  void logSumExpDoesNotOverflow() {
    double two = StrictMath.log(2);
    assertEquals(1000 + two, reduce(Reduction.LOGSUMEXP, Tensor.vector(1000.0, 1000), 0).item());
    assertEquals(-1000 + two, reduce(Reduction.LOGSUMEXP, Tensor.vector(-1000.0, -1000), 0).item());
    assertEquals(
        NEGATIVE_INFINITY,
        reduce(Reduction.LOGSUMEXP, Tensor.vector(NEGATIVE_INFINITY, NEGATIVE_INFINITY), 0).item());
    assertEquals(
        POSITIVE_INFINITY,
        reduce(Reduction.LOGSUMEXP, Tensor.vector(1, POSITIVE_INFINITY), 0).item());
    assertEquals(NaN, reduce(Reduction.LOGSUMEXP, Tensor.vector(POSITIVE_INFINITY, NaN), 0).item());
    assertEquals(Tensor.vector(3.0, NaN), reduce(Reduction.LOGSUMEXP, Tensor.vector(3.0, NaN)));
  }

  @Test
  void argMaxTakesTheFirstLargestOrTheFirstNan() {
    Tensor x = Tensor.matrix(new double[][] {{1, 3, 3}, {NaN, 5, NaN}, {-0.0, 0, -1}, {2, NaN, 9}});
    assertEquals(Tensor.integers(1L, 0, 0, 1), EAGER.apply(new Op.ArgMax(1), List.of(x)));
    assertEquals(Tensor.integers(1L, 3, 1), EAGER.apply(new Op.ArgMax(0), List.of(x)));
    assertEquals(
        Tensor.integers(Shape.SCALAR, new long[] {2}),
        EAGER.apply(new Op.ArgMax(0), List.of(Tensor.integers(1L, 3, Long.MAX_VALUE))));
    assertEquals(
        Tensor.integers(Shape.SCALAR, new long[] {1}),
        EAGER.apply(new Op.ArgMax(0), List.of(floats(1, 3, 2))));
  }

  @Test
  void softmaxSumsToOneAndDoesNotOverflow() {
    Op softmax = new Op.Normalize(Normalization.SOFTMAX, 1);
    Tensor x =
        Tensor.matrix(
            new double[][] {
              {1000, 1000}, {0, NEGATIVE_INFINITY}, {NEGATIVE_INFINITY, NEGATIVE_INFINITY}, {1, NaN}
            });
    assertEquals(
        Tensor.matrix(new double[][] {{0.5, 0.5}, {1, 0}, {NaN, NaN}, {NaN, NaN}}),
        EAGER.apply(softmax, List.of(x)));
    Op logSoftmax = new Op.Normalize(Normalization.LOG_SOFTMAX, 1);
    double half = -StrictMath.log(2);
    assertEquals(
        Tensor.matrix(
            new double[][] {{half, half}, {0, NEGATIVE_INFINITY}, {NaN, NaN}, {NaN, NaN}}),
        EAGER.apply(logSoftmax, List.of(x)));
  }

  @Test
  void softmaxAlongALeadingAxisIsThatOfTheTranspose() {
    Tensor x = ramp(9, 4);
    for (Normalization normalization : Normalization.values()) {
      Tensor rows = EAGER.apply(new Op.Normalize(normalization, 1), List.of(x));
      Tensor columns = EAGER.apply(new Op.Normalize(normalization, 0), List.of(EAGER.transpose(x)));
      assertEquals(EAGER.transpose(rows), columns);
    }
  }

  @Test
  void normalisationsInF32RoundEachStep() {
    float e = (float) StrictMath.exp(-1);
    float sum = e + 1f;
    Tensor x = floats(1, 2);
    assertEquals(
        floats(e / sum, 1 / sum),
        EAGER.apply(new Op.Normalize(Normalization.SOFTMAX, 0), List.of(x)));
    float logarithm = (float) StrictMath.log(sum);
    assertEquals(
        floats(-1 - logarithm, -logarithm),
        EAGER.apply(new Op.Normalize(Normalization.LOG_SOFTMAX, 0), List.of(x)));
    assertEquals(
        Tensor.floats(Shape.SCALAR, new float[] {2 + logarithm}),
        reduce(Reduction.LOGSUMEXP, x, 0));
  }
}

package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static dev.jacobi.core.definition.Samples.floats;
import static dev.jacobi.core.definition.Samples.ramp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementWiseTest {

  private static final Eager EAGER = new Eager();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 127, 128, 129, 511, 512, 513, 1000})
  void everySizeIsWhatTheLoopGives(int size) {
    Tensor x = ramp(size);
    Tensor y = EAGER.times(x, x);
    double[] sum = new double[size];
    for (int i = 0; i < size; i++) {
      sum[i] = x.getDouble(i) + y.getDouble(i);
    }
    assertEquals(Tensor.vector(sum), EAGER.plus(x, y));
    double[] sine = new double[size];
    for (int i = 0; i < size; i++) {
      double angle = x.getDouble(i);
      sine[i] = ScalarOp.SIN.function().apply(angle, angle, angle);
    }
    assertEquals(Tensor.vector(sine), EAGER.map(ScalarOp.SIN, x));
  }

  @ParameterizedTest
  @EnumSource(ScalarOp.class)
  void everyOperationIsItsCatalogueFunction(ScalarOp op) {
    boolean logical = op.kind() == ScalarKind.LOGICAL;
    Tensor[] operands = new Tensor[op.arity()];
    for (int i = 0; i < operands.length; i++) {
      double low = op.domains().get(i).low();
      double high = op.domains().get(i).high();
      Tensor tensor = Tensor.vector(low, (low + high) / 2, high, low / 2 + high / 2, high, low);
      boolean truth = logical || (op == ScalarOp.WHERE && i == 0);
      operands[i] = truth ? tensor.cast(DType.BOOL) : tensor;
    }
    Tensor result = EAGER.apply(new Op.Map(op), List.of(operands));
    for (int i = 0; i < result.size(); i++) {
      double[] x = new double[3];
      for (int k = 0; k < operands.length; k++) {
        x[k] = operands[k].getDouble(i);
      }
      assertEquals(op.function().apply(x[0], x[1], x[2]), result.getDouble(i));
    }
    assertEquals(op.resultType(logical ? DType.BOOL : DType.F64), result.dtype());
  }

  @Test
  void operandsBroadcast() {
    Tensor matrix = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor row = Tensor.vector(10.0, 20, 30);
    Tensor column = Tensor.matrix(new double[][] {{100}, {200}});
    assertEquals(
        Tensor.matrix(new double[][] {{11, 22, 33}, {14, 25, 36}}), EAGER.plus(matrix, row));
    assertEquals(
        Tensor.matrix(new double[][] {{101, 102, 103}, {204, 205, 206}}),
        EAGER.plus(column, matrix));
    assertEquals(
        Tensor.matrix(new double[][] {{110, 120, 130}, {210, 220, 230}}), EAGER.plus(column, row));
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4, 6}, {8, 10, 12}}),
        EAGER.times(Tensor.scalar(2), matrix));
  }

  @Test
  void longBroadcastRowsCrossTheWindow() {
    int rows = 300;
    int columns = 7;
    Tensor row = ramp(columns);
    Tensor matrix = EAGER.broadcast(Tensor.scalar(1), Shape.of(rows, columns));
    Tensor sum = EAGER.plus(row, matrix);
    for (int i = 0; i < sum.size(); i++) {
      assertEquals(row.getDouble(i % columns) + 1, sum.getDouble(i));
    }
  }

  @Test
  void emptyBroadcastsToEmpty() {
    Tensor empty = Tensor.of(Shape.of(0, 3), new double[0]);
    assertEquals(empty, EAGER.plus(empty, Tensor.vector(1.0, 2, 3)));
    assertEquals(empty, EAGER.plus(empty, Tensor.scalar(1)));
  }

  @Test
  void f32RoundsOnce() {
    Tensor x = floats(0.1f, 1e38f, 16777216f, 3f);
    Tensor y = floats(0.2f, 1e38f, 1f, 7f);
    assertEquals(floats(0.1f + 0.2f, 2e38f, 16777216f, 10f), EAGER.plus(x, y));
    assertEquals(floats(0.1f * 0.2f, 1e38f * 1e38f, 16777216f, 21f), EAGER.times(x, y));
    assertEquals(floats(0.1f / 0.2f, 1f, 16777216f, 3f / 7f), EAGER.div(x, y));
    assertEquals(floats((float) Math.exp(0.1f)), EAGER.map(ScalarOp.EXP, floats(0.1f)));
  }

  @Test
  void comparisonsGiveTruthValues() {
    Tensor x = Tensor.vector(1.0, 2, Double.NaN);
    Tensor y = Tensor.vector(2.0, 2, 2);
    Shape shape = Shape.of(3);
    assertEquals(Tensor.of(shape, true, false, false), EAGER.map(ScalarOp.LT, x, y));
    assertEquals(Tensor.of(shape, true, false, true), EAGER.map(ScalarOp.NE, x, y));
    assertEquals(Tensor.of(shape, false, false, true), EAGER.map(ScalarOp.ISNAN, x));
    Tensor less = EAGER.map(ScalarOp.LT, x, y);
    assertEquals(Tensor.of(shape, false, true, true), EAGER.map(ScalarOp.NOT, less));
  }

  @Test
  void whereLetsNothingOfTheOtherSideThrough() {
    Tensor condition = Tensor.of(Shape.of(2), true, false);
    Tensor bad = Tensor.vector(Double.NaN, Double.NaN);
    Tensor good = Tensor.vector(1.0, 2);
    assertEquals(Tensor.vector(1.0, Double.NaN), EAGER.where(condition, good, bad));
    assertEquals(
        Tensor.integers(1L, 20),
        EAGER.where(condition, Tensor.integers(1L, 2), Tensor.integers(10L, 20)));
    assertEquals(
        Tensor.of(Shape.of(2), true, true),
        EAGER.where(condition, condition, EAGER.map(ScalarOp.NOT, condition)));
  }

  @Test
  void integersAreExact() {
    Tensor big = Tensor.integers(1L << 53, (1L << 53) + 1);
    Tensor one = Tensor.integers(Shape.SCALAR, new long[] {1});
    assertEquals(Tensor.integers((1L << 53) + 1, (1L << 53) + 2), EAGER.plus(big, one));
    Tensor limit = Tensor.integers(Shape.SCALAR, new long[] {1L << 53});
    assertEquals(Tensor.of(Shape.of(2), false, true), EAGER.map(ScalarOp.GT, big, limit));
  }

  @Test
  void integerOverflowIsADiagnostic() {
    Tensor big = Tensor.integers(1L, Long.MAX_VALUE);
    assertDiagnostic(
        "integer/overflow",
        "the result of multiply does not fit a 64-bit integer",
        () -> EAGER.times(big, big));
  }
}

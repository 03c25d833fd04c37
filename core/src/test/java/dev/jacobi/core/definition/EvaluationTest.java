package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static dev.jacobi.core.definition.Samples.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Eager EAGER = new Eager();

  @Test
  void constantsAreRoundedOnce() {
    // 1 + 2^-24 + 2^-60: through double it would be a tie, and go down to 1.
    Rational value =
        Rational.ONE
            .plus(Rational.TWO.pow(-24).orElseThrow())
            .plus(Rational.TWO.pow(-60).orElseThrow());
    assertEquals(Math.nextUp(1f), EAGER.constant(value, DType.F32).getDouble(0));
    assertEquals(1.0 / 3, EAGER.constant(Rational.of(1, 3), DType.F64).item());
    assertEquals((float) Math.PI, EAGER.constant(NamedConstant.PI, DType.F32).getDouble(0));
    assertEquals(Long.MAX_VALUE, EAGER.constant(Long.MAX_VALUE, DType.I64).getLong(0));
    assertEquals(DType.BOOL, EAGER.constant(1, DType.BOOL).dtype());
    assertDiagnostic(
        "integer/constant",
        "1/3 is not a 64-bit integer",
        () -> EAGER.constant(Rational.of(1, 3), DType.I64));
    assertDiagnostic(
        "integer/constant",
        "inf is not a 64-bit integer",
        () -> EAGER.constant(NamedConstant.INFINITY, DType.I64));
  }

  @Test
  void castsRoundCutAndTest() {
    Tensor x = Tensor.vector(1.9, -1.9, 0.1);
    assertEquals(Tensor.integers(1L, -1, 0), EAGER.cast(x, DType.I64));
    assertEquals(floats(1.9f, -1.9f, 0.1f), EAGER.cast(x, DType.F32));
    assertEquals(Tensor.of(Shape.of(3), true, true, true), EAGER.cast(x, DType.BOOL));
    assertEquals(Tensor.vector(1.0, 0), EAGER.cast(Tensor.of(Shape.of(2), true, false), DType.F64));
  }

  @Test
  void dataAndDetachGiveTheTensorItself() {
    Tensor x = Tensor.vector(1.0, 2);
    assertSame(x, EAGER.data(x));
    assertSame(x, EAGER.apply(new Op.Detach(), List.of(x)));
  }

  @Test
  void iotaCounts() {
    assertEquals(Tensor.integers(0L, 1, 2), EAGER.apply(new Op.Iota(Dim.of(3)), List.of()));
    assertEquals(Tensor.integers(new long[0]), EAGER.apply(new Op.Iota(Dim.of(0)), List.of()));
  }

  @Test
  void sizeOfNeedsASize() {
    assertEquals(Tensor.scalar(3), EAGER.apply(new Op.SizeOf(Dim.of(3), DType.F64), List.of()));
    assertDiagnostic(
        "shape/unbound",
        "the size of dimension n is not known here",
        () -> EAGER.apply(new Op.SizeOf(Dim.named("n"), DType.F64), List.of()));
  }

  @Test
  void typesAreCheckedBeforeValues() {
    assertDiagnostic(
        "shape/mismatch",
        "operands of + have shapes [2] and [3], which do not broadcast: axis -1 has 2 and 3",
        () -> EAGER.plus(Tensor.vector(1.0, 2), Tensor.vector(1.0, 2, 3)));
    assertDiagnostic(
        "type/operands",
        "sin does not take operands of types [i64[1]]",
        () -> EAGER.map(ScalarOp.SIN, Tensor.integers(1L)));
  }

  @Test
  void noTensorIsALiteral() {
    assertTrue(EAGER.literal(Tensor.scalar(0)).isEmpty());
  }
}

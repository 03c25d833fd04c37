package dev.jacobi.core.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TensorTest {

  /** Java's literals 1 and 2 must not choose the element type. */
  @Test
  void numbersWithoutAPointMakeDoubles() {
    assertEquals(DType.F64, Tensor.vector(1, 2).dtype());
    assertEquals(DType.F64, Tensor.of(Shape.of(2), 1, 2).dtype());
    assertEquals(DType.I64, Tensor.integers(1, 2).dtype());
    assertEquals(Tensor.integers(1, 2), Tensor.integers(Shape.of(2), 1, 2));
    assertEquals(DType.F32, Tensor.floats(Shape.of(2), 1, 2).dtype());
  }
}

package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final Eager EAGER = new Eager();
  private static final Tensor MATRIX = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void gatherPicksAlongAnAxis() {
    Tensor positions = Tensor.integers(2L, 0, -1, 0);
    assertEquals(
        Tensor.matrix(new double[][] {{3, 1, 3, 1}, {6, 4, 6, 4}}),
        EAGER.apply(new Op.Gather(1), List.of(MATRIX, positions)));
    assertEquals(
        Tensor.matrix(new double[][] {{4, 5, 6}, {4, 5, 6}, {1, 2, 3}}),
        EAGER.apply(new Op.Gather(0), List.of(MATRIX, Tensor.integers(1L, -1, -2))));
    Tensor square = Tensor.integers(Shape.of(2, 2), 0L, 1, 1, 0);
    assertEquals(
        Tensor.of(Shape.of(2, 2, 2), 1.0, 2, 2, 1, 4, 5, 5, 4),
        EAGER.apply(new Op.Gather(1), List.of(MATRIX, square)));
    Tensor scalar = Tensor.integers(Shape.SCALAR, new long[] {1});
    assertEquals(Tensor.vector(2.0, 5), EAGER.apply(new Op.Gather(1), List.of(MATRIX, scalar)));
  }

  @Test
  void gatherOfNothing() {
    Tensor none = Tensor.integers(new long[0]);
    assertEquals(
        Tensor.of(Shape.of(2, 0), new double[0]),
        EAGER.apply(new Op.Gather(1), List.of(MATRIX, none)));
    Tensor empty = Tensor.of(Shape.of(0), new double[0]);
    assertEquals(Tensor.vector(new double[0]), EAGER.apply(new Op.Gather(0), List.of(empty, none)));
    assertDiagnostic(
        "index/range",
        "index 0 is out of bounds for dimension 0 with size 0",
        () -> EAGER.apply(new Op.Gather(0), List.of(empty, Tensor.integers(0L))));
  }

  @Test
  void positionsOutOfRangeAreNamed() {
    assertEquals(
        "use an index from -3 to 2",
        assertDiagnostic(
                "index/range",
                "index 3 is out of bounds for dimension 1 with size 3",
                () -> EAGER.apply(new Op.Gather(1), List.of(MATRIX, Tensor.integers(3L))))
            .hint());
    assertDiagnostic(
        "index/range",
        "index -3 is out of bounds for dimension 0 with size 2",
        () -> EAGER.apply(new Op.Gather(0), List.of(MATRIX, Tensor.integers(-3L))));
    assertDiagnostic(
        "index/range",
        "index -9223372036854775808 is out of bounds for dimension 0 with size 2",
        () -> EAGER.apply(new Op.Gather(0), List.of(MATRIX, Tensor.integers(Long.MIN_VALUE))));
  }

  @Test
  void scatterAddIsTheAdjointOfGather() {
    Tensor x = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor positions = Tensor.integers(3L, 0, -1);
    assertEquals(
        Tensor.matrix(new double[][] {{2, 0, 0, 4}, {5, 0, 0, 10}}),
        EAGER.apply(new Op.ScatterAdd(1, Dim.of(4)), List.of(x, positions)));
    assertEquals(
        Tensor.matrix(new double[][] {{5, 7, 9}}),
        EAGER.apply(new Op.ScatterAdd(0, Dim.of(1)), List.of(x, Tensor.integers(0L, 0))));
    Tensor none = Tensor.of(Shape.of(0), new double[0]);
    assertEquals(
        Tensor.vector(0.0, 0),
        EAGER.apply(new Op.ScatterAdd(0, Dim.of(2)), List.of(none, Tensor.integers(new long[0]))));
  }

  @Test
  void scatterAddAddsInAscendingOrder() {
    Tensor x = Tensor.vector(1e16, 1.0, -1e16, 1.0);
    Tensor same = Tensor.integers(0L, 0, 0, 0);
    assertEquals(
        Tensor.vector(((1e16 + 1.0) - 1e16) + 1.0),
        EAGER.apply(new Op.ScatterAdd(0, Dim.of(1)), List.of(x, same)));
    Tensor single = Samples.floats(1e8f, 1f, -1e8f, 1f);
    assertEquals(
        Samples.floats(1f), EAGER.apply(new Op.ScatterAdd(0, Dim.of(1)), List.of(single, same)));
    assertEquals(
        Tensor.integers(10L),
        EAGER.apply(new Op.ScatterAdd(0, Dim.of(1)), List.of(Tensor.integers(1L, 2, 3, 4), same)));
    assertDiagnostic(
        "integer/overflow",
        "the result of scatter_add does not fit a 64-bit integer",
        () ->
            EAGER.apply(
                new Op.ScatterAdd(0, Dim.of(1)),
                List.of(Tensor.integers(Long.MAX_VALUE, 1), Tensor.integers(0L, 0))));
  }

  @Test
  void oneHotMarksThePosition() {
    assertEquals(
        Tensor.of(Shape.of(2, 3), false, false, true, true, false, false),
        EAGER.apply(new Op.OneHot(Dim.of(3)), List.of(Tensor.integers(2L, 0))));
    assertEquals(
        Tensor.of(Shape.of(0, 3), new boolean[0]),
        EAGER.apply(new Op.OneHot(Dim.of(3)), List.of(Tensor.integers(new long[0]))));
    for (long label : new long[] {3, 5, -1}) {
      assertDiagnostic(
          "index/range",
          "Target " + label + " is out of bounds: a position in an axis of extent 3 is needed",
          () -> EAGER.apply(new Op.OneHot(Dim.of(3)), List.of(Tensor.integers(label))));
    }
  }
}

package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.ramp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewsTest {

  private static final Eager EAGER = new Eager();

  private static Op.Range range(long start, long step, long count) {
    return new Op.Range(start, step, Dim.of(count));
  }

  @Test
  void broadcastRepeats() {
    Tensor column = Tensor.matrix(new double[][] {{1}, {2}});
    assertEquals(
        Tensor.of(Shape.of(2, 2, 3), 1.0, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2),
        EAGER.broadcast(column, Shape.of(2, 2, 3)));
    assertEquals(Tensor.vector(7.0, 7, 7), EAGER.broadcast(Tensor.scalar(7), Shape.of(3)));
    assertEquals(
        Tensor.of(Shape.of(0), new double[0]), EAGER.broadcast(Tensor.scalar(7), Shape.of(0)));
  }

  @Test
  void reshapeKeepsTheOrder() {
    Tensor x = ramp(3, 4);
    assertEquals(Tensor.of(Shape.of(2, 6), x.doubles()), EAGER.reshape(x, Shape.of(2, 6)));
    assertEquals(Tensor.scalar(5), EAGER.reshape(Tensor.vector(5.0), Shape.SCALAR));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void permuteMovesEveryElement(DType dtype) {
    Tensor x = ramp(2, 3, 4).cast(dtype);
    Tensor y = EAGER.permute(x, List.of(2, 0, 1));
    assertEquals(Shape.of(4, 2, 3), y.shape());
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertEquals(
              x.getDouble((i * 3 + j) * 4 + k), y.getDouble((k * 2 + i) * 3 + j), "" + i + j + k);
        }
      }
    }
    assertEquals(x, EAGER.permute(y, List.of(1, 2, 0)));
  }

  @Test
  void permuteOfNothing() {
    Tensor x = Tensor.of(Shape.of(2, 0, 3), new double[0]);
    assertEquals(Shape.of(3, 2, 0), EAGER.permute(x, List.of(2, 0, 1)).shape());
  }

  @Test
  void slicesTakeRegularParts() {
    Tensor x = Tensor.of(Shape.of(3, 4), 0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertEquals(
        Tensor.of(Shape.of(2, 2), 5.0, 7, 9, 11),
        EAGER.apply(new Op.Slice(List.of(range(1, 1, 2), range(1, 2, 2))), List.of(x)));
    assertEquals(
        Tensor.of(Shape.of(3, 2), 11.0, 8, 7, 4, 3, 0),
        EAGER.apply(new Op.Slice(List.of(range(2, -1, 3), range(3, -3, 2))), List.of(x)));
    assertEquals(
        Tensor.of(Shape.of(3, 1), 2.0, 6, 10),
        EAGER.apply(new Op.Slice(List.of(range(0, 1, 3), range(2, 1, 1))), List.of(x)));
    assertEquals(
        Tensor.of(Shape.of(0, 4), new double[0]),
        EAGER.apply(new Op.Slice(List.of(range(0, 1, 0), range(0, 1, 4))), List.of(x)));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void embedPutsBackWhatASliceTook(DType dtype) {
    List<Op.Range> ranges = List.of(range(2, -2, 2), range(1, 2, 2));
    Tensor x = Tensor.of(Shape.of(3, 4), 0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).cast(dtype);
    Tensor part = EAGER.apply(new Op.Slice(ranges), List.of(x));
    Tensor back = EAGER.apply(new Op.Embed(x.shape(), ranges), List.of(part));
    assertEquals(
        Tensor.of(Shape.of(3, 4), 0.0, 1, 0, 3, 0, 0, 0, 0, 0, 9, 0, 11).cast(dtype), back);
    Tensor nothing = Tensor.zeros(x.type().withShape(Shape.of(0, 2)));
    List<Op.Range> none = List.of(range(0, 1, 0), range(1, 2, 2));
    assertEquals(
        Tensor.zeros(x.type()), EAGER.apply(new Op.Embed(x.shape(), none), List.of(nothing)));
  }

  @Test
  void concatJoinsAlongEachAxis() {
    Tensor a = Tensor.matrix(new double[][] {{1, 2}, {3, 4}});
    Tensor b = Tensor.matrix(new double[][] {{5, 6}});
    assertEquals(
        Tensor.matrix(new double[][] {{1, 2}, {3, 4}, {5, 6}}),
        EAGER.apply(new Op.Concat(0), List.of(a, b)));
    assertEquals(
        Tensor.matrix(new double[][] {{1, 2, 5}, {3, 4, 6}}),
        EAGER.apply(new Op.Concat(1), List.of(a, EAGER.transpose(b))));
    Tensor nothing = Tensor.of(Shape.of(2, 0), new double[0]);
    assertEquals(a, EAGER.apply(new Op.Concat(1), List.of(nothing, a, nothing)));
    assertEquals(a, EAGER.apply(new Op.Concat(0), List.of(a)));
    Tensor empty = Tensor.of(Shape.of(0, 2), new double[0]);
    assertEquals(
        Tensor.of(Shape.of(0, 4), new double[0]),
        EAGER.apply(new Op.Concat(1), List.of(empty, empty)));
  }
}

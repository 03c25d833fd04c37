package dev.jacobi.core.definition;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static dev.jacobi.core.definition.Samples.ramp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractionTest {

  private static final Eager EAGER = new Eager();

  /** Three plain loops. */
  private static Tensor product(Tensor a, Tensor b, int m, int k, int n) {
    double[] result = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a.getDouble(i * k + p), b.getDouble(p * n + j), sum);
        }
        result[i * n + j] = sum;
      }
    }
    return Tensor.wrap(Shape.of(m, n), result);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 3, 4",
    "7, 8, 9",
    "9, 7, 8",
    "1, 128, 1",
    "127, 129, 1",
    "1, 129, 127",
    "128, 1, 129",
    "3, 1000, 2",
    "0, 3, 2",
    "2, 0, 3",
    "3, 2, 0"
  })
  void everyLayoutIsThePlainTripleLoop(int m, int k, int n) {
    Tensor a = ramp(m, k);
    Tensor b = ramp(k, n);
    Tensor expected = product(a, b, m, k, n);
    Tensor at = EAGER.transpose(a);
    Tensor bt = EAGER.transpose(b);
    assertEquals(expected, EAGER.contract(a, b, "ik", "kj", "ij"));
    assertEquals(expected, EAGER.contract(at, b, "ki", "kj", "ij"));
    assertEquals(expected, EAGER.contract(a, bt, "ik", "jk", "ij"));
    assertEquals(expected, EAGER.contract(at, bt, "ki", "jk", "ij"));
    assertEquals(EAGER.transpose(expected), EAGER.contract(a, b, "ik", "kj", "ji"));
    assertEquals(EAGER.transpose(expected), EAGER.contract(bt, at, "jk", "ki", "ji"));
  }

  @Test
  void f32UsesFmaOfFloats() {
    Tensor a = ramp(5, 33).cast(DType.F32);
    Tensor b = ramp(33, 6).cast(DType.F32);
    float[] expected = new float[30];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 6; j++) {
        float sum = 0;
        for (int p = 0; p < 33; p++) {
          sum = Math.fma(a.floats()[i * 33 + p], b.floats()[p * 6 + j], sum);
        }
        expected[i * 6 + j] = sum;
      }
    }
    assertEquals(Tensor.floats(Shape.of(5, 6), expected), EAGER.contract(a, b, "ik", "kj", "ij"));
  }

  @Test
  void vectorsOuterProductsAndDots() {
    Tensor x = Tensor.vector(1.0, 2, 3);
    Tensor y = Tensor.vector(4.0, 5);
    assertEquals(Tensor.scalar(14), EAGER.contract(x, x, "i", "i", ""));
    assertEquals(
        Tensor.matrix(new double[][] {{4, 5}, {8, 10}, {12, 15}}),
        EAGER.contract(x, y, "i", "j", "ij"));
    assertEquals(
        Tensor.matrix(new double[][] {{4, 8, 12}, {5, 10, 15}}),
        EAGER.contract(x, y, "i", "j", "ji"));
    assertEquals(Tensor.vector(1.0, 4, 9), EAGER.contract(x, x, "i", "i", "i"));
    assertEquals(Tensor.vector(2.0, 4, 6), EAGER.contract(Tensor.scalar(2), x, "", "i", "i"));
  }

  @Test
  void batchesAreIndependentProducts() {
    Tensor a = ramp(3, 4, 5);
    Tensor b = ramp(3, 5, 2);
    Tensor all = EAGER.contract(a, b, "bik", "bkj", "bij");
    for (int batch = 0; batch < 3; batch++) {
      Tensor left = part(a, batch, 4, 5);
      Tensor right = part(b, batch, 5, 2);
      assertEquals(product(left, right, 4, 5, 2), part(all, batch, 4, 2));
    }
    Tensor moved = EAGER.contract(EAGER.permute(a, List.of(1, 2, 0)), b, "ikb", "bkj", "jbi");
    assertEquals(EAGER.permute(all, List.of(2, 0, 1)), moved);
  }

  private static Tensor part(Tensor x, int batch, int rows, int columns) {
    double[] elements = new double[rows * columns];
    System.arraycopy(x.doubles(), batch * elements.length, elements, 0, elements.length);
    return Tensor.wrap(Shape.of(rows, columns), elements);
  }

  @Test
  void severalSummedAxesAscendInTheOrderOfTheLeft() {
    Tensor a = ramp(3, 4);
    Tensor b = ramp(4, 3);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        sum = Math.fma(a.getDouble(i * 4 + j), b.getDouble(j * 3 + i), sum);
      }
    }
    assertEquals(sum, EAGER.contract(a, b, "ij", "ji", "").item());
  }

  @Test
  void nothingSummedIsZero() {
    Tensor a = Tensor.of(Shape.of(2, 0), new double[0]);
    assertEquals(
        Tensor.zeros(a.type().withShape(Shape.of(2, 2))), EAGER.contract(a, a, "ik", "jk", "ij"));
  }

  @Test
  void integersAreExactOrADiagnostic() {
    Tensor a = Tensor.integers(Shape.of(1, 2), 1L << 31, 3);
    assertEquals(
        Tensor.integers(Shape.of(1, 1), (1L << 62) + 9), EAGER.contract(a, a, "ik", "jk", "ij"));
    Tensor b = Tensor.integers(Shape.of(1, 2), 1L << 32, 3);
    assertDiagnostic(
        "integer/overflow",
        "the result of a product does not fit a 64-bit integer",
        () -> EAGER.contract(b, b, "ik", "jk", "ij"));
  }
}

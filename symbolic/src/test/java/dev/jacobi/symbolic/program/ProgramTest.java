package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.type.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      1/3 + 1/6                           | 0.5
      2^10                                | 1024.0
      -2^2                                | -4.0
      [1, 2, 3]'                          | [1.0, 2.0, 3.0]
      x = [[1, 2], [3, 4]]; x @ x         | [[7.0, 10.0], [15.0, 22.0]]
      sum([[1, 2], [3, 4]], axis=0)       | [4.0, 6.0]
      1/0                                 | Infinity
      sqrt(2)*[1, 0]                      | [1.4142135623730951, 0.0]
      argmax([3, 1, 4, 1])                | 2
      def f(t) = t*t; f(f(2))             | 16.0
      eye(2)                              | [[1.0, 0.0], [0.0, 1.0]]
      arange(4)[::-1]                     | [3, 2, 1, 0]
      diag([1, 2])                        | [[1.0, 0.0], [0.0, 2.0]]
      trace([[1, 2], [3, 4]])             | 5.0
      einsum("ij,jk->ik", [[1, 2]], [[3], [4]]) | [[11.0]]
      std([1, 2, 3, 4], ddof=0)           | 1.118033988749895
      norm([3, 4])                        | 5.0
      one_hot([0, 2], 3)                  | [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
      1 if 2 > 1 else 0                   | 1.0
      cross_entropy([[1, 2], [3, 4]], [0, 1]) | 0.8132616875182228
      """)
  void valuesOfClosedPrograms(String program, String value) {
    assertEquals(value, Evaluated.value(program).toString());
  }

  @Test
  void derivativesInside() {
    Map<String, Tensor> x = Map.of("x", Tensor.scalar(3));
    assertEquals(
        "48.0",
        Evaluated.value(
                "input x; y = x*x; p = [[1, 1], [1, 1]]; z = 2*y + 2*p*p; vjp(z, x, ones_like(z))",
                x)
            .toString());
    assertEquals("6.0", Evaluated.value("diff(x^2, x)", x).toString());
    assertEquals("18.0", Evaluated.value("hessian(x^3, x)", x).toString());
    assertEquals("54.0", Evaluated.value("jvp(x^3, x, 2)", x).toString());
  }
}

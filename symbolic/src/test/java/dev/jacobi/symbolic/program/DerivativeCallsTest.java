package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.type.Tensor;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeCallsTest {

  private static final Map<String, Tensor> INPUTS =
      Map.of(
          "x", Tensor.scalar(3),
          "v", Tensor.vector(1.0, 2.0, 4.0),
          "P", Tensor.matrix(new double[][] {{1, 1}, {1, 1}}));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      diff(x^3, x)                                                | 27.0
      diff(diff(x^3, x), x)                                       | 18.0
      grad(sum(v*v), v)                                           | [2.0, 4.0, 8.0]
      grad(sum(v*x), [v, x])[1]                                   | 7.0
      grad(sum(v), x)                                             | 0.0
      y = x*x; grad(y*y, y)                                       | 18.0
      y = x*x; vjp(2*y + 2*P*P, x, ones_like(P))                  | 48.0
      y = x*x; vjp(2*y + 2*P*P, P, ones_like(P))                  | [[4.0, 4.0], [4.0, 4.0]]
      y = x*x; z = 2*y + 2*P*P; grad(sum(z), x)                   | 48.0
      y = x*x; z = 2*y + 2*P*P; grad(mean(z), [x, P])[0]          | 12.0
      grad(v*v, v, seed=[1, 0, 1])                                | [2.0, 0.0, 8.0]
      jvp(v*v, v, [1, 0, 1])                                      | [2.0, 0.0, 8.0]
      jvp(v*x, [v, x], [[1, 0, 0], 1])                            | [4.0, 2.0, 4.0]
      jacobian(v*v, v)                                            | [[2.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 8.0]]
      jacobian(x*v, x)                                            | [1.0, 2.0, 4.0]
      jacobian(sum(v)*P, x)                                       | [[0.0, 0.0], [0.0, 0.0]]
      jacobian(P @ P, P)[0, 0]                                    | [[2.0, 1.0], [1.0, 0.0]]
      jacobian(outer(v, v), v)[2, 0]                              | [4.0, 0.0, 1.0]
      hessian(v[0]*v[1]*v[2], v)                                  | [[0.0, 4.0, 2.0], [4.0, 0.0, 1.0], [2.0, 1.0, 0.0]]
      hvp(v[0]*v[1]*v[2], v, [1, 0, 0])                           | [0.0, 4.0, 2.0]
      diff(stop_gradient(x)*x, x)                                 | 3.0
      def f(t) = t*t; def df(t) = diff(f(t), t); df(x)            | 6.0
      a, b = grad(x*sum(v), [x, v]); a*b                          | [21.0, 21.0, 21.0]
      (a,) = grad(x^2, [x]); a                                    | 6.0
      """)
  void derivativesInsideTheLanguage(String program, String value) {
    Map<String, Tensor> used =
        INPUTS.entrySet().stream()
            .filter(input -> program.matches("(?s).*\\b" + input.getKey() + "\\b.*"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    boolean unused = program.equals("grad(sum(v), x)");
    Tensor found = unused ? Evaluated.ofFormulas(program, used) : Evaluated.value(program, used);
    assertEquals(value, found.toString());
  }

  @Test
  void aDerivativeOfNamedDimensionsHoldsForAnySize() {
    String program = "input A: [m, n]; input w: [n]; input b: [m]; loss = mean((A @ w - b)^2); ";
    assertEquals("f64[n]", Evaluated.type(program + "grad(loss, w)").toString());
    assertEquals("f64[m, n]", Evaluated.type(program + "grad(loss, A)").toString());
  }
}

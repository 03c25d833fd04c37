package dev.jacobi.symbolic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NumberFunctionTest {

  private static final Formula MIXED = Formula.parse("y = a*sum(v*v) + b; y").withShape("v", 3);

  @Test
  void aScalarFormulaIsAFunctionOfItsInputs() {
    assertEquals(3, Formula.parse("x*x - 2*x").toFunction("x").applyAsDouble(3));
    assertEquals(7, Formula.parse("x - 3*y").toFunction("x", "y").applyAsDouble(1, -2));
    assertEquals(-5, Formula.parse("x - 3*y").toFunction("y", "x").applyAsDouble(1, -2));
  }

  @Test
  void inputsStandInTheOrderNamed() {
    GradientFunction g = MIXED.valueAndGradient("b", "v", "a");
    double[] gradient = new double[5];
    assertEquals(10 + 2 * 14, g.at(new double[] {10, 1, 2, 3, 2}, gradient));
    assertArrayEquals(new double[] {1, 4, 8, 12, 14}, gradient);
    assertEquals(5, g.size());
  }

  @Test
  void withoutNamesAllInputsStandInTheOrderOfTheProgram() {
    assertEquals("[a, v, b]", MIXED.valueAndGradient().inputs().toString());
    VectorFunction f = Formula.parse("2*[x, y, x + y]").toVectorFunction();
    double[] out = new double[3];
    f.apply(new double[] {1, 5}, out);
    assertArrayEquals(new double[] {2, 10, 12}, out);
    double[] tail = new double[2];
    assertEquals(2, f.head(new double[] {1, 5}, tail));
    assertArrayEquals(new double[] {10, 12}, tail);
  }

  @Test
  void valuesAndGradientsAreThoseOfTensors() {
    GradientFunction g = MIXED.valueAndGradient("a", "v", "b");
    double[] in = {0.3, -1.7, 2.2, 0.1, 5};
    double[] gradient = new double[5];
    double value = g.at(in, gradient);
    ValueAndGradient wanted =
        MIXED.valueAndGradient(
            Map.of(
                "a", Tensor.scalar(0.3),
                "v", Tensor.vector(-1.7, 2.2, 0.1),
                "b", Tensor.scalar(5)),
            Seed.NONE,
            "a",
            "v",
            "b");
    assertEquals(wanted.value().item(), value);
    assertEquals(wanted.by("v"), Tensor.vector(gradient[1], gradient[2], gradient[3]));
  }

  private static void assertRefused(String code, Executable call) {
    DiagnosticException refused = assertThrows(DiagnosticException.class, call);
    assertEquals(code, refused.first().code());
    assertTrue(!refused.first().hint().isEmpty());
  }

  @Test
  void namesAndTypesAreChecked() {
    Formula f = Formula.parse("x*y");
    assertRefused("function/input", () -> f.toFunction("x"));
    assertRefused("function/input", () -> f.toFunction("x", "x"));
    assertRefused("function/input", () -> f.toFunction("x", "z"));
    assertRefused("function/scalar", () -> f.withShape("y", 2).toFunction("x", "y"));
    assertRefused("function/scalar", () -> Formula.parse("[x, x]").toFunction("x"));
    assertRefused("function/type", () -> f.withDType(DType.F32).toVectorFunction());
    assertRefused("derivative/not-scalar", () -> Formula.parse("[x, x]").valueAndGradient("x"));
    Formula unbound = Formula.parse("input v: [n]; sum(v)");
    assertRefused("function/shape", () -> unbound.toVectorFunction());
  }

  @Test
  void lengthsAreChecked() {
    GradientFunction g = MIXED.valueAndGradient("a", "v", "b");
    assertRefused("function/length", () -> g.at(new double[4], new double[5]));
    assertRefused("function/length", () -> g.at(new double[5], new double[6]));
    double[] both = new double[5];
    assertRefused("function/array", () -> g.at(both, both));
    VectorFunction f = MIXED.toVectorFunction();
    assertRefused("function/length", () -> f.at(1));
  }
}

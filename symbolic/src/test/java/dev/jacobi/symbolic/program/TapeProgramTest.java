package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TapeProgramTest {

  private static final Map<String, Tensor> INPUTS =
      Map.of("x", Tensor.scalar(3), "p", Tensor.matrix(new double[][] {{1, 1}, {1, 1}}));

  private static Built<Variable> run(String text) {
    TapeCarrier carrier = new TapeCarrier(new Tape(new Eager()), INPUTS);
    Map<String, dev.jacobi.core.type.TensorType> types =
        Map.of("x", tensorType("x"), "p", tensorType("p"));
    return Program.parse(text).run(carrier, types, DType.F64);
  }

  private static dev.jacobi.core.type.TensorType tensorType(String name) {
    return INPUTS.getOrDefault(name, Tensor.scalar(0)).type();
  }

  private static String grad(Built<Variable> built, String name) {
    Variable input = built.inputs().get(name);
    return input == null ? "no input" : input.grad().toString();
  }

  @Test
  void theThreeSeedsOfTheTextbook() {
    String z = "y = x*x; z = 2*y + 2*p*p; retain_grad(y); ";
    Built<Variable> ones = run(z + "backward(z, ones_like(z))");
    assertEquals("48.0", grad(ones, "x"));
    assertEquals("[[4.0, 4.0], [4.0, 4.0]]", grad(ones, "p"));
    assertEquals("8.0", ones.values().get("y").grad().toString());
    assertEquals("48.0", grad(run(z + "backward(sum(z))"), "x"));
    assertEquals("12.0", grad(run(z + "backward(mean(z))"), "x"));
  }

  @Test
  void gradientsAccumulateUntilTheyAreForgotten() {
    assertEquals("12.0", grad(run("backward(x*x); backward(x*x)"), "x"));
    assertEquals("1.0", grad(run("backward(x*x); zero_grad(x); backward(x)"), "x"));
  }

  @Test
  void gradientsAreValues() {
    Built<Variable> twice = run("y = x^3; (g,) = grad(y, [x], create_graph=true); h = grad(g, x)");
    assertEquals("18.0", twice.result().value().toString());
    assertEquals("6.0", run("backward(x*x); g = grad_of(x)").result().value().toString());
    assertFalse(run("y = x*x; backward(y); g = grad_of(y)").values().containsKey("g"));
  }

  @Test
  void aStatementWithoutValueLeavesTheLastNameTheOutput() {
    assertEquals("y", run("y = x*x; backward(y)").output());
  }

  @Test
  void aMissingValueIsADiagnostic() {
    DiagnosticException found = assertThrows(DiagnosticException.class, () -> run("y = x*w"));
    assertEquals("input/missing", found.first().code());
    assertEquals("1:7", found.first().span().toString());
  }
}

package dev.jacobi.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What seldom stands in a program is read back, too. */
class ProgramParserTest {

  private static Program of(Map<String, Tensor> constants) {
    List<Buffer> buffers = new ArrayList<>();
    Map<String, Program.Output> outputs = new LinkedHashMap<>();
    constants.forEach(
        (name, value) -> {
          Buffer.Source source = new Buffer.Constant(value);
          buffers.add(new Buffer(buffers.size(), value.dtype(), value.size(), source));
          outputs.put(name, new Program.Output(buffers.size() - 1, value.type()));
        });
    return new Program(buffers, List.of(), outputs);
  }

  private static String readBack(Program program) {
    assertEquals(program, Program.parse(program.toString()));
    return program.toString();
  }

  @Test
  void everyElementOfAConstantIsReadBack() {
    double[] doubles = {0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE, 0.1, 1e300};
    float[] floats = {0f, -0f, Float.NaN, Float.MAX_VALUE, -1 / 0f, Float.MIN_VALUE, 0.1f, 1e-9f};
    readBack(of(Map.of("a", Tensor.of(Shape.of(2, 4), doubles))));
    readBack(of(Map.of("a", Tensor.floats(Shape.of(4, 1, 2), floats))));
    readBack(of(Map.of("a", Tensor.integers(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE))));
    readBack(of(Map.of("a", Tensor.of(Shape.of(3), true, false, true), "b", Tensor.scalar(-0.0))));
    readBack(of(Map.of("a", Tensor.of(Shape.of(0, 3), new double[0]))));
  }

  @Test
  void equalElementsInARowAreWrittenOnce() {
    String text = readBack(of(Map.of("a", Tensor.of(Shape.of(6), 1, 1, 1, 1, 2, 1))));
    assertTrue(text.contains("constant [6] 1.0*4 2.0 1.0\n"), text);
  }

  @Test
  void namesMayHoldAnySigns() {
    Map<String, Tensor> named = new LinkedHashMap<>();
    List<String> names =
        List.of(
            "", " ", "two words", "a\"b", "back\\slash", "new\nline", "∂z/∂x", "\ud800", "x = @1");
    names.forEach(name -> named.put(name, Tensor.scalar(named.size())));
    readBack(of(named));
  }

  @Test
  void aConstantForWhichThereIsNoMemoryIsADiagnostic() {
    String text = "@0: f64[2147483639], constant [2147483639] 0*2147483639\n";
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> Program.parse(text));
    assertEquals("kernel/constant", refusal.first().code());
  }

  @Test
  void operationsThatFitNoOperandsAreDiagnostics() {
    String form =
        "@0: i64[2], input x\n@1: i64[2], output\nby definition %s @0: i64[2] -> @1: i64[2]\n";
    assertEquals(1, Program.parse(form.formatted("abs")).steps().size());
    for (String op :
        List.of(
            "",
            "gather axis=0",
            "gather axis=-7",
            "abs axis=1",
            "sum axes=[9]",
            "nothing",
            "permute axes=[0, 0]",
            "slice [0+1*3]",
            "slice [9+-99*2]",
            "slice []",
            "concat axis=3",
            "contract i,j->ij",
            "contract ,->",
            "scatter_add axis=5",
            "one_hot",
            "multiply",
            "embed [0+0*2]",
            "reshape axes=[]",
            "input x",
            "data 3",
            "iota",
            "argmax axis=0")) {
      DiagnosticException refusal =
          assertThrows(DiagnosticException.class, () -> Program.parse(form.formatted(op)), op);
      assertTrue(refusal.first().code().startsWith("kernel/"), refusal::getMessage);
      assertEquals(3, refusal.first().span().line());
    }
  }

  @Test
  void elementTypesAndExtentsAreChecked() {
    for (DType dtype : DType.values()) {
      assertEquals(1, Program.parse("@0: " + dtype + "[7], input x").buffers().size());
    }
    for (String text :
        List.of("@0: f16[7], input x", "@0: f64[-7], input x", "@0: f64[9999999999], input x")) {
      assertThrows(DiagnosticException.class, () -> Program.parse(text), text);
    }
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Runnability;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The text of a program of kernels says all of it, and no other text does harm. */
class ProgramTextTest {

  private static Stream<Scenario> corpus() {
    Stream<Scenario> functions =
        Arrays.stream(ScalarOp.values())
            .flatMap(
                op ->
                    ElementWiseScenarios.types(op).stream()
                        .flatMap(
                            dtype ->
                                Stream.of(
                                        Optional.of(ElementWiseScenarios.values(op, dtype)),
                                        dtype.isFloat()
                                            ? ElementWiseScenarios.derivatives(op, dtype)
                                            : Optional.<Scenario>empty())
                                    .flatMap(Optional::stream)));
    return Stream.of(
            functions,
            TensorScenarios.small(),
            TensorScenarios.layouts(),
            TensorScenarios.reductions(),
            TensorScenarios.products(),
            TensorScenarios.overflows(),
            IntStream.range(0, 60).mapToObj(RandomProgram::scenario))
        .flatMap(scenarios -> scenarios);
  }

  private static Program lower(Scenario scenario) {
    Runnability.require(scenario.graph());
    return Lowering.lower(scenario.graph());
  }

  @TestFactory
  Stream<DynamicTest> everyProgramIsReadBackFromItsText() {
    return corpus()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.name(),
                    () -> {
                      Program program = lower(scenario);
                      String text = program.toString();
                      Program read = Program.parse(text);
                      assertEquals(text, read.toString());
                      assertTrue(program.equals(read), text);
                    }));
  }

  @Test
  void damagedTextIsADiagnosticOrAProgram() {
    List<Scenario> scenarios = corpus().filter(s -> s.name().hashCode() % 23 == 0).toList();
    int refused = 0;
    int tried = 0;
    for (Scenario scenario : scenarios) {
      String text = lower(scenario).toString();
      if (text.length() > 20_000) {
        continue;
      }
      Random random = Samples.random(scenario.name());
      for (int i = 0; i < 40; i++) {
        refused += isRefused(damaged(text, random)) ? 1 : 0;
        tried++;
      }
    }
    assertTrue(tried > 1000, tried + " texts tried");
    assertTrue(refused > tried / 2, refused + " of " + tried + " refused");
  }

  /** Whether a text is refused, by a diagnostic with a place; else it is a program's. */
  private static boolean isRefused(String text) {
    try {
      Program program = Program.parse(text);
      assertEquals(program, Program.parse(program.toString()));
      return false;
    } catch (DiagnosticException refused) {
      Diagnostic first = refused.first();
      assertTrue(first.code().startsWith("kernel/"), first::toString);
      assertFalse(first.span().isNone(), first::toString);
      assertTrue(first.render(text).contains(first.message()));
      return true;
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(text, failure);
    }
  }

  private static final String SIGNS = "@%[](){}:=,+-*\"\\ \n0123456789axFM_.→";

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + 1 + random.nextInt(8));
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int line = random.nextInt(lines.size());
    String sign = SIGNS.substring(random.nextInt(SIGNS.length())).substring(0, 1);
    return switch (random.nextInt(7)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, at) + sign + text.substring(at);
      case 3 -> text.substring(0, at) + sign + text.substring(at + 1);
      case 4 -> {
        lines.remove(line);
        yield String.join("\n", lines);
      }
      case 5 -> {
        lines.add(random.nextInt(lines.size()), lines.get(line));
        yield String.join("\n", lines);
      }
      default -> {
        lines.set(line, lines.get(random.nextInt(lines.size())));
        yield String.join("\n", lines);
      }
    };
  }

  @Test
  void whatIsWrongIsNamedWhereItStands() {
    String program =
        """
        @0: f64[3], input x
        @1: f64[3], output
        loop [3]
          load %0 = @0
          (%0: F64) {
            %1 = F64 MUL %0 %0
            return %1
          }
          %1: store @1
        output y = @1: f64[3]
        """;
    assertEquals(program, Program.parse(program).toString());
    refused(program, "store @1", "store @0", "kernel/program", 3);
    refused(program, "MUL %0 %0", "MUL %0 %7", "kernel/body", 6);
    refused(program, "MUL %0 %0", "MUL %0", "kernel/body", 6);
    refused(program, "MUL", "MULL", "kernel/body", 6);
    refused(program, "F64 MUL", "F32 MUL", "kernel/body", 6);
    refused(program, "loop [3]", "loop [4]", "kernel/program", 3);
    refused(program, "loop [3]", "loop [3", "kernel/syntax", 4);
    refused(program, "store", "stare", "kernel/loop", 9);
    refused(program, "output y", "output y z", "kernel/syntax", 10);
    refused(program, "f64[3]\n", "f64[2]\n", "kernel/program", 10);
    refused(program, "@1: f64[3], output", "@2: f64[3], output", "kernel/buffer", 2);
    refused(program, "input x", "constant [3] 1*2 x", "kernel/number", 1);
    refused(program, "input x", "constant [2] 1*3", "kernel/constant", 1);
  }

  private static void refused(String text, String from, String to, String code, int line) {
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> Program.parse(text.replace(from, to)));
    assertEquals(code, refusal.first().code(), refusal.getMessage());
    assertEquals(line, refusal.first().span().line(), refusal.getMessage());
  }
}

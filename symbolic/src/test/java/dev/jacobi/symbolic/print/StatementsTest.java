package dev.jacobi.symbolic.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.parse.Parser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes a statement of its own, and what is elided. */
class StatementsTest {

  private static final Duration SOON = Duration.ofMinutes(2);

  private final Graph graph = new Graph();
  private final Node x = graph.input("x");

  @Test
  void shortTextsAreOneExpression() {
    Node part = x.map(ScalarOp.SIN).map(ScalarOp.EXP);
    assertEquals("exp(sin(x)) + exp(sin(x))^2", Printer.TEXT.print(part.plus(part.pow(2))));
  }

  @Test
  void repeatedPartsBecomeStatements() {
    graph.input("t1");
    Node part = x.plus(1).map(ScalarOp.SIN).map(ScalarOp.EXP);
    Node root = part.plus(part.pow(2)).times(x.plus(1));
    assertEquals("t2 = exp(sin(x + 1)); (t2 + t2^2)*(x + 1)", Printer.TEXT.limit(30).print(root));
  }

  @Test
  void exponentialTextsAreLinear() {
    Node node = x;
    for (int i = 0; i < 200; i++) {
      node = node.map(ScalarOp.SIN).times(node);
    }
    Node root = node;
    String text = assertTimeoutPreemptively(SOON, () -> Printer.TEXT.print(root));
    assertTrue(text.startsWith("t1 = sin(sin(x)*x)*(sin(x)*x); t2 = sin(t1)*t1; "), text);
    assertTrue(text.endsWith("; t198 = sin(t197)*t197; sin(t198)*t198"), text);
  }

  @Test
  void deepTextsAreCutIntoStatements() {
    Node node = x;
    for (int i = 0; i < 1_000; i++) {
      node = node.map(ScalarOp.SIN);
    }
    String text = Printer.TEXT.print(node);
    assertEquals(
        "t1 = " + "sin(".repeat(41) + "x" + ")".repeat(41), text.substring(0, text.indexOf(';')));
    assertTrue(Parser.parse(text).isOk());
  }

  @Test
  void chainsOfAMillionAreElided() {
    Node node = x;
    for (int i = 0; i < 1_000_000; i++) {
      node = node.plus(i % 10);
    }
    Node root = node;
    String text = assertTimeoutPreemptively(SOON, () -> Printer.TEXT.elided(40).print(root));
    assertEquals("t1 = x + 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 +… (1,000,000 operations)", text);
    String whole = assertTimeoutPreemptively(SOON, () -> Printer.TEXT.print(root));
    assertTrue(whole.length() < 6_000_000, () -> whole.length() + " characters");
  }

  @Test
  void largeTensorsAreElidedForDisplayOnly() {
    Node data = graph.data(Tensor.zeros(new TensorType(DType.F64, Shape.of(10, 10))));
    assertEquals(100, Printer.TEXT.print(data).chars().filter(c -> c == '0').count());
    assertEquals(
        "[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, … 84 more]]",
        Printer.TEXT.elided(1_000).print(data));
  }

  @Test
  void programsDeclareTheirInputs() {
    Node p = graph.input("p", new TensorType(DType.F32, Shape.of(2, 2)));
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("y", x.times(x));
    outputs.put("q", p.times(p));
    assertEquals("input x\ninput p: f32[2, 2]\ny = x*x\nq = p*p\n", Printer.TEXT.program(outputs));
  }

  @Test
  void programsShareBetweenOutputs() {
    Node part = x.map(ScalarOp.SIN).map(ScalarOp.EXP);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("a", part.pow(2));
    outputs.put("b", part.plus(1));
    assertEquals(
        "input x\nt1 = exp(sin(x))\na = t1^2\nb = t1 + 1\n",
        Printer.TEXT.limit(20).program(outputs));
  }
}

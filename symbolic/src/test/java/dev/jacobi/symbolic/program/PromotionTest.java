package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionTest {

  private static final String INPUTS =
      "input b: bool[3]; input i: i64[3]; input h: f32[3]; input x: f64[3]; ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      b + b             | i64[3]
      b*i               | i64[3]
      b*h               | f32[3]
      i + h             | f32[3]
      h + x             | f64[3]
      i + 1             | i64[3]
      i + 1.5           | f64[3]
      i + 2.0           | f64[3]
      i*pi              | f64[3]
      i/2               | f64[3]
      i^2               | i64[3]
      sqrt(i)           | f64[3]
      h + 1             | f32[3]
      h*0.5             | f32[3]
      h*pi              | f32[3]
      sqrt(2)*h         | f32[3]
      2*pi*h            | f32[3]
      (-inf)*h          | f32[3]
      [1, 2, 3]*h       | f32[3]
      [1, 2, 3]*i       | i64[3]
      [1, 2, 0.5]*i     | f64[3]
      [1, 2, 3]         | f64[3]
      b + 1             | i64[3]
      b*0.5             | f64[3]
      i < 2             | bool[3]
      b == b            | bool[3]
      isnan(i)          | bool[3]
      b and not b       | bool[3]
      where(b, h, 0)    | f32[3]
      where(b, i, 0.5)  | f64[3]
      where(b, 1, 0)    | f64[3]
      where(i, h, x)    | f64[3]
      h if b else 0     | f32[3]
      sum(b)            | i64
      mean(i)           | f64
      mean(h)           | f32
      max(i)            | i64
      relu(i)           | i64[3]
      softmax(i)        | f64[3]
      i @ i             | i64
      h @ x             | f64
      len(x)            | f64
      len(x)*i          | i64[3]
      true              | bool
      1/3               | f64
      one_hot(i, 3)*h   | f64[3, 3]
      x^1               | f64[3]
      """)
  void typesPromote(String expression, String type) {
    assertEquals(type, Evaluated.type(INPUTS + expression).toString());
  }

  @Test
  void numbersTakeTheDefaultType() {
    Graph graph = new Graph();
    Built<Node> built = Program.parse("y = x/3; c = 1/3").build(graph, Map.of(), DType.F32);
    assertEquals(DType.F32, built.values().get("y").dtype());
    assertEquals(DType.F32, built.values().get("c").dtype());
  }

  @Test
  void literalsStayExact() {
    Graph graph = new Graph();
    Program.parse("y = x*(1/3 + 1/6 - 2^-2)").build(graph);
    assertEquals("[1/4]", constants(graph));
    Graph large = new Graph();
    Program.parse("y = x*(2^100/2^99)").build(large);
    assertEquals("[2]", constants(large));
  }

  private static String constants(Graph graph) {
    return graph.nodes().stream().flatMap(node -> graph.literal(node).stream()).toList().toString();
  }

  @Test
  void powersOfTwoAndOneAreNoPowers() {
    Graph graph = new Graph();
    Map<String, Node> values =
        Program.parse("a = x^2; b = x**1; c = x^0.5; d = pow(x, 2)").build(graph).values();
    assertEquals(true, values.get("a").is(ScalarOp.SQUARE));
    assertEquals(graph.inputs().get("x"), values.get("b"));
    assertEquals(true, values.get("c").is(ScalarOp.POW));
    assertEquals(values.get("a"), values.get("d"));
  }
}

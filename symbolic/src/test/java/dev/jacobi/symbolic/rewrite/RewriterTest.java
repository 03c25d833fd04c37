package dev.jacobi.symbolic.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.print.OperationCount;
import dev.jacobi.symbolic.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole graphs: values stay, work ends, and what is simplified once is not simplified further. */
final class RewriterTest {

  private static final ScalarOp[] UNARY = {
    ScalarOp.NEG, ScalarOp.EXP, ScalarOp.LOG, ScalarOp.SIN, ScalarOp.COS, ScalarOp.SQUARE,
    ScalarOp.SQRT, ScalarOp.ABS, ScalarOp.SIGN, ScalarOp.SIGMOID, ScalarOp.TANH, ScalarOp.RELU
  };

  private static final ScalarOp[] BINARY = {
    ScalarOp.ADD,
    ScalarOp.SUB,
    ScalarOp.MUL,
    ScalarOp.DIV,
    ScalarOp.MUL,
    ScalarOp.ADD,
    ScalarOp.MAXIMUM,
    ScalarOp.POW
  };

  /** A random value of random shapes that broadcast. */
  private static Node random(Graph g, Random random, int operations) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(g.input("x"));
    nodes.add(g.input("y"));
    nodes.add(g.input("u", 3));
    nodes.add(g.input("p", 2, 3));
    for (long value = -1; value <= 2; value++) {
      nodes.add(g.constant(value, DType.F64));
    }
    for (int i = 0; i < operations; i++) {
      Node a = nodes.get(random.nextInt(nodes.size()));
      Node b = nodes.get(Math.max(0, nodes.size() - 1 - random.nextInt(6)));
      nodes.add(
          switch (random.nextInt(8)) {
            case 0, 1 -> b.map(UNARY[random.nextInt(UNARY.length)]);
            case 2 -> b.sum();
            case 3 -> g.where(g.map(ScalarOp.LT, a, b), a, b);
            case 4 -> g.broadcast(b, p(g).broadcast(b.shape()).orElseThrow());
            default -> g.map(BINARY[random.nextInt(BINARY.length)], a, b);
          });
    }
    return nodes.get(nodes.size() - 1);
  }

  private static Shape p(Graph g) {
    return g.input("p", 2, 3).shape();
  }

  @Test
  void exactRulesKeepEveryBitOfRandomGraphs() {
    for (int seed = 0; seed < 300; seed++) {
      Graph g = new Graph();
      Node before = random(g, new Random(seed), 14);
      Node after = Rewriter.exact().simplify(g, before);
      List<String> faults = new Points(Validity.EXACT, seed).faults(before, after, 20);
      assertEquals(List.of(), faults, before + " becomes " + after + " in " + g);
    }
  }

  @Test
  void everyStepOnARandomGraphHolds() {
    int steps = 0;
    for (int seed = 0; seed < 300; seed++) {
      Graph g = new Graph();
      Node before = random(g, new Random(seed), 12);
      Rewriter rewriter = Rewriter.real();
      assertEquals(before.type(), rewriter.simplify(g, before).type());
      for (Trace.Step step : rewriter.trace().steps()) {
        List<String> faults =
            new Points(Validity.REAL, seed).gross(step.before(), step.after(), 10);
        assertEquals(List.of(), faults, step.rule().name());
        steps++;
      }
    }
    assertTrue(steps > 800, "only " + steps + " steps");
  }

  @Test
  void simplifiedValuesStayAsTheyAre() {
    for (int seed = 0; seed < 300; seed++) {
      Graph g = new Graph();
      Rewriter rewriter = Rewriter.real();
      Node once = rewriter.simplify(g, random(g, new Random(seed), 12));
      assertSame(once, rewriter.simplify(g, once), () -> Printer.TEXT.print(once));
    }
  }

  @Test
  void gradientsOfRandomGraphsEnd() {
    for (int seed = 0; seed < 200; seed++) {
      Graph g = new Graph();
      Node output = random(g, new Random(seed), 20).sum();
      List<Node> inputs = List.copyOf(g.inputs().values());
      List<Node> raw = Reverse.gradients(g, output, g.full(1, output.type()), inputs);
      List<Node> simple = Rewriter.real().simplify(g, raw);
      long bound = OperationCount.of(raw) * 3 / 2 + 3;
      assertTrue(OperationCount.of(simple) <= bound, "seed " + seed);
    }
  }

  @Test
  void longChainsCostTheSameForEachOperation() {
    Graph g = new Graph();
    Node x = g.input("x");
    Node chain = x;
    for (int i = 0; i < 2_500; i++) {
      chain = chain.map(ScalarOp.SIN).times(x).plus(x).plus(1);
    }
    Node derivative = Reverse.gradients(g, chain, g.constant(1, DType.F64), List.of(x)).get(0);
    Rewriter.real().simplify(g, derivative);
    Rewriter.exact().simplify(g, derivative);
    Node sum = x;
    for (int i = 0; i < 2_500; i++) {
      sum = sum.plus(g.input("x" + i));
    }
    assertEquals(2_500, OperationCount.of(List.of(Rewriter.real().simplify(g, sum))));
  }

  @Test
  void rulesThatTurnInCirclesAreNamed() {
    Graph g = new Graph();
    Node sine = g.input("x").map(ScalarOp.SIN);
    Rule there = Rule.of("sin(x) = cos(x)", Validity.REAL);
    Rule back = Rule.of("cos(x) = sin(x)", Validity.REAL);
    AssertionError circle =
        assertThrows(
            AssertionError.class, () -> new Rewriter(List.of(there, back)).simplify(g, sine));
    assertTrue(circle.toString().contains("cos(x) = sin(x)"), circle.toString());
    Rule grows = Rule.of("sin(x) = sin(x + 1)", Validity.REAL);
    AssertionError endless =
        assertThrows(AssertionError.class, () -> new Rewriter(List.of(grows)).simplify(g, sine));
    assertTrue(endless.toString().contains("sin(x) = sin(x + 1)"), endless.toString());
  }

  @Test
  void theTraceNamesRuleAndNodes() {
    Graph g = new Graph();
    Node x = g.input("x");
    Rewriter rewriter = Rewriter.exact();
    Node before = x.unaryMinus().unaryMinus();
    assertSame(x, rewriter.simplify(g, before));
    Trace.Step step = rewriter.trace().steps().get(0);
    assertEquals("--x = x", step.rule().name());
    assertSame(before, step.before());
    assertSame(x, step.after());
  }

  @Test
  void reductionsAreTakenForWhatTheyAre() {
    Graph g = new Graph();
    Node p = g.input("p", 2, 3);
    Node scaled = p.times(g.input("x"));
    Node max = g.reduce(Reduction.MAX, scaled, List.of(0, 1), false);
    Rewriter rewriter = Rewriter.real();
    List<Node> both = rewriter.simplify(g, List.of(scaled.sum(), max));
    assertEquals("x*sum(p)", Printer.TEXT.print(both.get(0)));
    assertTrue(both.get(1).op() instanceof Op.Reduce);
  }

  /** Reals only: neither of these is one, whatever x is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x*nan*0",
        "0*x*nan",
        "x*inf*0",
        "nan*x - nan*x",
        "x + inf - inf",
        "inf*(x - x)",
        "x*inf/inf",
        "x/0*0",
        "x*log(0)*0",
        "0*sum(x*[1, nan])",
        "x*(2/0) - x*(2/0)",
        "var(stack([x]))"
      })
  void whatIsNoRealNumberIsNotFolded(String program) {
    Formula formula = Formula.parse(program);
    double derivative =
        Objects.requireNonNull(formula.gradient(dev.jacobi.symbolic.Point.of("x", 3)).get("x"))
            .item();
    String printed = formula.derivative("x", Seed.ONES).text();
    double again =
        Formula.parse("input x\n" + printed).value(dev.jacobi.symbolic.Point.of("x", 3)).item();
    assertEquals(derivative, again, printed);
  }

  @Test
  void infinityAsAMaskKeepsRulesAround() {
    Formula masked = Formula.parse("sum(softmax(where(x > 0, x, -inf))*0*x)").withShape("x", 3);
    assertEquals("zeros([3])", masked.derivative("x", Seed.ONES).text());
  }
}

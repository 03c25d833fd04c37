package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Ties, ends of domains and infinities: PyTorch's numbers, the same bits by every route. */
class AwkwardPointTest {

  private static final double[] SEEDS = {1, 0, -2.5, Double.POSITIVE_INFINITY};

  @TestFactory
  Stream<DynamicTest> everyConventionHoldsByEveryRoute() {
    return AwkwardPoint.all().stream()
        .map(point -> dynamicTest(point.op().text() + point.x(), () -> check(point)));
  }

  private static void check(AwkwardPoint point) {
    double value = tensors(point).get(0).item();
    assertTrue(
        AwkwardPoint.agrees(point.value(), value),
        () -> "value: expected " + point.value() + ", found " + value);
    for (int i = 0; i < point.x().size(); i++) {
      for (double seed : SEEDS) {
        double symbolic = symbolic(point, i, seed, false);
        if (seed == 1) {
          double expected = point.partials().get(i);
          int operand = i;
          assertTrue(
              AwkwardPoint.agrees(expected, symbolic),
              () -> "by operand " + operand + ": expected " + expected + ", found " + symbolic);
        }
        String what = "by operand " + i + ", seed " + seed + ": ";
        assertEquals(symbolic, symbolic(point, i, seed, true), what + "the others constants");
        assertEquals(symbolic, forward(point, i, seed), what + "forward mode");
        assertEquals(symbolic, tape(point, i, seed), what + "the tape");
      }
    }
  }

  private static List<Tensor> tensors(AwkwardPoint point) {
    List<Tensor> operands = point.x().stream().map(Tensor::scalar).toList();
    return List.of(new Eager().apply(new Op.Map(point.op()), operands));
  }

  /** Reverse mode on a graph, where the other operands are inputs or constants. */
  private static double symbolic(AwkwardPoint point, int by, double seed, boolean constants) {
    Graph graph = new Graph();
    List<Node> x = inputs(graph, point, by, constants);
    Node y = graph.apply(new Op.Map(point.op()), x);
    Node gradient = Reverse.gradients(graph, y, graph.input("v"), List.of(x.get(by))).get(0);
    return run(graph, gradient, point, seed);
  }

  private static double forward(AwkwardPoint point, int by, double seed) {
    Graph graph = new Graph();
    List<Node> x = inputs(graph, point, by, false);
    Node y = graph.apply(new Op.Map(point.op()), x);
    return run(graph, Forward.tangent(graph, y, Map.of(x.get(by), graph.input("v"))), point, seed);
  }

  private static List<Node> inputs(Graph graph, AwkwardPoint point, int by, boolean constants) {
    List<Node> x = new ArrayList<>();
    for (int i = 0; i < point.x().size(); i++) {
      boolean constant = constants && i != by;
      x.add(constant ? graph.constant(point.x().get(i), DType.F64) : graph.input("x" + i));
    }
    return x;
  }

  private static double run(Graph graph, Node wanted, AwkwardPoint point, double seed) {
    return Replay.of(
            new Eager(),
            graph,
            List.of(wanted),
            input ->
                Tensor.scalar(
                    input.name().equals("v")
                        ? seed
                        : point.x().get(Integer.parseInt(input.name().substring(1)))))
        .get(0)
        .item();
  }

  private static double tape(AwkwardPoint point, int by, double seed) {
    Tape tape = new Tape(new Eager());
    List<Variable> x = point.x().stream().map(tape::variable).toList();
    Variable y = tape.apply(new Op.Map(point.op()), x);
    Optional<Variable> v = Optional.of(tape.constant(Tensor.scalar(seed)));
    return tape.grad(y, List.of(x.get(by)), v, false, false, true)
        .get(0)
        .map(Variable::item)
        .orElse(0.0);
  }
}

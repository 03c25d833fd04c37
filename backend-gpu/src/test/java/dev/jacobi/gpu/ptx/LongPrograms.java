package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.testkit.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of one loop that is too long for one kernel. */
final class LongPrograms {

  private LongPrograms() {}

  static Stream<Scenario> all() {
    return Stream.of(longCode(), manyInputs());
  }

  /** Steps that each need the one before, and some from far before. */
  private static Scenario longCode() {
    Graph graph = new Graph();
    Node x = graph.input("x", 5);
    List<Node> steps = new ArrayList<>(List.of(x));
    for (int i = 0; i < 400; i++) {
      Node last = steps.get(i);
      Node next = i % 2 == 0 ? last.times(x).plus(steps.get(i / 3)) : last.map(ScalarOp.SIN);
      List<Node> choice = List.of(graph.map(ScalarOp.LT, next, x), next, x);
      steps.add(i % 7 == 3 ? graph.apply(new Op.Map(ScalarOp.WHERE), choice) : next);
    }
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("last", steps.get(400));
    outputs.put("middle", steps.get(200));
    outputs.put("sum", steps.get(399).sum());
    Map<String, Tensor> inputs = Map.of("x", Tensor.vector(0.5, -0.25, 1, 2, -3));
    return new Scenario("long code", graph.extract(outputs), inputs);
  }

  /** More operands than a kernel has parameters for. */
  private static Scenario manyInputs() {
    Graph graph = new Graph();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Node sum = graph.input("x", 3);
    inputs.put("x", Tensor.vector(1.0, 2, 3));
    for (int i = 0; i < 200; i++) {
      sum = sum.times(graph.input("y" + i, 3)).plus(i);
      inputs.put("y" + i, Tensor.vector(0.5 + i % 3, 1 - 0.01 * i, 1.0 / (1 + i)));
    }
    Map<String, Node> outputs = Map.of("sum", sum.sum());
    return new Scenario("many inputs", graph.extract(outputs), inputs);
  }
}

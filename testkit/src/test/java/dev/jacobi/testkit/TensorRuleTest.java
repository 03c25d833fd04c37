package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The derivative rule of every kind of operation on tensors, by every route. */
class TensorRuleTest {

  @TestFactory
  Stream<DynamicTest> everyTensorRuleMatchesDifferences() {
    return TensorCases.all().stream()
        .map(
            program ->
                dynamicTest(
                    program.name(),
                    () -> GradientCheck.of(program.build(new Graph()), program.point()).check()));
  }

  @Test
  void everyKindOfOperationHasAProgram() {
    Set<Class<?>> seen = new HashSet<>();
    Stream.concat(TensorCases.all().stream(), JumpCases.all().stream())
        .forEach(
            program -> {
              Graph graph = new Graph();
              program.build(graph);
              graph.nodes().forEach(node -> seen.add(node.op().getClass()));
            });
    Set<Class<?>> missing = new HashSet<>(List.of(Op.class.getPermittedSubclasses()));
    missing.removeAll(seen);
    // What stands for a dimension not yet known has a value only once it is.
    assertEquals(Set.of(Op.SizeOf.class), missing);
  }

  @Test
  void aCastPassesDerivativesOnRounded() {
    Graph graph = new Graph();
    Node x = graph.input("x", 2);
    Node y = graph.cast(graph.cast(x, DType.F32), DType.F64);
    Derivatives derivatives = new Derivatives(graph, y, List.of(x), Map.of());
    List<Tensor> point = List.of(Tensor.vector(1.0, 2));
    Tensor seed = Tensor.vector(0.1, -3);
    Tensor rounded = Tensor.vector(0.1f, -3);
    assertEquals(rounded, derivatives.gradients(point, seed).get(0));
    assertEquals(rounded, derivatives.tapeGradients(point, seed).get(0));
    assertEquals(rounded, derivatives.tangent(point, List.of(seed)));
  }

  @Test
  void nothingPassesAJumpOrADetachedValue() {
    Tensor zeros = Tensor.vector(0.0, 0);
    for (Op op : List.of(new Op.Detach(), new Op.Cast(DType.I64))) {
      Graph graph = new Graph();
      Node x = graph.input("x", 2);
      Node y = graph.cast(graph.apply(op, List.of(x.times(3))), DType.F64);
      Derivatives derivatives = new Derivatives(graph, y, List.of(x), Map.of());
      List<Tensor> point = List.of(Tensor.vector(1.5, 2));
      Tensor seed = Tensor.vector(0.1, -3);
      assertEquals(zeros, derivatives.gradients(point, seed).get(0));
      assertEquals(zeros, derivatives.tapeGradients(point, seed).get(0));
      assertEquals(zeros, derivatives.tangent(point, List.of(seed)));
    }
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/** The check of derivatives is checked: it passes what is right and notices what is wrong. */
class GradientCheckTest {

  private static final Tensor X = Tensor.vector(0.5, -1.25, 2);
  private static final Tensor Y = Tensor.vector(1.5, 0.75, -1);

  private static <T> T energy(TensorAlgebra<T> a, List<T> x) {
    T product = a.times(a.map(ScalarOp.SIN, x.get(0)), a.map(ScalarOp.EXP, x.get(1)));
    return a.sum(a.times(product, product));
  }

  private static <T> T kink(TensorAlgebra<T> a, List<T> x) {
    return a.map(ScalarOp.RELU, x.get(0));
  }

  @Test
  void aRightDerivativePasses() {
    GradientCheck.of(GradientCheckTest::energy, X, Y).check();
    GradientCheck.of(GradientCheckTest::energy, X, Y).withRandom(7).check();
  }

  @Test
  void aNodeOfAGraphPassesWithNamedDimensionsAndOtherInputs() {
    Graph graph = new Graph();
    TensorType vector = new TensorType(DType.F64, Shape.of(List.of(Dim.named("n"))));
    Node x = graph.input("x", vector);
    Node unused = graph.input("unused");
    Node condition = graph.input("condition", TensorType.scalar(DType.BOOL));
    Node y = graph.where(condition, x.map(ScalarOp.EXP), x).mean();
    int before = graph.nodes().size();
    Tensor truth = Tensor.of(Shape.SCALAR, true);
    GradientCheck.of(y, Map.of("x", X, "condition", truth, "unused", Tensor.scalar(1))).check();
    assertEquals(before, graph.nodes().size(), "the graph stays as it is");
    assertEquals(0, unused.type().shape().rank());
  }

  @Test
  void aKinkIsNotTakenForADerivative() {
    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () -> GradientCheck.of(GradientCheckTest::kink, Tensor.vector(0.5, 0)).check());
    assertTrue(failure.getMessage().contains("at element [1] = 0.0"), failure::getMessage);
  }

  @Test
  void theMessageShowsBothNumbersAndTheirDistance() {
    Tensor shifted = Tensor.vector(1 + 1e-5, 1, 1);
    GradientCheck check = judging(x -> scaled(x, shifted), Wrong.GRADIENT);
    AssertionFailedError failure =
        assertThrows(AssertionFailedError.class, check::checkFirstDerivatives);
    String message = failure.getMessage();
    for (String part :
        List.of("derivative of", "by x0", "[0] = 0.5", "expected", "found", "difference", "ulp")) {
      assertTrue(message.contains(part), () -> part + " is missing in " + message);
    }
  }

  /** Which answer is wrong. */
  private enum Wrong {
    GRADIENT,
    TANGENT,
    TAPE,
    CURVATURE,
    REVERSE_CURVATURE,
    TAPE_CURVATURE
  }

  @TestFactory
  Stream<DynamicTest> aWrongDerivativeByAnyRouteIsNoticed() {
    Map<String, UnaryOperator<Tensor>> faults =
        Map.of(
            "the sign of one element",
            x -> scaled(x, Tensor.vector(1, -1.0, 1)),
            "one element off by 1e-6",
            x -> scaled(x, Tensor.vector(1 + 1e-6, 1, 1)),
            "elements exchanged",
            x -> Tensor.vector(x.getDouble(1), x.getDouble(0), x.getDouble(2)),
            "zeros",
            x -> Tensor.zeros(x.type()));
    return Stream.of(Wrong.values())
        .flatMap(
            wrong ->
                faults.entrySet().stream()
                    .map(
                        fault ->
                            dynamicTest(
                                wrong + ": " + fault.getKey(),
                                () -> notice(judging(fault.getValue(), wrong)))));
  }

  private static void notice(GradientCheck check) {
    List<Mismatch> found = new ArrayList<>(check.firstDerivatives());
    found.addAll(check.secondDerivatives());
    assertFalse(found.isEmpty(), "the fault was not noticed");
    assertThrows(AssertionFailedError.class, check::check);
  }

  private static Tensor scaled(Tensor x, Tensor factors) {
    double[] elements = x.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] *= factors.getDouble(Math.min(i, factors.size() - 1));
    }
    return Tensor.wrap(x.shape(), elements);
  }

  /** A check of a function of vectors, one of whose answers is wrong. */
  private static GradientCheck judging(UnaryOperator<Tensor> fault, Wrong wrong) {
    Graph graph = new Graph();
    List<Node> x = List.of(graph.input("x0", 3), graph.input("x1", 3));
    Node y = x.get(0).map(ScalarOp.SIN).times(x.get(1).map(ScalarOp.EXP));
    Map<String, Tensor> point = Map.of("x0", X, "x1", Y);
    return GradientCheck.of(y, point).judging(new Faulty(graph, y, x, fault, wrong));
  }

  private static final class Faulty extends Derivatives {

    private final UnaryOperator<Tensor> fault;
    private final Wrong wrong;

    Faulty(Graph graph, Node y, List<Node> x, UnaryOperator<Tensor> fault, Wrong wrong) {
      super(graph, y, x, Map.of());
      this.fault = fault;
      this.wrong = wrong;
    }

    private List<Tensor> spoilt(Wrong what, List<Tensor> answer) {
      List<Tensor> result = new ArrayList<>(answer);
      result.set(0, what == wrong ? fault.apply(answer.get(0)) : answer.get(0));
      return result;
    }

    @Override
    List<Tensor> gradients(List<Tensor> point, Tensor seed) {
      return spoilt(Wrong.GRADIENT, super.gradients(point, seed));
    }

    @Override
    Tensor tangent(List<Tensor> point, List<Tensor> direction) {
      return spoilt(Wrong.TANGENT, List.of(super.tangent(point, direction))).get(0);
    }

    @Override
    List<Tensor> tapeGradients(List<Tensor> point, Tensor seed) {
      return spoilt(Wrong.TAPE, super.tapeGradients(point, seed));
    }

    @Override
    List<Tensor> curvatures(List<Tensor> point, Tensor seed, List<Tensor> direction) {
      return spoilt(Wrong.CURVATURE, super.curvatures(point, seed, direction));
    }

    @Override
    List<Tensor> curvaturesByReverse(List<Tensor> point, Tensor seed, List<Tensor> direction) {
      return spoilt(Wrong.REVERSE_CURVATURE, super.curvaturesByReverse(point, seed, direction));
    }

    @Override
    List<Tensor> tapeCurvatures(List<Tensor> point, Tensor seed, List<Tensor> direction) {
      return spoilt(Wrong.TAPE_CURVATURE, super.tapeCurvatures(point, seed, direction));
    }
  }
}

package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.MatrixProduct;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code where} lets nothing of the branch not taken through, neither a NaN nor an infinity, in any
 * mode: what mainstream frameworks get wrong in reverse mode.
 */
class GuardTest {

  /** A program of one operand, with its gradient for a seed of ones. */
  private record Claim(String name, Tensor x, UnaryOperator<Node> program, Tensor gradient) {}

  private static final Tensor POINT = Tensor.vector(-1.0, 0, 4);

  private static Node positive(Node x) {
    return x.graph().map(ScalarOp.GT, x, x.graph().constant(0, x.dtype()));
  }

  private static Node where(Node condition, Node x, Node y) {
    return x.graph().where(condition, x, y);
  }

  private static Node number(Node x, double value) {
    return x.graph().constant(value, x.dtype());
  }

  private static List<Claim> elementWise() {
    return List.of(
        new Claim(
            "sqrt behind a guard",
            POINT,
            x -> where(positive(x), x.map(ScalarOp.SQRT), number(x, 0)),
            Tensor.vector(0, 0, 0.25)),
        new Claim(
            "log behind a guard",
            POINT,
            x -> where(positive(x), x.map(ScalarOp.LOG), x),
            Tensor.vector(1, 1, 0.25)),
        new Claim(
            "1/x behind a guard",
            POINT,
            x -> {
              Node defined = x.graph().map(ScalarOp.NE, x, number(x, 0));
              return where(defined, number(x, 1).div(x), number(x, 0));
            },
            Tensor.vector(-1, 0, -1 / 16.0)),
        new Claim(
            "sin(x)/x",
            Tensor.vector(0.0, -0.0),
            x -> {
              Node defined = x.graph().map(ScalarOp.NE, x, number(x, 0));
              return where(defined, x.map(ScalarOp.SIN).div(x), number(x, 1));
            },
            Tensor.vector(0.0, 0)),
        new Claim(
            "the guard the other way round",
            POINT,
            x -> {
              Node bad = x.graph().map(ScalarOp.LE, x, number(x, 0));
              return where(bad, x.times(3), x.map(ScalarOp.LOG).map(ScalarOp.SQRT));
            },
            Tensor.vector(3, 3, 0.25 / 2 / StrictMath.sqrt(StrictMath.log(4)))),
        new Claim(
            "a guard in a guard",
            POINT,
            x -> {
              Node large = x.graph().map(ScalarOp.GT, x, number(x, 5));
              Node inner = where(large, x.minus(100).map(ScalarOp.SQRT), x.map(ScalarOp.LOG));
              return where(positive(x), inner, x.unaryMinus());
            },
            Tensor.vector(-1, -1, 0.25)),
        new Claim(
            "a scalar guard",
            POINT,
            x -> where(positive(x.sum().minus(100)), x.map(ScalarOp.SQRT), x.times(x)),
            Tensor.vector(-2.0, 0, 8)),
        new Claim(
            "an infinity not taken",
            Tensor.vector(1000.0, 1),
            x -> {
              Node large = x.graph().map(ScalarOp.GT, x, number(x, 700));
              return where(large, x, x.map(ScalarOp.EXP));
            },
            Tensor.vector(1, Math.E)));
  }

  private static Node guarded(Node x) {
    return where(positive(x), x.map(ScalarOp.SQRT), number(x, 0));
  }

  private static List<Claim> throughOtherOperations() {
    Tensor matrix = Tensor.of(Shape.of(2, 2), -1.0, 0, 4, 16);
    double[] roots = {0, 0, 0.25, 0.125};
    return List.of(
        new Claim("in a sum", matrix, x -> guarded(x).sum(), Tensor.of(matrix.shape(), roots)),
        new Claim(
            "in a mean",
            matrix,
            x -> guarded(x).mean(),
            Tensor.of(matrix.shape(), 0.0, 0, 0.0625, 0.03125)),
        new Claim(
            "around a sum of bad values",
            matrix,
            x -> {
              Node sums = x.graph().reduce(Reduction.SUM, x.map(ScalarOp.SQRT), List.of(1), false);
              Node first = x.graph().reduce(Reduction.MIN, x, List.of(1), false);
              return where(positive(first), sums, number(x, 0));
            },
            Tensor.of(matrix.shape(), roots)),
        new Claim(
            "of a broadcast",
            Tensor.vector(-1.0, 4),
            x -> guarded(x.graph().broadcast(x, Shape.of(3, 2))),
            Tensor.vector(0, 0.75)),
        new Claim(
            "before a broadcast",
            Tensor.vector(-1.0, 4),
            x -> x.graph().broadcast(guarded(x), Shape.of(3, 2)),
            Tensor.vector(0, 0.75)),
        new Claim(
            "of a matrix product",
            matrix,
            x -> {
              Node root = x.map(ScalarOp.SQRT);
              Node product = MatrixProduct.of(x.graph(), root, x.graph().data(1, 1));
              Node first = x.graph().reduce(Reduction.MIN, x, List.of(1), false);
              return where(positive(first), product, number(x, 0));
            },
            Tensor.of(matrix.shape(), roots)),
        new Claim(
            "of products of bad rows with good ones",
            Tensor.vector(-1.0, 4),
            x -> {
              Node root = x.map(ScalarOp.SQRT).reshape(2, 1);
              Node products = MatrixProduct.of(x.graph(), root, root.transpose());
              Node good = x.graph().map(ScalarOp.NOT, x.graph().map(ScalarOp.ISNAN, products));
              return where(good, products, number(x, 0));
            },
            Tensor.vector(0.0, 1)),
        new Claim(
            "of elements picked",
            Tensor.vector(-1.0, 4),
            x -> {
              Node places = x.graph().data(Tensor.integers(0L, 1L, 1L));
              Node picked = x.graph().apply(new Op.Gather(0), List.of(x, places));
              return guarded(picked);
            },
            Tensor.vector(0, 0.5)));
  }

  @TestFactory
  Stream<DynamicTest> nothingOfTheBranchNotTakenComesThroughByAnyRoute() {
    return elementWise().stream()
        .map(
            claim ->
                dynamicTest(
                    claim.name(),
                    () -> {
                      Graph graph = new Graph();
                      Node x = graph.input("x", claim.x().type());
                      check(claim);
                      Node y = claim.program().apply(x);
                      Node tangent = Forward.tangent(graph, y, Map.of(x, graph.full(1, x.type())));
                      assertEquals(claim.gradient(), run(claim, tangent));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> norDoesItThroughOtherOperations() {
    return throughOtherOperations().stream()
        .map(claim -> dynamicTest(claim.name(), () -> check(claim)));
  }

  private static void check(Claim claim) {
    Graph graph = new Graph();
    Node x = graph.input("x", claim.x().type());
    Node y = claim.program().apply(x);
    Node gradient = Reverse.gradients(graph, y, graph.full(1, y.type()), List.of(x)).get(0);
    Node second = Reverse.gradients(graph, gradient, graph.full(1, x.type()), List.of(x)).get(0);
    Tensor first = run(claim, gradient);
    Tensor twice = run(claim, second);
    assertEquals(claim.gradient(), plusZero(first), "reverse mode on the graph");
    Derivatives derivatives = new Derivatives(graph, y, List.of(x), Map.of());
    Tensor ones = Tensor.ones(y.type());
    List<Tensor> point = List.of(claim.x());
    List<Tensor> direction = List.of(Tensor.ones(x.type()));
    assertEquals(first, derivatives.tapeGradients(point, ones).get(0), "the tape");
    for (double entry : twice.toDoubles()) {
      assertTrue(Double.isFinite(entry), () -> "second derivative " + twice);
    }
    assertEquals(twice, derivatives.tapeCurvatures(point, ones, direction).get(0), "tape twice");
    assertEquals(
        twice, derivatives.curvatures(point, ones, direction).get(0), "forward over reverse");
  }

  /** Minus zero as zero, which is what the claims say. */
  private static Tensor plusZero(Tensor x) {
    double[] elements = x.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] += 0.0;
    }
    return Tensor.wrap(x.shape(), elements);
  }

  private static Tensor run(Claim claim, Node output) {
    Graph graph = output.graph().extract(Map.of("y", output));
    Map<String, Tensor> found = new ReferenceBackend().compile(graph).run(Map.of("x", claim.x()));
    return Objects.requireNonNull(found.get("y"));
  }
}

package dev.jacobi.symbolic.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.print.Printer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients of well-known functions come out as textbooks write them. */
final class GradientTextTest {

  private final Graph g = new Graph();
  private final Node x = vector("x", "n");
  private final Node y = vector("y", "n");
  private final Node w = vector("w", "m");
  private final Node b = vector("b", "n");
  private final Node a = matrix("A", "n", "m");
  private final Node s = matrix("S", "n", "n");

  private Node vector(String name, String size) {
    return g.input(name, new TensorType(DType.F64, Shape.of(List.of(Dim.named(size)))));
  }

  private Node matrix(String name, String rows, String columns) {
    return g.input(
        name, new TensorType(DType.F64, Shape.of(List.of(Dim.named(rows), Dim.named(columns)))));
  }

  private String gradient(Node output, Node by) {
    Node raw = Reverse.gradients(g, output, g.full(1, output.type()), List.of(by)).get(0);
    Rewriter rewriter = Rewriter.real().assuming(List.of(output));
    return Printer.TEXT.print(rewriter.simplify(g, raw));
  }

  @Test
  void quadraticForm() {
    assertEquals("x @ S + S @ x", gradient(x.matmul(s).matmul(x), x));
    assertEquals("outer(x, x)", gradient(x.matmul(s).matmul(x), s));
  }

  @Test
  void leastSquares() {
    Node residual = a.matmul(w).minus(b);
    assertEquals("2*(A' @ (A @ w - b))", gradient(residual.pow(2).sum(), w));
    assertEquals("2*outer(A @ w - b, w)", gradient(residual.pow(2).sum(), a));
    assertEquals("-2*(A @ w - b)", gradient(residual.pow(2).sum(), b));
    assertEquals("2*(A' @ (A @ w - b))/n", gradient(residual.pow(2).mean(), w));
  }

  @Test
  void logisticLoss() {
    Node margin = y.unaryMinus().times(a.matmul(w));
    Node loss = margin.map(ScalarOp.EXP).plus(1).map(ScalarOp.LOG).sum();
    assertEquals("-(A' @ (y*sigmoid(-y*(A @ w))))", gradient(loss, w));
  }

  @Test
  void norms() {
    Node norm = x.times(x).sum().map(ScalarOp.SQRT);
    assertEquals("x/sqrt(sum(x^2))", gradient(norm, x));
    assertEquals("-x/sum(x^2)^1.5", gradient(g.constant(1, DType.F64).div(norm), x));
    assertEquals("sign(x)", gradient(x.map(ScalarOp.ABS).sum(), x));
  }

  @Test
  void entropy() {
    Node relative = x.times(x.div(y).map(ScalarOp.LOG)).sum();
    assertEquals("log(x/y) + 1", gradient(relative, x));
    assertEquals("-x/y", gradient(relative, y));
  }

  @Test
  void statistics() {
    Node variance = x.minus(x.mean()).pow(2).mean();
    assertEquals("2*(x - sum(x)/n)/n", gradient(variance, x));
    Node geometric = x.map(ScalarOp.LOG).mean().map(ScalarOp.EXP);
    assertEquals("exp(sum(log(x))/n)/(n*x)", gradient(geometric, x));
  }

  @Test
  void softmax() {
    Node weights = matrix("W", "m", "k");
    Node scores = a.matmul(weights);
    Node log = g.apply(new Op.Normalize(Normalization.LOG_SOFTMAX, 1), List.of(scores));
    Node soft = g.apply(new Op.Normalize(Normalization.SOFTMAX, 1), List.of(scores));
    Node target = matrix("Y", "n", "k");
    assertEquals(
        "A' @ (softmax(A @ W)*sum(Y, axis=1, keepdims=true) - Y)",
        gradient(log.times(target).sum().unaryMinus(), weights));
    assertEquals(
        "A' @ (softmax(A @ W)*(Y - sum(Y*softmax(A @ W), axis=1, keepdims=true)))",
        gradient(soft.times(target).sum(), weights));
    Node total = g.reduce(Reduction.LOGSUMEXP, x, List.of(0), false);
    assertEquals("softmax(x)", gradient(total, x));
    assertEquals("softmax(x)", gradient(x.map(ScalarOp.EXP).sum().map(ScalarOp.LOG), x));
  }

  @Test
  void layers() {
    Node tanh = a.matmul(w).plus(b).map(ScalarOp.TANH);
    assertEquals("A' @ (y*(1 - tanh(A @ w + b)^2))", gradient(tanh.times(y).sum(), w));
    Node relu = a.matmul(w).map(ScalarOp.RELU);
    assertEquals("A' @ where(A @ w <= 0, 0, y)", gradient(relu.times(y).sum(), w));
    Node sigmoid = a.matmul(w).map(ScalarOp.SIGMOID);
    assertEquals(
        "2*outer(sigmoid(A @ w)*(sigmoid(A @ w) - y)*(1 - sigmoid(A @ w)), w)",
        gradient(sigmoid.minus(y).pow(2).sum(), a));
  }
}

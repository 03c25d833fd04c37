package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.print.GraphText;
import dev.jacobi.symbolic.print.Printer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the printers write, built again in the same graph, is the same node. */
class RoundTripTest {

  private static final String INPUTS =
      "input x; input v: [3]; input A: [3, 4]; input S: [3, 3]; input T: [2, 3, 4]; input i: i64[3];"
          + " input N: [m, n]; input w: [n]; ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x*sin(x)/(1 + x^2) - 3*x^-2.5",
        "sum(softplus(-2*v)*x)",
        "mean((A' @ v - 1)^2)",
        "sum(max(A, axis=0)*min(A, axis=0))",
        "max(A)*amax(A, axis=1)[0]",
        "sum(logsumexp(T, axis=(0, 2))*v)",
        "sum(softmax(A)[1:, ::2])",
        "cross_entropy(S, i)",
        "cross_entropy(S, i, label_smoothing=0.1, weight=[1, 2, 4])",
        "sum(take(v, i)*v)",
        "sum(v[i][::-1]*v)",
        "sum(concat([v, 2*v])*concat([v*v, v]))",
        "sum(reshape(T, (6, 4)) @ A')",
        "sum(einsum(\"ij,kj->ik\", A, A)*S)",
        "norm(v) + var(v) + trace(S*S)",
        "sum(where(v > 0, sqrt(v), 0*v))",
        "x if x > 0 and not isnan(x) else -x",
        "sum(gelu(v) + elu(v) + hardtanh(v) + silu(v))",
        "mean((N @ w)^2)",
        "sum(softmax(N)*N)/size(N, 0)",
        "sum(N[0]*w)",
        "sum(one_hot(i, 3)*S)",
        "sum(tril(S) + diag(v))",
        "sum(stop_gradient(v)*v)",
        "prod(v)*sum(flip(v)*arange(3))",
        "sum(outer(v, v)*S) + sum(matmul(T, A'))",
        "sum(relu(v)*clip(v, -1, 1)*abs(v))",
        "sum(v^x) + atan2(x, 2) + hypot(x, 3)",
      })
  void whatIsPrintedReadsBack(String expression) {
    Graph graph = new Graph();
    Map<String, Node> values =
        Program.parse(INPUTS + "y = " + expression + "; g = grad(sum(y), [x, v, A, S, T, w])")
            .build(graph)
            .values();
    Map<String, TensorType> types = new HashMap<>();
    graph.inputs().forEach((name, node) -> types.put(name, node.type()));
    for (Printer printer : List.of(Printer.TEXT, Printer.UNICODE)) {
      values.forEach((name, node) -> assertReadsBack(graph, types, printer, node));
    }
  }

  private static void assertReadsBack(
      Graph graph, Map<String, TensorType> types, Printer printer, Node node) {
    String text = printer.print(node);
    Node read = Program.parse(text).build(graph, types, DType.F64).result();
    if (read != node) {
      assertEquals(GraphText.of(List.of(node)), GraphText.of(List.of(read)), text);
    }
    assertSame(node, read, text);
  }
}

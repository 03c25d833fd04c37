package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.OpText;
import dev.jacobi.core.op.Rational;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A numbered listing, one node a line: {@code %3 = multiply %1 %2 : f64[2, 2]}. The numbers are the
 * ids of the nodes.
 */
public final class GraphText {

  private static final int SHOWN_ELEMENTS = 16;

  private GraphText() {}

  /** The whole graph, and its outputs by name. */
  public static String of(Graph graph) {
    StringBuilder text = new StringBuilder();
    graph.nodes().forEach(node -> text.append(line(node)).append('\n'));
    graph.outputs().forEach((name, node) -> text.append(name + " = %" + node.id() + "\n"));
    return text.toString();
  }

  /** What the roots, nodes of one graph, are made of. */
  public static String of(Collection<Node> roots) {
    if (roots.isEmpty()) {
      return "";
    }
    Graph graph = roots.iterator().next().graph();
    boolean[] live = graph.live(roots);
    return graph.nodes().stream()
        .filter(node -> live[node.id()])
        .map(node -> line(node) + "\n")
        .collect(Collectors.joining());
  }

  /** One node. */
  public static String line(Node node) {
    String operands =
        node.operands().stream().map(operand -> " %" + operand.id()).collect(Collectors.joining());
    String written = written(node.op());
    int end = written.indexOf(' ');
    String name = end < 0 ? written : written.substring(0, end);
    String details = end < 0 ? "" : written.substring(end);
    return "%" + node.id() + " = " + name + operands + details + " : " + node.type();
  }

  /** The name of the operation, and what else is known of it after a space. */
  private static String written(Op op) {
    if (op instanceof Op.Constant constant) {
      return "constant "
          + (constant.value() instanceof Rational rational
              ? NumberText.text(rational)
              : constant.value().toString());
    }
    if (op instanceof Op.Data data) {
      return "data " + TensorLiteral.text(data.tensor(), Style.TEXT, SHOWN_ELEMENTS);
    }
    return OpText.of(op);
  }
}

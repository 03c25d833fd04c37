package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which partial derivatives are 0 everywhere, as the rules themselves say. Nothing flows through
 * those on any carrier; a zero made of numbers would still make NaN of an infinite factor.
 */
final class FlatPartials {

  private static final Map<ScalarOp, List<Boolean>> FLAT = new EnumMap<>(ScalarOp.class);

  static {
    for (ScalarOp op : ScalarOp.values()) {
      if (op.isDifferentiable() && op != ScalarOp.WHERE) {
        FLAT.put(op, of(op));
      }
    }
  }

  private FlatPartials() {}

  private static List<Boolean> of(ScalarOp op) {
    Graph graph = new Graph();
    List<Node> x = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      x.add(graph.input("x" + i));
    }
    Node y = graph.apply(Op.Map.of(op), x);
    List<Boolean> flat = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      flat.add(isZero(graph, op, i, x, y));
    }
    return List.copyOf(flat);
  }

  private static boolean isZero(Graph graph, ScalarOp op, int i, List<Node> x, Node y) {
    if (op.isOrder(i)) {
      return false;
    }
    Node part = op.timesPartial(graph.scalars(DType.F64), i, graph.input("v"), x, y);
    return graph.literal(part).filter(Rational::isZero).isPresent();
  }

  /** Whether the partial derivative by an operand is 0 everywhere. */
  static boolean contains(ScalarOp op, int i) {
    return FLAT.getOrDefault(op, List.of()).get(i);
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/** A rule written out as a formula, to see whether two rules are the same one. */
final class RuleFormula {

  private final Graph graph = new Graph();
  private final ScalarOp op;
  private final int operand;

  RuleFormula(ScalarOp op, int operand) {
    this.op = op;
    this.operand = operand;
  }

  private Node of(Partial rule) {
    List<Node> x = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      boolean condition = op.kind() == ScalarKind.CHOICE && i == 0;
      x.add(graph.input("x" + i, TensorType.scalar(condition ? DType.BOOL : DType.F64)));
    }
    Algebra<Node> scalars = graph.scalars(DType.F64);
    return rule.apply(scalars, operand, graph.input("v"), x, graph.input("y"));
  }

  /**
   * Whether a fault is none: it touches what the rule does not use, or makes another constant zero
   * of a constant zero.
   */
  boolean isSame(Partial rule, Partial other) {
    try {
      Node first = of(rule);
      Node second = of(other);
      return first == second
          || (isConstant(first) && isConstant(second) && value(first).equals(value(second)));
    } catch (DiagnosticException refused) {
      return false;
    }
  }

  private boolean isConstant(Node node) {
    boolean[] live = graph.live(List.of(node));
    return graph.nodes().stream().noneMatch(n -> live[n.id()] && n.op() instanceof Op.Input);
  }

  private Tensor value(Node node) {
    Tensor found =
        Replay.of(
                new Eager(),
                graph,
                List.of(node),
                input -> {
                  throw new AssertionError(input);
                })
            .get(0);
    return Tensor.scalar(found.item() + 0.0);
  }
}

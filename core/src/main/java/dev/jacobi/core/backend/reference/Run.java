package dev.jacobi.core.backend.reference;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one run. Scalars of floats and truth values stand as doubles in cells, all else in
 * tensors; a tensor is let go after its last use.
 */
final class Run {

  private static final Tensor NONE = Tensor.vector(new double[0]);

  private final Plan plan;
  private final Tensor[] tensors;
  private final double[] cells;

  Run(Plan plan) {
    this.plan = plan;
    this.cells = plan.cells();
    this.tensors = new Tensor[cells.length];
    Arrays.fill(tensors, NONE);
  }

  /** The value of a node that has been computed and not let go. */
  Tensor value(Node node) {
    if (!Plan.isCell(node)) {
      return tensors[node.id()];
    }
    double value = cells[node.id()];
    return switch (node.dtype()) {
      case F64 -> Tensor.scalar(value);
      case F32 -> Tensor.wrap(Shape.SCALAR, new float[] {(float) value});
      case BOOL -> Tensor.wrap(Shape.SCALAR, new boolean[] {value != 0});
      case I64 -> throw new AssertionError(node);
    };
  }

  /** Sets the value of a node. */
  void put(Node node, Tensor value) {
    if (Plan.isCell(node)) {
      cells[node.id()] = value.getDouble(0);
    } else {
      tensors[node.id()] = value;
    }
  }

  /** Computes the value of a node from those of its operands, and lets go what it used last. */
  void compute(Node node) {
    if (Thread.currentThread().isInterrupted()) {
      throw Diagnostic.error("run/interrupted", "the run was interrupted", "").exception();
    }
    if (node.op() instanceof Op.Map map && Plan.isCell(node) && Plan.isCell(node.operand(0))) {
      cells[node.id()] = cell(node, map);
      return;
    }
    List<Tensor> operands = new ArrayList<>(node.operands().size());
    for (Node operand : node.operands()) {
      operands.add(value(operand));
    }
    put(node, Evaluation.of(node.op(), operands, node.type()));
    for (Node operand : node.operands()) {
      if (plan.lastUse(operand) == node.id()) {
        tensors[operand.id()] = NONE;
      }
    }
  }

  private double cell(Node node, Op.Map map) {
    List<Node> operands = node.operands();
    double x = cells[operands.get(0).id()];
    double y = operands.size() > 1 ? cells[operands.get(1).id()] : x;
    double z = operands.size() > 2 ? cells[operands.get(2).id()] : x;
    double value = map.op().function().apply(x, y, z);
    return node.dtype() == DType.F32 ? (float) value : value;
  }
}

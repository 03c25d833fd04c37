package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import java.util.Optional;

/** Decides what each operation becomes; what no rule knows runs by its definition. */
final class Kinds implements Op.Cases<Kind> {

  private final Node node;

  private Kinds(Node node) {
    this.node = node;
  }

  static Kind of(Node node) {
    return Definitions.isKnown(node) ? Kind.SOURCE : node.op().fold(new Kinds(node));
  }

  @Override
  public Kind input(Op.Input op) {
    return Kind.SOURCE;
  }

  @Override
  public Kind constant(Op.Constant op) {
    return Kind.SOURCE;
  }

  @Override
  public Kind data(Op.Data op) {
    return Kind.SOURCE;
  }

  @Override
  public Kind map(Op.Map op) {
    boolean integers = node.operand(node.operands().size() - 1).dtype() == DType.I64;
    return integers || op.op().expansion().isPresent() ? Kind.ELEMENT : Kind.DEFINED;
  }

  @Override
  public Kind cast(Op.Cast op) {
    return Kind.ELEMENT;
  }

  @Override
  public Kind reduce(Op.Reduce op) {
    boolean streams =
        Loop.Reduce.takes(op.reduction(), node.operand(0).dtype().lane())
            && Rows.of(op, node.operand(0).shape()).isPresent();
    return streams ? Kind.REDUCE : Kind.DEFINED;
  }

  @Override
  public Kind argMax(Op.ArgMax op) {
    return Kind.DEFINED;
  }

  @Override
  public Kind normalize(Op.Normalize op) {
    return Kind.DEFINED;
  }

  @Override
  public Kind broadcast(Op.Broadcast op) {
    return Kind.VIEW;
  }

  @Override
  public Kind reshape(Op.Reshape op) {
    return Kind.VIEW;
  }

  @Override
  public Kind permute(Op.Permute op) {
    return Kind.VIEW;
  }

  @Override
  public Kind slice(Op.Slice op) {
    return Kind.VIEW;
  }

  @Override
  public Kind embed(Op.Embed op) {
    return Kind.PARTS;
  }

  @Override
  public Kind concat(Op.Concat op) {
    return Kind.PARTS;
  }

  @Override
  public Kind contract(Op.Contract op) {
    return node.dtype().isFloat() ? Kind.PRODUCT : Kind.DEFINED;
  }

  @Override
  public Kind gather(Op.Gather op) {
    boolean empty = node.shape().elements() == 0 || node.operand(0).shape().elements() == 0;
    return empty ? Kind.DEFINED : Kind.ELEMENT;
  }

  @Override
  public Kind scatterAdd(Op.ScatterAdd op) {
    boolean empty = node.shape().elements() == 0 || node.operand(0).shape().elements() == 0;
    return empty || !node.dtype().isFloat() ? Kind.DEFINED : Kind.SCATTER;
  }

  @Override
  public Kind oneHot(Op.OneHot op) {
    return node.shape().elements() == 0 ? Kind.DEFINED : Kind.ELEMENT;
  }

  @Override
  public Kind iota(Op.Iota op) {
    return Kind.SOURCE;
  }

  @Override
  public Kind sizeOf(Op.SizeOf op) {
    return Kind.SOURCE;
  }

  @Override
  public Kind detach(Op.Detach op) {
    return Kind.VIEW;
  }

  /** How the elements under a reduction lie: outer × reduced × inner. */
  record Rows(int outer, int reduced, int inner) {

    /** Empty when the reduced axes do not lie behind each other. */
    static Optional<Rows> of(Op.Reduce op, Shape shape) {
      int[] sizes = shape.sizes();
      int[] extents = {1, 1, 1};
      int part = 0;
      for (int axis = 0; axis < sizes.length; axis++) {
        if (sizes[axis] == 1) {
          continue;
        }
        boolean reduced = op.axes().contains(axis);
        if (reduced ? part == 0 : part == 1) {
          part++;
        } else if (reduced && part == 2) {
          return Optional.empty();
        }
        extents[part] *= sizes[axis];
      }
      return Optional.of(new Rows(extents[0], extents[1], extents[2]));
    }
  }
}

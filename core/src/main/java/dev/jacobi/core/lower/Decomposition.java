package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A graph without the operations that are several steps: norms, log-sum-exp and normalisations are
 * written out as the maxima, exponentials, sums and quotients that define them, rounding by
 * rounding; what changes nothing is dropped, and what is made of constants alone is one.
 */
final class Decomposition {

  private final Graph result = new Graph();

  private Decomposition() {}

  /** The frozen graph, written out. */
  static Graph of(Graph graph) {
    return new Decomposition().copy(graph);
  }

  private Graph copy(Graph graph) {
    boolean[] live = graph.live(graph.outputs().values());
    Node[] images = new Node[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      if (live[node.id()] || node.op() instanceof Op.Input) {
        List<Node> operands = new ArrayList<>(node.operands().size());
        for (Node operand : node.operands()) {
          operands.add(images[operand.id()]);
        }
        images[node.id()] = image(node, operands);
      }
    }
    Map<String, Node> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, node) -> outputs.put(name, images[node.id()]));
    return result.extract(outputs);
  }

  private Node image(Node node, List<Node> operands) {
    Op op = node.op();
    if (op instanceof Op.Detach) {
      return operands.get(0);
    }
    boolean moves = op instanceof Op.Broadcast || op instanceof Op.Reshape;
    if (moves && node.shape().equals(operands.get(0).shape())) {
      return operands.get(0);
    }
    if (isNumber(node, operands)) {
      List<Tensor> values = operands.stream().map(Definitions::value).toList();
      return result.data(Evaluation.of(op, values, node.type()));
    }
    boolean empty = operands.stream().anyMatch(operand -> operand.shape().elements() == 0);
    if (!empty && op instanceof Op.Normalize normalize) {
      return normalize(normalize, operands.get(0));
    }
    if (!empty && op instanceof Op.Reduce reduce) {
      return reduce(reduce, operands.get(0), node);
    }
    if (!empty && op instanceof Op.ArgMax arg) {
      return argMax(arg, operands.get(0));
    }
    if (op instanceof Op.OneHot hot && isInside(node.operand(0), hot)) {
      return marked(hot, operands.get(0));
    }
    return result.apply(op, operands);
  }

  /** The first position at which the largest element stands, or the first NaN. */
  private Node argMax(Op.ArgMax op, Node operand) {
    Node x = operand.dtype() == DType.BOOL ? result.cast(operand, DType.F32) : operand;
    int axis = x.shape().axis(op.axis());
    Node largest = result.apply(new Op.Reduce(Reduction.MAX, List.of(axis), true), List.of(x));
    Node isLargest = result.map(ScalarOp.EQ, x, largest);
    Node found =
        x.dtype() == DType.I64
            ? isLargest
            : result.map(ScalarOp.OR, isLargest, result.map(ScalarOp.NE, x, x));
    int[] sizes = new int[x.shape().rank() - axis];
    Arrays.fill(sizes, 1);
    sizes[0] = x.shape().sizes()[axis];
    long[] ramp = LongStream.range(0, sizes[0]).toArray();
    Node position =
        result.data(Tensor.wrap(Shape.of(Arrays.stream(sizes).asLongStream().toArray()), ramp));
    Node none = result.constant(Long.MAX_VALUE, DType.I64);
    Node candidates = result.where(found, position, none);
    Op first = new Op.Reduce(Reduction.MIN, List.of(axis), false);
    return result.apply(first, List.of(candidates));
  }

  /** Whether a value is a position that a one-hot value always has. */
  private static boolean isInside(Node position, Op.OneHot op) {
    long extent = op.extent().size();
    boolean counted = position.op() instanceof Op.Iota iota && iota.extent().size() <= extent;
    boolean found =
        position.op() instanceof Op.ArgMax arg
            && position.operand(0).shape().sizes()[position.operand(0).shape().axis(arg.axis())]
                <= extent;
    return op.ignored().isEmpty() && (counted || found);
  }

  /** One-hot values of positions that are inside: nothing is to be looked at. */
  private Node marked(Op.OneHot op, Node position) {
    List<Dim> dims = new ArrayList<>(position.shape().dims());
    dims.add(Dim.of(1));
    Node column = result.reshape(position, Shape.of(dims));
    return result.map(ScalarOp.EQ, column, result.apply(new Op.Iota(op.extent()), List.of()));
  }

  /** Whether a node is one number that is known now: a function of constants. */
  private static boolean isNumber(Node node, List<Node> operands) {
    boolean computes = node.op() instanceof Op.Map || node.op() instanceof Op.Cast;
    return computes
        && node.shape().rank() == 0
        && node.dtype() != DType.I64
        && operands.stream().allMatch(Definitions::isNumber);
  }

  private Node reduce(Op.Reduce op, Node x, Node node) {
    return switch (op.reduction()) {
      case NORM ->
          result.map(ScalarOp.SQRT, reduced(Reduction.SUM, op, result.map(ScalarOp.SQUARE, x)));
      case LOGSUMEXP -> logSumExp(op, x, node);
      default -> reduced(op.reduction(), op, x);
    };
  }

  private Node reduced(Reduction reduction, Op.Reduce like, Node x) {
    Op.Reduce op = new Op.Reduce(reduction, like.axes(), like.keepDims());
    if (Kinds.Rows.of(op, x.shape()).isPresent()) {
      return result.apply(op, List.of(x));
    }
    return apart(op, x);
  }

  /** A reduction of axes that do not lie behind each other: they are brought to the end first. */
  private Node apart(Op.Reduce op, Node x) {
    List<Integer> axes = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (!op.axes().contains(axis)) {
        axes.add(axis);
      }
    }
    op.axes().forEach(axis -> last.add(axes.size() + last.size()));
    axes.addAll(op.axes());
    Node rows = result.apply(new Op.Permute(axes), List.of(x));
    Node value = result.apply(new Op.Reduce(op.reduction(), last, false), List.of(rows));
    Shape shape = op.infer(List.of(x.type())).shape();
    return value.shape().equals(shape) ? value : result.reshape(value, shape);
  }

  private Node logSumExp(Op.Reduce op, Node x, Node node) {
    Op.Reduce kept = new Op.Reduce(Reduction.MAX, op.axes(), true);
    Node largest = reduced(Reduction.MAX, kept, x);
    Node infinite =
        result.map(
            ScalarOp.EQ,
            result.map(ScalarOp.ABS, largest),
            result.constant(NamedConstant.INFINITY, x.dtype()));
    Node shift = result.where(infinite, result.constant(0L, x.dtype()), largest);
    Node powers = result.map(ScalarOp.EXP, result.minus(x, shift));
    Node sum = reduced(Reduction.SUM, kept, powers);
    Node value = result.plus(shift, result.map(ScalarOp.LOG, sum));
    return node.shape().equals(value.shape()) ? value : result.reshape(value, node.shape());
  }

  private Node normalize(Op.Normalize op, Node x) {
    List<Integer> axes = List.of(x.shape().axis(op.axis()));
    Node largest = result.apply(new Op.Reduce(Reduction.MAX, axes, true), List.of(x));
    Node shifted = result.minus(x, largest);
    Node powers = result.map(ScalarOp.EXP, shifted);
    Node sum = result.apply(new Op.Reduce(Reduction.SUM, axes, true), List.of(powers));
    return op.normalization() == Normalization.SOFTMAX
        ? result.div(powers, sum)
        : result.minus(shifted, result.map(ScalarOp.LOG, sum));
  }
}

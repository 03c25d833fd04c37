package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Repetition, reshaping, permutation and parts: elements move, and no bit of them changes. */
final class ViewRules {

  private ViewRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        rule("f(broadcast(x), y) = broadcast(f(x, y))", Op.Map.class, ViewRules::hoistBroadcast),
        rule("data(a) = broadcast(a)", Op.Data.class, ViewRules::uniform),
        rule("cast(a) = a", Op.Cast.class, ViewRules::castConstant),
        rule(
            "broadcast(broadcast(x)) = broadcast(x)",
            Op.Broadcast.class,
            (op, node) ->
                under(node, Op.Broadcast.class).map(x -> node.graph().broadcast(x, op.shape()))),
        rule(
            "broadcast(x) = x",
            Op.Broadcast.class,
            (op, node) -> Optional.of(node.operand(0)).filter(x -> x.shape().equals(op.shape()))),
        rule("reshape(x) = broadcast(x)", Op.Reshape.class, ViewRules::leadingOnes),
        rule(
            "reshape(x) = x",
            Op.Reshape.class,
            (op, node) -> Optional.of(node.operand(0)).filter(x -> x.shape().equals(op.shape()))),
        rule(
            "reshape(reshape(x)) = reshape(x)",
            Op.Reshape.class,
            (op, node) ->
                under(node, Op.Reshape.class).map(x -> node.graph().reshape(x, op.shape()))),
        rule(
            "reshape(broadcast(x)) = reshape(x)",
            Op.Reshape.class,
            (op, node) ->
                under(node, Op.Broadcast.class)
                    .filter(x -> proper(x.shape()).equals(proper(node.operand(0).shape())))
                    .map(x -> node.graph().reshape(x, op.shape()))),
        rule("reshape(broadcast(a)) = broadcast(a)", Op.Reshape.class, ViewRules::sameEverywhere),
        rule("permute(broadcast(a)) = broadcast(a)", Op.Permute.class, ViewRules::sameEverywhere),
        rule("slice(broadcast(a)) = broadcast(a)", Op.Slice.class, ViewRules::sameEverywhere),
        rule(
            "permute(permute(x)) = permute(x)",
            Op.Permute.class,
            (op, node) -> under(node, Op.Permute.class).map(x -> compose(op, node, x))),
        rule(
            "permute(x) = x",
            Op.Permute.class,
            (op, node) ->
                Optional.of(node.operand(0))
                    .filter(x -> node.graph().allAxes(x).equals(op.axes()))),
        rule(
            "slice(x) = x",
            Op.Slice.class,
            (op, node) -> Optional.of(node.operand(0)).filter(x -> isAll(op.ranges(), x.shape()))),
        rule(
            "embed(x) = x",
            Op.Embed.class,
            (op, node) -> Optional.of(node.operand(0)).filter(x -> isAll(op.ranges(), op.shape()))),
        rule(
            "slice(embed(x)) = x",
            Op.Slice.class,
            (op, node) ->
                under(node, Op.Embed.class)
                    .filter(x -> ((Op.Embed) node.operand(0).op()).ranges().equals(op.ranges()))),
        rule("embed(0) = 0", Op.Embed.class, ViewRules::embedZero));
  }

  /** Equations that save no work, but bring what belongs together side by side. */
  static Stream<Rule> towardsOperands() {
    return Stream.of(
        rule("reshape(a*x) = a*reshape(x)", Op.Reshape.class, ViewRules::underScaling),
        rule("permute(a*x) = a*permute(x)", Op.Permute.class, ViewRules::underScaling));
  }

  /** Moves a view under a product or quotient with scalars. */
  private static Optional<Node> underScaling(Op view, Node node) {
    Node scaled = node.operand(0);
    boolean product = scaled.is(ScalarOp.MUL) || scaled.is(ScalarOp.DIV) || scaled.is(ScalarOp.NEG);
    long tensors = scaled.operands().stream().filter(x -> x.shape().rank() > 0).count();
    if (!product || tensors != 1) {
      return Optional.empty();
    }
    Graph graph = node.graph();
    List<Node> operands =
        scaled.operands().stream()
            .map(x -> x.shape().rank() > 0 ? graph.apply(view, List.of(x)) : x)
            .toList();
    return Optional.of(graph.apply(scaled.op(), operands));
  }

  /** A rule for one kind of operation. */
  static <P extends Op> Rule rule(
      String name, Class<P> kind, BiFunction<P, Node, Optional<Node>> step) {
    return rule(name, kind, Validity.EXACT, step);
  }

  /** A rule for one kind of operation. */
  static <P extends Op> Rule rule(
      String name, Class<P> kind, Validity validity, BiFunction<P, Node, Optional<Node>> step) {
    return Rule.structural(
        name, validity, kind::isInstance, (node, facts) -> step.apply(kind.cast(node.op()), node));
  }

  /** The operand of the operand, when that was made by such an operation. */
  static Optional<Node> under(Node node, Class<? extends Op> kind) {
    Node operand = node.operand(0);
    return kind.isInstance(operand.op()) ? Optional.of(operand.operand(0)) : Optional.empty();
  }

  private static Optional<Node> hoistBroadcast(Op.Map op, Node node) {
    if (node.operands().stream().noneMatch(x -> x.op() instanceof Op.Broadcast)) {
      return Optional.empty();
    }
    List<Node> inner =
        node.operands().stream()
            .map(x -> x.op() instanceof Op.Broadcast ? x.operand(0) : x)
            .toList();
    return Optional.of(node.graph().apply(op, inner));
  }

  private static Optional<Node> uniform(Op.Data op, Node node) {
    Tensor tensor = op.tensor();
    if (tensor.size() == 0 || tensor.dtype() == DType.BOOL) {
      return Optional.empty();
    }
    double first = tensor.getDouble(0);
    for (int i = 0; i < tensor.size(); i++) {
      if (tensor.getDouble(i) != first || Math.abs(first) > 1 << 24) {
        return Optional.empty();
      }
    }
    boolean whole = first == Math.rint(first);
    Optional<Rational> value = Rational.of(first).filter(r -> whole || tensor.dtype() == DType.F64);
    boolean zeros = first == 0 && !hasOneZero(tensor);
    return value
        .filter(r -> !zeros)
        .map(r -> node.graph().broadcast(node.graph().constant(r, tensor.dtype()), tensor.shape()));
  }

  private static boolean hasOneZero(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (Double.doubleToRawLongBits(tensor.getDouble(i)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Node> castConstant(Op.Cast op, Node node) {
    Graph graph = node.graph();
    Node x = node.operand(0);
    boolean widens = x.dtype() == DType.I64 && op.dtype().isFloat();
    return graph.literal(x).filter(value -> widens).map(value -> graph.constant(value, op.dtype()));
  }

  private static Optional<Node> leadingOnes(Op.Reshape op, Node node) {
    Shape from = node.operand(0).shape();
    int extra = op.shape().rank() - from.rank();
    boolean fits =
        extra > 0
            && op.shape().dims().subList(extra, op.shape().rank()).equals(from.dims())
            && op.shape().dims().subList(0, extra).stream().allMatch(Dim.ONE::equals);
    return fits
        ? Optional.of(node.graph().broadcast(node.operand(0), op.shape()))
        : Optional.empty();
  }

  /** The extents other than 1. */
  static List<Dim> proper(Shape shape) {
    return shape.dims().stream().filter(dim -> !dim.equals(Dim.ONE)).toList();
  }

  /** A repeated scalar stays one wherever its elements go. */
  private static Optional<Node> sameEverywhere(Op op, Node node) {
    return under(node, Op.Broadcast.class)
        .filter(x -> x.shape().rank() == 0)
        .map(x -> node.graph().broadcast(x, node.shape()));
  }

  private static Node compose(Op.Permute outer, Node node, Node x) {
    List<Integer> inner = ((Op.Permute) node.operand(0).op()).axes();
    List<Integer> axes = new ArrayList<>();
    for (int axis : outer.axes()) {
      axes.add(inner.get(axis));
    }
    return node.graph().permute(x, axes);
  }

  private static boolean isAll(List<Op.Range> ranges, Shape shape) {
    Function<Dim, Op.Range> all = Op.Range::all;
    return ranges.equals(shape.dims().stream().map(all).toList());
  }

  private static Optional<Node> embedZero(Op.Embed op, Node node) {
    Node x = node.operand(0);
    Node value = x.op() instanceof Op.Broadcast ? x.operand(0) : x;
    return node.graph()
        .literal(value)
        .filter(Rational::isZero)
        .map(zero -> node.graph().broadcast(value, op.shape()));
  }
}

package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What holds of sums over axes. */
final class ReductionRules {

  private ReductionRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        sum("sum(broadcast(x)) = size*x", ReductionRules::sumOfRepeated),
        sum("sum(x, axis of extent 1) = reshape(x)", ReductionRules::sumOfUnits),
        sum("sum(sum(x)) = sum(x)", ReductionRules::sumOfSum),
        sum("sum(reshape(x)) = sum(x)", ReductionRules::sumOfView),
        structural(
            "reshape(sum(x)) = sum(x, keepdims)",
            ReductionRules::isReshape,
            (node, facts) -> keepDims(node)),
        sum("sum(x, keepdims) = broadcast(sum(x))", ReductionRules::leadingAxes),
        structural("sum(x - sum(x)/size) = 0", ReductionRules::isSum, ReductionRules::centred),
        structural("sum(a*x) = a*sum(x)", ReductionRules::isSum, ReductionRules::takeOut),
        structural(
            "a*sum(x*seed) = sum(a*x*seed)", ReductionRules::isProduct, ReductionRules::takeIn));
  }

  private static Rule structural(
      String name,
      java.util.function.Predicate<Op> root,
      BiFunction<Node, Facts, Optional<Node>> step) {
    return Rule.structural(name, REAL, root, step);
  }

  private static Rule sum(String name, BiFunction<Op.Reduce, Node, Optional<Node>> step) {
    return Rule.structural(
        name,
        REAL,
        ReductionRules::isSum,
        (node, facts) -> step.apply((Op.Reduce) node.op(), node));
  }

  static boolean isSum(Op op) {
    return op instanceof Op.Reduce reduce && reduce.reduction() == Reduction.SUM;
  }

  private static boolean isReshape(Op op) {
    return op instanceof Op.Reshape;
  }

  private static boolean isProduct(Op op) {
    return op instanceof Op.Map map
        && (map.op() == ScalarOp.MUL || map.op() == ScalarOp.DIV || map.op() == ScalarOp.NEG);
  }

  /** The extent of a value along an axis counted in a shape of higher rank. */
  private static Dim extent(Node x, int axis, int rank) {
    return x.shape().alignedDim(axis, rank);
  }

  private static Optional<Node> sumOfRepeated(Op.Reduce op, Node node) {
    Graph graph = node.graph();
    Node body = node.operand(0);
    if (!(body.op() instanceof Op.Broadcast)) {
      return Optional.empty();
    }
    Node x = body.operand(0);
    Shape shape = body.shape();
    List<Integer> repeated = new ArrayList<>();
    for (int axis : op.axes()) {
      boolean repeats =
          extent(x, axis, shape.rank()).equals(Dim.ONE) && !shape.dim(axis).equals(Dim.ONE);
      if (repeats) {
        repeated.add(axis);
        shape = shape.with(axis, Dim.ONE);
      }
    }
    if (repeated.isEmpty()) {
      return Optional.empty();
    }
    Node once = graph.apply(op, List.of(graph.broadcast(x, shape)));
    return Optional.of(graph.times(graph.count(body, repeated, node.dtype()), once));
  }

  private static Optional<Node> sumOfUnits(Op.Reduce op, Node node) {
    Node body = node.operand(0);
    List<Integer> others =
        op.axes().stream().filter(axis -> !body.shape().dim(axis).equals(Dim.ONE)).toList();
    if (others.size() == op.axes().size()) {
      return Optional.empty();
    }
    Node rest = node.graph().reduce(Reduction.SUM, body, others, op.keepDims());
    return Optional.of(node.graph().reshape(rest, node.shape()));
  }

  private static Optional<Node> sumOfSum(Op.Reduce op, Node node) {
    Node inner = node.operand(0);
    if (!isSum(inner.op())) {
      return Optional.empty();
    }
    return Optional.of(joined(op, node));
  }

  /** A reduction of a reduction of the same kind as one over all their axes. */
  static Node joined(Op.Reduce op, Node node) {
    Node inner = node.operand(0);
    Op.Reduce first = (Op.Reduce) inner.op();
    Node x = inner.operand(0);
    List<Integer> kept = new ArrayList<>(node.graph().allAxes(x));
    if (!first.keepDims()) {
      kept.removeAll(first.axes());
    }
    TreeSet<Integer> axes = new TreeSet<>(first.axes());
    op.axes().forEach(axis -> axes.add(kept.get(axis)));
    Node joined = node.graph().reduce(op.reduction(), x, axes, op.keepDims());
    return node.graph().reshape(joined, node.shape());
  }

  /** Axes of extent 1 in front need not be kept: operands of a sum or product get them anyway. */
  private static Optional<Node> leadingAxes(Op.Reduce op, Node node) {
    boolean leading = op.axes().get(op.axes().size() - 1) == op.axes().size() - 1;
    if (!op.keepDims() || !leading) {
      return Optional.empty();
    }
    Op plain = new Op.Reduce(op.reduction(), op.axes(), false);
    Node sum = node.graph().apply(plain, node.operands());
    return Optional.of(node.graph().broadcast(sum, node.shape()));
  }

  /** All elements summed, their order does not matter. */
  private static Optional<Node> sumOfView(Op.Reduce op, Node node) {
    Node body = node.operand(0);
    boolean all = op.axes().size() == body.shape().rank();
    boolean view = body.op() instanceof Op.Reshape || body.op() instanceof Op.Permute;
    boolean zeros = body.op() instanceof Op.Embed;
    return all && (view || zeros)
        ? Optional.of(node.graph().reshape(node.graph().sum(body.operand(0)), node.shape()))
        : Optional.empty();
  }

  private static Optional<Node> keepDims(Node node) {
    Node sum = node.operand(0);
    if (!(sum.op() instanceof Op.Reduce op)) {
      return Optional.empty();
    }
    for (boolean keep : new boolean[] {false, true}) {
      if (sum.operand(0).shape().reduce(op.axes(), keep).equals(node.shape())) {
        Op other = new Op.Reduce(op.reduction(), op.axes(), keep);
        return Optional.of(node.graph().apply(other, List.of(sum.operand(0))));
      }
    }
    return Optional.empty();
  }

  /** Deviations from the mean sum to nothing; other sums are not split. */
  private static Optional<Node> centred(Node node, Facts facts) {
    Op.Reduce op = (Op.Reduce) node.op();
    Node body = node.operand(0);
    if (!body.dtype().isFloat() || !Sum.isSum(body)) {
      return Optional.empty();
    }
    Graph graph = node.graph();
    Product size = Product.of(graph.count(body, op.axes(), body.dtype()), facts);
    Merging merging = new Merging(facts);
    List<Product> parts = new ArrayList<>();
    for (Product term : Sum.of(body, facts).terms()) {
      if (!term.powers().stream().allMatch(power -> isConstant(power.base(), op, body))) {
        Node inner = graph.broadcast(term.unit().build(), body.shape());
        Power sum = Power.of(graph.apply(op, List.of(inner)));
        parts.add(term.withPowers(List.of(sum)));
      } else {
        Product all = sameSums(term, op).times(size);
        parts.add(merging.across(all).orElse(all));
      }
    }
    return new Sum(graph, parts)
        .merged()
        .filter(rest -> rest.terms().isEmpty())
        .map(rest -> rest.build(node));
  }

  /** Whether a factor has one value all along the axes. */
  private static boolean isConstant(Node factor, Op.Reduce op, Node body) {
    int rank = body.shape().rank();
    return op.axes().stream().allMatch(axis -> extent(factor, axis, rank).equals(Dim.ONE));
  }

  /** The product with its sums along the same axes written alike. */
  private static Product sameSums(Product term, Op.Reduce op) {
    List<Power> powers = new ArrayList<>();
    for (Power power : term.powers()) {
      Node base = power.base();
      boolean alike = isSum(base.op()) && ((Op.Reduce) base.op()).axes().equals(op.axes());
      powers.add(
          alike ? new Power(base.graph().apply(op, base.operands()), power.exponent()) : power);
    }
    return term.withPowers(powers);
  }

  /** Factors that are the same all along the axes leave the sum, unless the seed stays in it. */
  private static Optional<Node> takeOut(Node node, Facts facts) {
    Op.Reduce op = (Op.Reduce) node.op();
    Node body = node.operand(0);
    if (!body.dtype().isFloat() || !(body.op() instanceof Op.Map map) || !isProduct(map)) {
      return Optional.empty();
    }
    Product product = Product.of(body, facts);
    List<Power> inside = new ArrayList<>();
    List<Power> outside = new ArrayList<>();
    for (Power power : product.powers()) {
      (leaves(power.base(), op, body) ? outside : inside).add(power);
    }
    boolean seed = inside.stream().anyMatch(power -> FactorOrder.isSeed(power.base()));
    Product out = product.withPowers(outside);
    boolean nothing = out.weight() == 0 && out.coefficient().signum() > 0;
    if (seed || inside.isEmpty() || nothing) {
      return Optional.empty();
    }
    Graph graph = node.graph();
    Node rest = graph.broadcast(product.unit().withPowers(inside).build(), body.shape());
    return Optional.of(graph.times(out.build(), graph.apply(op, List.of(rest))));
  }

  /** Whether a factor has one value along the axes and still fits the result without them. */
  private static boolean leaves(Node factor, Op.Reduce op, Node body) {
    if (ViewRules.proper(factor.shape()).isEmpty()) {
      return factor.shape().rank() == 0 || op.keepDims();
    }
    int rank = body.shape().rank();
    int extra = rank - factor.shape().rank();
    for (int axis : op.axes()) {
      boolean repeats = extent(factor, axis, rank).equals(Dim.ONE);
      if (!repeats || !(op.keepDims() || axis < extra)) {
        return false;
      }
    }
    return op.keepDims() || op.axes().size() == extra;
  }

  /** Factors that are the same all along the axes enter a sum over the seed. */
  private static Optional<Node> takeIn(Node node, Facts facts) {
    if (!node.dtype().isFloat()) {
      return Optional.empty();
    }
    Product product = Product.of(node, facts);
    for (Power power : product.powers()) {
      Node sum = power.base();
      boolean single = power.equals(Power.of(sum)) && isSum(sum.op());
      if (single && hasSeed(Product.of(sum.operand(0), facts))) {
        List<Power> others = new ArrayList<>(product.powers());
        others.remove(power);
        Product factor = product.withPowers(others);
        boolean scalars = others.stream().allMatch(other -> other.base().shape().rank() == 0);
        return scalars
            ? Optional.of(
                node.graph()
                    .apply(sum.op(), List.of(node.graph().times(factor.build(), sum.operand(0)))))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean hasSeed(Product product) {
    return product.powers().stream().anyMatch(power -> FactorOrder.isSeed(power.base()));
  }
}

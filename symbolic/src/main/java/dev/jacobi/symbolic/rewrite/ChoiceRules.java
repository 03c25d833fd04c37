package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.EXACT;
import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What holds of choices between two values, and of the conditions they hang on. */
final class ChoiceRules {

  /** How many operations under a choice are looked at for another with the same condition. */
  private static final int DEPTH = 40;

  private ChoiceRules() {}

  static Stream<Rule> exact() {
    return Stream.of(
        choice(
            "where(p, f(where(p, x, y)), z) = where(p, f(x), z)",
            EXACT,
            (node, facts) -> decided(node)),
        ViewRules.rule(
            "any(broadcast(p)) = any(p)",
            Op.Reduce.class,
            (op, node) -> anyRepeated(op, node, false)),
        ViewRules.rule("any(p, axis of extent 1) = p", Op.Reduce.class, ChoiceRules::anyOfOne),
        ViewRules.rule("any(any(p)) = any(p)", Op.Reduce.class, ChoiceRules::anyOfAny),
        ViewRules.rule("any(one_hot(arange)) = 1", Op.Reduce.class, ChoiceRules::anyOnDiagonal));
  }

  /** Dimensions with names are taken for at least 1. */
  static Stream<Rule> real() {
    return Stream.of(
        ViewRules.rule(
            "any(broadcast(p), axis with a name) = any(p)",
            Op.Reduce.class,
            REAL,
            (op, node) -> anyRepeated(op, node, true)),
        comparison(),
        scaledComparison(),
        function(),
        choice("where(x == 0, f(0), f(x)) = f(x)", REAL, (node, facts) -> continuous(node)),
        choice("where(x == 0, y, z*x/x) = where(x == 0, y, z)", REAL, ChoiceRules::cancel),
        choice("where(sum(x^2) == 0, 0, x*y) = x*y", REAL, ChoiceRules::vanishing),
        scalar("sum(where(p, x, 0)) = where(p, sum(x), 0)", Op.Reduce.class),
        scalar("reshape(where(p, x, 0)) = where(p, reshape(x), 0)", Op.Reshape.class),
        scalar("permute(where(p, x, 0)) = where(p, permute(x), 0)", Op.Permute.class),
        scalar("where(p, x, 0) @ y = where(p, x @ y, 0)", Op.Contract.class));
  }

  private static Rule choice(
      String name, Validity validity, BiFunction<Node, Facts, Optional<Node>> step) {
    return Rule.structural(
        name, validity, op -> op instanceof Op.Map map && map.op() == ScalarOp.WHERE, step);
  }

  /** Within a branch the same condition is decided already, element by element. */
  private static Optional<Node> decided(Node node) {
    Node condition = node.operand(0);
    Node ifTrue = decide(node.operand(1), condition, 1);
    Node ifFalse = decide(node.operand(2), condition, 2);
    boolean same = ifTrue == node.operand(1) && ifFalse == node.operand(2);
    return same ? Optional.empty() : Optional.of(node.graph().where(condition, ifTrue, ifFalse));
  }

  /** The branch with every choice by the condition replaced by one of its operands. */
  private static Node decide(Node branch, Node condition, int operand) {
    List<Node> inside = new ArrayList<>(List.of(branch));
    for (int i = 0; i < inside.size() && inside.size() < DEPTH; i++) {
      boolean elementWise = inside.get(i).op() instanceof Op.Map;
      if (elementWise) {
        inside.get(i).operands().stream().filter(x -> !inside.contains(x)).forEach(inside::add);
      }
    }
    List<Node> ascending = inside.stream().sorted(Comparator.comparingInt(Node::id)).toList();
    Map<Node, Node> images = new HashMap<>();
    for (Node node : ascending) {
      Node image = node;
      if (node.op() instanceof Op.Map) {
        List<Node> operands = node.operands().stream().map(x -> images.getOrDefault(x, x)).toList();
        image = node.graph().apply(node.op(), operands);
      }
      boolean decided =
          image.is(ScalarOp.WHERE)
              && image.operand(0) == condition
              && image.operand(operand).shape().equals(image.shape());
      images.put(node, decided ? image.operand(operand) : image);
    }
    return images.getOrDefault(branch, branch);
  }

  /**
   * Truth values repeated along the reduced axes, not repeated.
   *
   * @param named whether axes with a name are taken for ones with elements
   */
  private static Optional<Node> anyRepeated(Op.Reduce op, Node node, boolean named) {
    Node body = node.operand(0);
    boolean logical = op.reduction().isLogical() && body.op() instanceof Op.Broadcast;
    if (!logical) {
      return Optional.empty();
    }
    Node x = body.operand(0);
    Shape shape = body.shape();
    for (int axis : op.axes()) {
      Dim dim = shape.dim(axis);
      boolean filled = dim instanceof Dim.Fixed fixed ? fixed.size() > 1 : named;
      if (filled && x.shape().alignedDim(axis, shape.rank()).equals(Dim.ONE)) {
        shape = shape.with(axis, Dim.ONE);
      }
    }
    return shape.equals(body.shape())
        ? Optional.empty()
        : Optional.of(node.graph().apply(op, List.of(node.graph().broadcast(x, shape))));
  }

  private static Optional<Node> anyOfOne(Op.Reduce op, Node node) {
    Node body = node.operand(0);
    List<Integer> others =
        op.axes().stream().filter(axis -> !body.shape().dim(axis).equals(Dim.ONE)).toList();
    if (!op.reduction().isLogical() || others.size() == op.axes().size()) {
      return Optional.empty();
    }
    Node rest = node.graph().reduce(op.reduction(), body, others, op.keepDims());
    return Optional.of(node.graph().reshape(rest, node.shape()));
  }

  private static Optional<Node> anyOfAny(Op.Reduce op, Node node) {
    Node inner = node.operand(0);
    boolean twice =
        op.reduction().isLogical()
            && inner.op() instanceof Op.Reduce first
            && first.reduction() == op.reduction();
    return twice ? Optional.of(ReductionRules.joined(op, node)) : Optional.empty();
  }

  /** Whether a value is true just on the diagonal of a square matrix. */
  static boolean isDiagonal(Node node) {
    return node.op() instanceof Op.OneHot hot
        && node.operand(0).op() instanceof Op.Iota iota
        && iota.extent().equals(hot.extent());
  }

  private static Optional<Node> anyOnDiagonal(Op.Reduce op, Node node) {
    boolean fits =
        op.reduction() == Reduction.ANY && op.axes().size() == 1 && isDiagonal(node.operand(0));
    Node truth = node.graph().constant(1, DType.BOOL);
    return fits ? Optional.of(node.graph().broadcast(truth, node.shape())) : Optional.empty();
  }

  /** A comparison with 0 that the sign decides. */
  private static Rule comparison() {
    return Rule.structural(
        "x < 0 = 0",
        REAL,
        op -> op instanceof Op.Map map && map.op().kind() == ScalarKind.COMPARISON,
        (node, facts) -> {
          Graph graph = node.graph();
          boolean zero = graph.literal(node.operand(1)).filter(Rational::isZero).isPresent();
          Answer answer =
              zero ? compare(((Op.Map) node.op()).op(), node.operand(0), facts) : Answer.UNKNOWN;
          return answer == Answer.UNKNOWN
              ? Optional.empty()
              : Optional.of(graph.constant(answer == Answer.PROVED ? 1 : 0, DType.BOOL));
        });
  }

  private static Answer compare(ScalarOp op, Node x, Facts facts) {
    return switch (op) {
      case GT -> facts.positive(x);
      case LE -> facts.positive(x).not();
      case GE -> facts.nonNegative(x);
      case LT -> facts.nonNegative(x).not();
      case NE -> facts.nonZero(x);
      case EQ -> facts.nonZero(x).not();
      default -> Answer.UNKNOWN;
    };
  }

  /** A comparison with 0 does not hang on a positive factor. */
  private static Rule scaledComparison() {
    return Rule.structural(
        "a*x < 0 = x < 0",
        REAL,
        op -> op instanceof Op.Map map && map.op().kind() == ScalarKind.COMPARISON,
        (node, facts) -> {
          Graph graph = node.graph();
          Node x = node.operand(0);
          boolean zero = graph.literal(node.operand(1)).filter(Rational::isZero).isPresent();
          if (!zero || !x.dtype().isFloat() || x.op() instanceof Op.Constant) {
            return Optional.empty();
          }
          Product product = Product.of(x, facts);
          Node unit = product.unit().build();
          return product.coefficient().signum() > 0 && unit != x
              ? Optional.of(graph.map(((Op.Map) node.op()).op(), unit, node.operand(1)))
              : Optional.empty();
        });
  }

  /** A function of a choice whose one side is a constant that the function has a constant for. */
  private static Rule function() {
    return Rule.structural(
        "f(where(p, a, x)) = where(p, f(a), f(x))",
        REAL,
        op -> op instanceof Op.Map,
        (node, facts) -> underChoice(node));
  }

  private static Optional<Node> underChoice(Node node) {
    Op.Map map = (Op.Map) node.op();
    Node choice = node.operand(0);
    boolean fits =
        choice.is(ScalarOp.WHERE)
            && node.dtype().isFloat()
            && map.op() != ScalarOp.WHERE
            && node.operands().stream().skip(1).allMatch(x -> x.graph().literal(x).isPresent());
    if (!fits) {
      return Optional.empty();
    }
    List<Node> branches = new ArrayList<>();
    boolean folded = false;
    for (Node branch : choice.operands().subList(1, 3)) {
      List<Node> operands = new ArrayList<>(node.operands());
      operands.set(0, branch);
      Node value = node.graph().apply(map, operands);
      Optional<Node> constant = FoldingRules.folded(value);
      folded |= constant.isPresent();
      branches.add(constant.orElse(value));
    }
    return folded
        ? Optional.of(node.graph().where(choice.operand(0), branches.get(0), branches.get(1)))
        : Optional.empty();
  }

  /** What a choice is known to compare with 0, if it does. */
  private static Optional<Node> comparedWithZero(Node node) {
    Node condition = node.operand(0);
    boolean fits =
        condition.is(ScalarOp.EQ)
            && node.graph().literal(condition.operand(1)).filter(Rational::isZero).isPresent();
    return fits ? Optional.of(condition.operand(0)) : Optional.empty();
  }

  private static Optional<Node> continuous(Node node) {
    Node other = node.operand(2);
    boolean fits =
        other.op() instanceof Op.Map
            && other.operands().size() == 1
            && comparedWithZero(node).filter(x -> x == other.operand(0)).isPresent();
    if (!fits) {
      return Optional.empty();
    }
    Graph graph = node.graph();
    Node zero = graph.constant(0, node.dtype());
    return FoldingRules.folded(graph.apply(other.op(), List.of(zero)))
        .filter(value -> value == node.operand(1))
        .map(value -> other);
  }

  private static Optional<Node> cancel(Node node, Facts facts) {
    return comparedWithZero(node)
        .filter(x -> node.dtype().isFloat())
        .flatMap(
            x -> new Merging(facts.where(Set.of(x))).across(Product.of(node.operand(2), facts)))
        .map(product -> node.graph().where(node.operand(0), node.operand(1), product.build()));
  }

  private static Optional<Node> vanishing(Node node, Facts facts) {
    Graph graph = node.graph();
    boolean zero = graph.literal(node.operand(1)).filter(Rational::isZero).isPresent();
    Optional<Node> squares =
        comparedWithZero(node)
            .filter(x -> zero && x.shape().rank() == 0)
            .flatMap(ChoiceRules::measured);
    Node value = node.operand(2);
    return squares
        .filter(x -> vanishesWith(value, x, facts) && facts.defined(value) == Answer.PROVED)
        .map(x -> value);
  }

  /** What is all 0 where its norm, or the sum of its squares, is. */
  private static Optional<Node> measured(Node size) {
    if (!(size.op() instanceof Op.Reduce op)) {
      return Optional.empty();
    }
    Node x = size.operand(0);
    if (op.reduction() == Reduction.NORM) {
      return Optional.of(x);
    }
    boolean squares = op.reduction() == Reduction.SUM && x.is(ScalarOp.SQUARE);
    return squares ? Optional.of(x.operand(0)) : Optional.empty();
  }

  /** Whether a value is linear in some other, so that it is 0 where all of that is. */
  private static boolean vanishesWith(Node value, Node x, Facts facts) {
    List<Node> parts = new ArrayList<>(List.of(value));
    for (int i = 0; i < parts.size() && i < DEPTH; i++) {
      Node part = parts.get(i);
      if (part == x) {
        return true;
      }
      boolean linear =
          part.op() instanceof Op.Contract
              || part.op() instanceof Op.Permute
              || part.op() instanceof Op.Reshape
              || part.op() instanceof Op.Broadcast
              || ReductionRules.isSum(part.op());
      if (linear) {
        parts.addAll(part.operands());
      } else if (part.op() instanceof Op.Map && part.dtype().isFloat()) {
        Product.of(part, facts).powers().stream()
            .filter(power -> !power.isInverse() && power.base() != part)
            .forEach(power -> parts.add(power.base()));
      }
    }
    return false;
  }

  /** A choice by one truth value for all elements leaves a linear operation. */
  private static <P extends Op> Rule scalar(String name, Class<P> kind) {
    return Rule.structural(
        name,
        REAL,
        op -> kind.isInstance(op) && (!(op instanceof Op.Reduce) || ReductionRules.isSum(op)),
        (node, facts) -> leave(node));
  }

  private static Optional<Node> leave(Node node) {
    Graph graph = node.graph();
    for (int i = 0; i < node.operands().size(); i++) {
      Node choice = node.operand(i);
      boolean uniform = choice.is(ScalarOp.WHERE) && choice.operand(0).shape().rank() == 0;
      for (int side = 1; uniform && side <= 2; side++) {
        if (graph.literal(choice.operand(side)).filter(Rational::isZero).isPresent()) {
          List<Node> operands = new ArrayList<>(node.operands());
          operands.set(i, graph.broadcast(choice.operand(3 - side), choice.shape()));
          Node inner = graph.apply(node.op(), operands);
          Node zero = choice.operand(side);
          Node condition = choice.operand(0);
          return Optional.of(
              side == 1
                  ? graph.where(condition, zero, inner)
                  : graph.where(condition, inner, zero));
        }
      }
    }
    return Optional.empty();
  }
}

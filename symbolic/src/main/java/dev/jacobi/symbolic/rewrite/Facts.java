package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a rewriter knows of values: their signs, where they are defined, and which sums are the same
 * but for the order of their terms.
 */
public final class Facts {

  private static final Set<ScalarOp> PRODUCTS =
      EnumSet.of(
          ScalarOp.MUL,
          ScalarOp.DIV,
          ScalarOp.NEG,
          ScalarOp.SQUARE,
          ScalarOp.POW,
          ScalarOp.SQRT,
          ScalarOp.RSQRT);

  private static final Set<ScalarOp> SUMS = EnumSet.of(ScalarOp.ADD, ScalarOp.SUB, ScalarOp.NEG);

  /** A node and what it was taken apart into. */
  private record Taken<T>(Node node, T parts) {}

  private final Signs signs;
  private final Set<Node> nonZero;
  private final Map<Map<Node, Rational>, Node> sums;
  private final Map<Node, Node> negatives;
  private final Map<Node, Node> positives;
  private final Map<Node, Boolean> total = new HashMap<>();
  private final Map<Node, Integer> factors = new HashMap<>();
  private final Map<Node, Integer> terms = new HashMap<>();
  private Optional<Taken<Product>> lastProduct = Optional.empty();
  private Optional<Taken<Sum>> lastSum = Optional.empty();

  /** Nothing but what the values themselves say. */
  Facts() {
    this(new Signs(), Set.of(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  private Facts(
      Signs signs,
      Set<Node> nonZero,
      Map<Map<Node, Rational>, Node> sums,
      Map<Node, Node> negatives,
      Map<Node, Node> positives) {
    this.signs = signs;
    this.nonZero = nonZero;
    this.sums = sums;
    this.negatives = negatives;
    this.positives = positives;
  }

  /** The same facts, and that some values are not 0. */
  Facts where(Set<Node> differFromZero) {
    return new Facts(signs, differFromZero, sums, negatives, positives);
  }

  /**
   * Takes it that the values are defined, and with them all that they need in any case.
   *
   * @param images what values were simplified to; the facts hold of them as well
   */
  void assumeDefined(Collection<Node> values, NodeMap images) {
    signs.assumeDefined(values, images);
    total.clear();
    forget();
  }

  /** Whether all elements are &gt; 0. */
  public Answer positive(Node x) {
    Answer answer = signs.positive(x);
    boolean known = nonZero.contains(x) && signs.nonNegative(x) == Answer.PROVED;
    return known ? Answer.PROVED : answer;
  }

  /** Whether all elements are &gt;= 0. */
  public Answer nonNegative(Node x) {
    return signs.nonNegative(x);
  }

  /** Whether no element is 0. */
  public Answer nonZero(Node x) {
    return nonZero.contains(x) ? Answer.PROVED : signs.nonZero(x);
  }

  /**
   * The first sum met that has the same terms as the given one, which may be the one given. Only a
   * node that is written as it should be becomes that: one that is still to be rewritten, and its
   * operands with it, could lead back to where it came from.
   *
   * @param sum a sum whose products all differ
   * @param node the same as a node
   * @param written how it should be written
   */
  Node representative(Sum sum, Node node, Node written) {
    Map<Node, Rational> key = sum.coefficients();
    Node known = written == node ? sums.putIfAbsent(key, written) : sums.get(key);
    if (known != null || written != node) {
      return known == null ? written : known;
    }
    Node negative = sums.get(sum.negate().coefficients());
    boolean both = negative != null && isSum(negative) && isSum(written);
    if (both) {
      negatives.put(written, negative);
      positives.put(negative, written);
      forget();
    }
    return written;
  }

  private static boolean isSum(Node node) {
    return node.is(ScalarOp.ADD) || node.is(ScalarOp.SUB);
  }

  /** The sum met that is the negative of the given one, be it earlier or later. */
  Optional<Node> negative(Node sum) {
    return earlierNegative(sum).or(() -> Optional.ofNullable(positives.get(sum)));
  }

  /** The sum met earlier that is the negative of the given one. */
  Optional<Node> earlierNegative(Node sum) {
    return Optional.ofNullable(negatives.get(sum));
  }

  /** The factors of a value; rules that look at one node one after the other share them. */
  Product product(Node node) {
    return lastProduct
        .filter(last -> last.node() == node)
        .orElseGet(
            () -> {
              Taken<Product> taken = new Taken<>(node, Product.take(node, this));
              lastProduct = Optional.of(taken);
              return taken;
            })
        .parts();
  }

  /** The terms of a value; rules that look at one node one after the other share them. */
  Sum sum(Node node) {
    return lastSum
        .filter(last -> last.node() == node)
        .orElseGet(
            () -> {
              Taken<Sum> taken = new Taken<>(node, Sum.take(node, this));
              lastSum = Optional.of(taken);
              return taken;
            })
        .parts();
  }

  private void forget() {
    lastProduct = Optional.empty();
    lastSum = Optional.empty();
  }

  /** How many factors a value comes apart into, at most {@link Product#LIMIT} + 1. */
  int factors(Node node) {
    return count(node, factors, PRODUCTS, Product.LIMIT);
  }

  /** How many terms a value comes apart into, at most {@link Sum#LIMIT} + 1. */
  int terms(Node node) {
    return count(node, terms, SUMS, Sum.LIMIT);
  }

  private static int count(Node asked, Map<Node, Integer> counts, Set<ScalarOp> opened, int limit) {
    Deque<Node> pending = new ArrayDeque<>(List.of(asked));
    while (!pending.isEmpty()) {
      Node node = pending.peek();
      int size = pending.size();
      boolean opens = node.op() instanceof Op.Map map && opened.contains(map.op());
      int count = opens ? 0 : 1;
      for (int i = 0; opens && i < node.operands().size(); i++) {
        Integer part = counts.get(node.operand(i));
        if (part == null) {
          pending.push(node.operand(i));
        } else {
          count = Math.min(count + part, limit + 1);
        }
      }
      if (pending.size() == size) {
        counts.put(node, count);
        pending.pop();
      }
    }
    return counts.getOrDefault(asked, 1);
  }

  /** Whether the value is a real number whatever real numbers the inputs are. */
  public Answer defined(Node asked) {
    Deque<Node> pending = new ArrayDeque<>(List.of(asked));
    while (!pending.isEmpty()) {
      Node node = pending.peek();
      int size = pending.size();
      if (!total.containsKey(node)) {
        for (Node operand : node.operands()) {
          if (!total.containsKey(operand)) {
            pending.push(operand);
          }
        }
        if (pending.size() > size) {
          continue;
        }
        boolean operands = node.operands().stream().allMatch(x -> total.getOrDefault(x, false));
        total.put(node, operands && isTotal(node));
      }
      pending.pop();
    }
    return total.getOrDefault(asked, false) ? Answer.PROVED : Answer.UNKNOWN;
  }

  /** Whether the operation is defined for these operands, when they are defined. */
  private boolean isTotal(Node node) {
    if (!(node.op() instanceof Op.Map map)) {
      return !(node.op() instanceof Op.Reduce reduce) || reduce.reduction().hasIdentity();
    }
    Node first = node.operand(0);
    return switch (map.op()) {
      case LOG, LOG2, LOG10, RSQRT -> positive(first) == Answer.PROVED;
      case SQRT -> nonNegative(first) == Answer.PROVED;
      case DIV -> nonZero(node.operand(1)) == Answer.PROVED;
      case POW -> isPowerTotal(first, node.operand(1));
      case LOG1P,
          ASIN,
          ACOS,
          ACOSH,
          ATANH,
          ASEC,
          ACSC,
          CSCH,
          COTH,
          ASECH,
          ACSCH,
          ACOTH,
          ATAN2,
          TAN,
          ERFINV,
          LGAMMA,
          DIGAMMA,
          TRIGAMMA,
          POLYGAMMA,
          XLOGY,
          FMOD,
          REMAINDER ->
          false;
      default -> true;
    };
  }

  private boolean isPowerTotal(Node base, Node exponent) {
    Optional<Rational> power = base.graph().literal(exponent);
    boolean whole = power.filter(value -> value.isInteger() && value.signum() >= 0).isPresent();
    return whole || positive(base) == Answer.PROVED;
  }
}

package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
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

  private final Signs signs;
  private final Set<Node> nonZero;
  private final Map<Map<Node, Rational>, Node> sums;
  private final Map<Node, Node> negatives;
  private final Map<Node, Boolean> total = new HashMap<>();

  /** Nothing but what the values themselves say. */
  Facts() {
    this(new Signs(), Set.of(), new HashMap<>(), new HashMap<>());
  }

  private Facts(
      Signs signs,
      Set<Node> nonZero,
      Map<Map<Node, Rational>, Node> sums,
      Map<Node, Node> negatives) {
    this.signs = signs;
    this.nonZero = nonZero;
    this.sums = sums;
    this.negatives = negatives;
  }

  /** The same facts, and that some values are not 0. */
  Facts where(Set<Node> differFromZero) {
    return new Facts(signs, differFromZero, sums, negatives);
  }

  /**
   * Takes it that the values are defined, and with them all that they need in any case.
   *
   * @param images what values were simplified to; the facts hold of them as well
   */
  void assumeDefined(Collection<Node> values, Map<Node, Node> images) {
    signs.assumeDefined(values, images);
    total.clear();
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
   * The first sum met that has the same terms as the given one, which may be the one given.
   *
   * @param sum a sum whose products all differ
   * @param written the same as a node
   */
  Node representative(Sum sum, Node written) {
    Map<Node, Rational> key = sum.coefficients();
    Node known = sums.putIfAbsent(key, written);
    if (known != null) {
      return known;
    }
    Node negative = sums.get(sum.negate().coefficients());
    boolean both = negative != null && isSum(negative) && isSum(written);
    if (both) {
      negatives.put(written, negative);
    }
    return written;
  }

  private static boolean isSum(Node node) {
    return node.is(ScalarOp.ADD) || node.is(ScalarOp.SUB);
  }

  /** The sum met earlier that is the negative of the given one. */
  Optional<Node> earlierNegative(Node sum) {
    return Optional.ofNullable(negatives.get(sum));
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
          ATAN2,
          TAN,
          ERFINV,
          LGAMMA,
          DIGAMMA,
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

package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Shape;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the signs of real values, element by element: a set out of negative, zero,
 * positive. Known from constants and operations, and from what is assumed to be defined: where
 * {@code log(x)} is defined, {@code x} is positive.
 */
final class Signs {

  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 4;
  private static final int UNKNOWN = NEGATIVE | ZERO | POSITIVE;

  private final Map<Node, Integer> known = new HashMap<>();
  private final Map<Node, Integer> assumed = new HashMap<>();

  /** Whether all elements are &gt; 0. */
  Answer positive(Node x) {
    return answer(set(x), POSITIVE);
  }

  /** Whether all elements are &gt;= 0. */
  Answer nonNegative(Node x) {
    return answer(set(x), POSITIVE | ZERO);
  }

  /** Whether no element is 0. */
  Answer nonZero(Node x) {
    return answer(set(x), POSITIVE | NEGATIVE);
  }

  private static Answer answer(int found, int wanted) {
    if ((found & ~wanted) == 0) {
      return Answer.PROVED;
    }
    return (found & wanted) == 0 ? Answer.REFUTED : Answer.UNKNOWN;
  }

  /**
   * Takes it that the values are defined: every logarithm, quotient, root and power that they need
   * in any case has operands in its domain. What stands behind a choice is not needed in any case.
   */
  void assumeDefined(Collection<Node> values, NodeMap images) {
    Deque<Node> pending = new ArrayDeque<>(values);
    Map<Node, Boolean> seen = new HashMap<>();
    while (!pending.isEmpty()) {
      Node node = pending.pop();
      if (seen.put(node, true) != null) {
        continue;
      }
      assumeOperands(node);
      if (node.is(ScalarOp.WHERE)) {
        continue;
      }
      if (!(node.op() instanceof Op.Slice) && !(node.op() instanceof Op.Gather)) {
        pending.addAll(node.operands());
      }
    }
    for (Map.Entry<Node, Integer> fact : List.copyOf(assumed.entrySet())) {
      assume(images.getOrDefault(fact.getKey(), fact.getKey()), fact.getValue());
    }
    known.clear();
  }

  private void assumeOperands(Node node) {
    if (!(node.op() instanceof Op.Map map)) {
      return;
    }
    switch (map.op()) {
      case LOG, LOG2, LOG10, RSQRT -> assume(node.operand(0), POSITIVE);
      case SQRT -> assume(node.operand(0), POSITIVE | ZERO);
      case DIV -> assume(node.operand(1), POSITIVE | NEGATIVE);
      case POW -> assumePower(node.operand(0), node.operand(1));
      default -> {}
    }
  }

  private void assumePower(Node base, Node exponent) {
    Rational power = base.graph().literal(exponent).orElse(Rational.ONE);
    if (power.signum() < 0) {
      assume(base, POSITIVE | NEGATIVE);
    }
    if (!power.isInteger()) {
      assume(base, POSITIVE | ZERO);
    }
  }

  /** The fact, and what it says of the operands that the value was made of. */
  private void assume(Node asked, int fact) {
    Deque<Node> nodes = new ArrayDeque<>(List.of(asked));
    Deque<Integer> facts = new ArrayDeque<>(List.of(fact));
    while (!nodes.isEmpty()) {
      Node node = nodes.pop();
      int signs = facts.pop();
      assumed.merge(node, signs, (a, b) -> a & b);
      int passed = (signs & ZERO) == 0 ? POSITIVE | NEGATIVE : UNKNOWN;
      int operands = 0;
      if (node.op() instanceof Op.Map map && passed != UNKNOWN) {
        operands =
            switch (map.op()) {
              case MUL -> 2;
              case SQUARE, ABS, NEG, SQRT, DIV -> 1;
              default -> 0;
            };
      } else if (node.op() instanceof Op.Broadcast) {
        operands = 1;
        passed = signs;
      }
      if (passed != UNKNOWN && isGuardedZero(node)) {
        nodes.push(node.operand(0).operand(0));
        facts.push(POSITIVE | NEGATIVE);
      }
      for (Node operand : node.operands().subList(0, operands)) {
        nodes.push(operand);
        facts.push(passed);
      }
    }
  }

  /** Whether a value is 0 where some other is: {@code where(x == 0, 0, y)}. */
  private static boolean isGuardedZero(Node node) {
    return node.is(ScalarOp.WHERE)
        && node.operand(0).is(ScalarOp.EQ)
        && isZero(node.operand(1))
        && isZero(node.operand(0).operand(1));
  }

  private static boolean isZero(Node node) {
    return node.graph().literal(node).filter(Rational::isZero).isPresent();
  }

  private int set(Node asked) {
    Deque<Node> pending = new ArrayDeque<>(List.of(asked));
    while (!pending.isEmpty()) {
      Node node = pending.peek();
      if (!known.containsKey(node)) {
        int before = pending.size();
        for (Node operand : node.operands()) {
          if (!known.containsKey(operand)) {
            pending.push(operand);
          }
        }
        if (pending.size() > before) {
          continue;
        }
        known.put(node, derive(node) & assumed.getOrDefault(node, UNKNOWN));
      }
      pending.pop();
    }
    return known.getOrDefault(asked, UNKNOWN);
  }

  private int of(Node node, int operand) {
    return known.getOrDefault(node.operand(operand), UNKNOWN);
  }

  private int derive(Node node) {
    Op op = node.op();
    if (op instanceof Op.Constant constant) {
      return constant(constant);
    }
    if (op instanceof Op.Map map) {
      return map(map.op(), node);
    }
    if (op instanceof Op.Reduce reduce) {
      return reduce(reduce, node);
    }
    boolean view =
        op instanceof Op.Broadcast
            || op instanceof Op.Reshape
            || op instanceof Op.Permute
            || op instanceof Op.Slice
            || op instanceof Op.Detach;
    if (view) {
      return of(node, 0);
    }
    return op instanceof Op.SizeOf ? ZERO | POSITIVE : UNKNOWN;
  }

  private static int constant(Op.Constant constant) {
    if (constant.value() instanceof Rational rational) {
      return sign(rational.signum());
    }
    return constant.value() == NamedConstant.NAN ? UNKNOWN : POSITIVE;
  }

  private static int sign(int signum) {
    return signum < 0 ? NEGATIVE : signum == 0 ? ZERO : POSITIVE;
  }

  private int reduce(Op.Reduce op, Node node) {
    int x = of(node, 0);
    Shape shape = node.operand(0).shape();
    boolean filled = shape.isFixed() && shape.elements() > 0;
    return switch (op.reduction()) {
      case SUM -> filled ? add(x, x) : add(x, x) | ZERO;
      case MAX, MIN, AMAX, AMIN -> x;
      case PROD -> (x & NEGATIVE) == 0 ? x | POSITIVE : UNKNOWN;
      case NORM -> ZERO | POSITIVE;
      case LOGSUMEXP, ANY, ALL -> UNKNOWN;
    };
  }

  private int map(ScalarOp op, Node node) {
    int x = of(node, 0);
    return switch (op) {
      case EXP, SIGMOID, SOFTPLUS, COSH, SECH, ERFC, GAUSSIAN -> POSITIVE;
      case ABS -> (x & ZERO) | (x == ZERO ? 0 : POSITIVE);
      case SQUARE -> (x & ZERO) | (x == ZERO ? 0 : POSITIVE);
      case RELU -> (x & POSITIVE) | (x == POSITIVE ? 0 : ZERO);
      case SQRT -> x & (ZERO | POSITIVE);
      case RSQRT -> POSITIVE;
      case HYPOT -> x == POSITIVE || of(node, 1) == POSITIVE ? POSITIVE : ZERO | POSITIVE;
      case NEG -> negate(x);
      case SIGN, CBRT, TANH, SINH, ASINH, ATAN, ERF, EXPM1 -> x;
      case CSCH, COTH, ACSC, ACSCH, ACOTH -> x & ~ZERO;
      case ADD -> add(x, of(node, 1));
      case SUB -> add(x, negate(of(node, 1)));
      case MUL -> multiply(x, of(node, 1));
      case DIV -> multiply(x, of(node, 1) & ~ZERO);
      case POW -> power(x, node.operand(1));
      case MAXIMUM -> maximum(x, of(node, 1));
      case MINIMUM -> negate(maximum(negate(x), negate(of(node, 1))));
      case WHERE -> of(node, 1) | of(node, 2);
      default -> UNKNOWN;
    };
  }

  private static int negate(int x) {
    return (x & ZERO) | ((x & NEGATIVE) != 0 ? POSITIVE : 0) | ((x & POSITIVE) != 0 ? NEGATIVE : 0);
  }

  private static int add(int x, int y) {
    int both = x | y;
    if ((both & NEGATIVE) != 0 && (both & POSITIVE) != 0) {
      return UNKNOWN;
    }
    boolean mayVanish = (x & ZERO) != 0 && (y & ZERO) != 0;
    return mayVanish ? both : both & ~ZERO;
  }

  private static int multiply(int x, int y) {
    int zero = (x | y) & ZERO;
    boolean same = (x & POSITIVE & y) != 0 || (x & NEGATIVE & y) != 0;
    boolean opposite =
        ((x & POSITIVE) != 0 && (y & NEGATIVE) != 0)
            || ((x & NEGATIVE) != 0 && (y & POSITIVE) != 0);
    return zero | (same ? POSITIVE : 0) | (opposite ? NEGATIVE : 0);
  }

  private static int power(int x, Node exponent) {
    if (x == POSITIVE) {
      return POSITIVE;
    }
    Rational value = exponent.graph().literal(exponent).orElse(Rational.ONE);
    boolean even = value.toLong().map(whole -> whole % 2 == 0).orElse(false);
    boolean fraction = !value.isInteger();
    if (even || fraction) {
      return value.isZero() ? POSITIVE : POSITIVE | (value.signum() > 0 ? x & ZERO : 0);
    }
    return UNKNOWN;
  }

  private static int maximum(int x, int y) {
    if (x == POSITIVE || y == POSITIVE) {
      return POSITIVE;
    }
    int both = x | y;
    boolean negative = (x & NEGATIVE) != 0 && (y & NEGATIVE) != 0;
    return negative ? both : both & ~NEGATIVE;
  }
}

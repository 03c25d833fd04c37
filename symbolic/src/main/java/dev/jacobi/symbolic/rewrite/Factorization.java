package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes one value apart into a {@link Product}, with a list of pending factors instead of
 * recursion. What has a domain keeps it: a root of a product stays whole, unless it is one of
 * positive constants, and so does one over a quotient whose divisor may be 0.
 */
final class Factorization {

  private final Node node;
  private final Facts facts;
  private final Graph graph;
  private final Deque<Power> pending = new ArrayDeque<>();
  private final List<Power> atoms = new ArrayList<>();
  private Rational coefficient = Rational.ONE;

  Factorization(Node node, Facts facts) {
    this.node = node;
    this.facts = facts;
    this.graph = node.graph();
  }

  /** The factors; powers of products come apart where they share a factor with others. */
  Product result() {
    Product whole = whole();
    List<Power> factors = NormRules.gathered(spread(whole.powers()));
    return ConstantRoots.absorbed(whole.withPowers(factors));
  }

  /** The factors; powers of products stay whole, and so does what has too many factors. */
  private Product whole() {
    boolean outermost = facts.factors(node) > Product.LIMIT;
    pending.push(Power.of(node));
    while (!pending.isEmpty()) {
      Power power = pending.pop();
      boolean closed = outermost && power.base() != node && graph.literal(power.base()).isEmpty();
      if (closed || !open(power)) {
        atoms.add(power);
      }
    }
    return new Product(facts, graph, node.dtype(), coefficient, atoms);
  }

  /** Opens powers of products that share a factor with the others, so that the two can meet. */
  private List<Power> spread(List<Power> factors) {
    if (factors.size() < 2 || factors.stream().noneMatch(Factorization::isPowerOfProduct)) {
      return factors;
    }
    Map<Node, Integer> counts = new HashMap<>();
    List<List<Power>> parts = new ArrayList<>();
    for (Power power : factors) {
      List<Power> inner = isPowerOfProduct(power) ? inside(power) : List.of(power);
      parts.add(inner);
      inner.forEach(part -> counts.merge(part.base(), 1, Integer::sum));
    }
    List<Power> result = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean meets =
          parts.get(i).stream().anyMatch(part -> counts.getOrDefault(part.base(), 0) > 1);
      result.addAll(meets ? parts.get(i) : List.of(factors.get(i)));
    }
    return result;
  }

  private static boolean isPowerOfProduct(Power power) {
    Node base = power.base();
    return power.exponent().isInteger()
        && !isSingle(power)
        && (base.is(ScalarOp.MUL) || base.is(ScalarOp.DIV));
  }

  /** The factors of a power of a product; the power itself where its domain would change. */
  private List<Power> inside(Power power) {
    Product product = new Factorization(power.base(), facts).whole();
    List<Power> parts = new ArrayList<>();
    for (Power part : product.powers()) {
      Rational exponent = part.exponent().times(power.exponent());
      boolean keepsRoot =
          part.exponent().isInteger()
              || !exponent.isInteger()
              || facts.nonNegative(part.base()) == Answer.PROVED;
      boolean keepsPole =
          !part.isInverse() || !power.isInverse() || facts.nonZero(part.base()) == Answer.PROVED;
      if (!keepsRoot || !keepsPole) {
        return List.of(power);
      }
      parts.add(part.to(exponent));
    }
    return product.coefficient().equals(Rational.ONE) ? parts : List.of(power);
  }

  /** Puts what a factor is made of in its place; false when it has no parts. */
  private boolean open(Power power) {
    Node base = power.base();
    Optional<Rational> literal = graph.literal(base);
    if (literal.isPresent()) {
      return power.exponent().toLong().flatMap(literal.get()::pow).map(this::scale).orElse(false);
    }
    if (!power.exponent().isInteger()) {
      return openRoot(power);
    }
    if (!(base.op() instanceof Op.Map map)) {
      return false;
    }
    return switch (map.op()) {
      case NEG ->
          scale(isOdd(power) ? Rational.MINUS_ONE : Rational.ONE) && push(power, base.operand(0));
      case MUL -> openProduct(power);
      case DIV -> openQuotient(power);
      case SQUARE -> raise(power, Rational.TWO);
      case SQRT -> raise(power, Power.HALF);
      case RSQRT -> raise(power, Power.HALF.negate());
      case ADD, SUB -> turn(power);
      case POW -> graph.literal(base.operand(1)).map(by -> raise(power, by)).orElse(false);
      default -> false;
    };
  }

  /** Of two sums that differ in sign, the one met first stands for both. */
  private boolean turn(Power power) {
    Optional<Node> negative = facts.earlierNegative(power.base());
    negative.ifPresent(
        other -> {
          scale(isOdd(power) ? Rational.MINUS_ONE : Rational.ONE);
          atoms.add(new Power(other, power.exponent()));
        });
    return negative.isPresent();
  }

  /** The root of a product of positive constants is the product of their roots. */
  private boolean openRoot(Power power) {
    boolean product = power.base().is(ScalarOp.MUL) || power.base().is(ScalarOp.DIV);
    if (!product) {
      return false;
    }
    Product inner = new Factorization(power.base(), facts).whole();
    boolean constants =
        inner.coefficient().signum() > 0
            && inner.powers().stream().allMatch(part -> ConstantRoots.isPositive(part.base()));
    if (!constants) {
      return false;
    }
    inner.powers().forEach(part -> atoms.add(part.to(part.exponent().times(power.exponent()))));
    if (!inner.coefficient().equals(Rational.ONE)) {
      Node number = graph.constant(inner.coefficient(), node.dtype());
      atoms.add(new Power(number, power.exponent()));
    }
    return true;
  }

  private static boolean isOdd(Power power) {
    return power.exponent().numerator().testBit(0);
  }

  private boolean scale(Rational value) {
    Rational product = coefficient.times(value);
    if (!product.isShort()) {
      return false;
    }
    coefficient = product;
    return true;
  }

  private boolean push(Power power, Node base) {
    pending.push(new Power(base, power.exponent()));
    return true;
  }

  private boolean openProduct(Power power) {
    if (!isSingle(power)) {
      return openCoefficient(power);
    }
    return push(power, power.base().operand(1)) && push(power, power.base().operand(0));
  }

  private boolean openQuotient(Power power) {
    Node below = power.base().operand(1);
    boolean reciprocal = graph.literal(power.base().operand(0)).isPresent();
    if (!isSingle(power) && !(reciprocal && !power.isInverse())) {
      return openCoefficient(power);
    }
    if (power.isInverse() && facts.nonZero(below) != Answer.PROVED) {
      return false;
    }
    pending.push(new Power(below, power.exponent().negate()));
    return push(power, power.base().operand(0));
  }

  private static boolean isSingle(Power power) {
    return power.exponent().numerator().abs().equals(BigInteger.ONE);
  }

  /** A power of a product stays whole but for its coefficient: (2*x*y)^2 is 4*(x*y)^2. */
  private boolean openCoefficient(Power power) {
    Node first = power.base();
    while (first.is(ScalarOp.MUL) || first.is(ScalarOp.DIV)) {
      boolean fraction = first.is(ScalarOp.DIV) && hasLiteral(first.operand(1));
      first = fraction ? firstOf(first.operand(1)) : first.operand(0);
    }
    if (!isNumber(first) && !first.is(ScalarOp.NEG)) {
      return false;
    }
    Product inner = new Factorization(power.base(), facts).whole();
    Optional<Rational> scale = power.exponent().toLong().flatMap(inner.coefficient()::pow);
    List<Power> others = new ArrayList<>();
    for (Power part : inner.powers()) {
      Optional<Rational> value =
          graph
              .literal(part.base())
              .flatMap(base -> part.exponent().times(power.exponent()).toLong().flatMap(base::pow));
      scale = value.isEmpty() ? scale : scale.map(value.get()::times);
      if (value.isEmpty()) {
        others.add(part);
      }
    }
    Node rest = inner.unit().withPowers(others).build();
    return !inner.coefficient().isZero()
        && rest != power.base()
        && scale.map(this::scale).orElse(false)
        && push(power, rest);
  }

  /** Whether a value is a number or the root of one. */
  private boolean isNumber(Node value) {
    return graph.literal(value.is(ScalarOp.SQRT) ? value.operand(0) : value).isPresent();
  }

  private boolean hasLiteral(Node product) {
    return isNumber(firstOf(product));
  }

  private static Node firstOf(Node product) {
    Node first = product;
    while (first.is(ScalarOp.MUL)) {
      first = first.operand(0);
    }
    return first;
  }

  /** The factor {@code (x^inner)^outer} as {@code x^(inner*outer)} where both have one domain. */
  private boolean raise(Power outer, Rational inner) {
    Node base = outer.base().operand(0);
    Rational exponent = inner.times(outer.exponent());
    boolean keepsRoot =
        inner.isInteger() || !exponent.isInteger() || facts.nonNegative(base) == Answer.PROVED;
    boolean keepsPole =
        inner.signum() >= 0 || !outer.isInverse() || facts.nonZero(base) == Answer.PROVED;
    if (inner.isZero() || !keepsRoot || !keepsPole) {
      return false;
    }
    pending.push(new Power(base, exponent));
    return true;
  }
}

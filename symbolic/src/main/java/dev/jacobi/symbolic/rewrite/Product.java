package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value as a coefficient times powers. Factors are listed as they are met, the same base perhaps
 * several times; negative exponents make up the denominator.
 *
 * <p>Taking a value apart keeps its domain: {@code 1/(x/y)} comes apart only where {@code y} is
 * proved not to be 0, and the root of a product stays whole.
 */
record Product(Graph graph, DType dtype, Rational coefficient, List<Power> powers) {

  /** More factors than this are not taken apart, so that the work stays linear in the graph. */
  static final int LIMIT = 24;

  Product {
    powers = List.copyOf(powers);
  }

  /** The factors of a value; of a value with too many, those of its outermost operation. */
  static Product of(Node node, Facts facts) {
    return facts.product(node);
  }

  /** As {@link #of}, without remembering. */
  static Product take(Node node, Facts facts) {
    return new Taking(node, facts).result();
  }

  /** The value as a single factor. */
  static Product atom(Node node) {
    return constant(node, Rational.ONE).withPowers(List.of(Power.of(node)));
  }

  /** A coefficient alone. */
  static Product constant(Node sample, Rational value) {
    return new Product(sample.graph(), sample.dtype(), value, List.of());
  }

  Product withPowers(List<Power> other) {
    return new Product(graph, dtype, coefficient, other);
  }

  Product withCoefficient(Rational other) {
    return new Product(graph, dtype, other, powers);
  }

  /** The product without its coefficient. */
  Product unit() {
    return withCoefficient(Rational.ONE);
  }

  Product negate() {
    return withCoefficient(coefficient.negate());
  }

  Product times(Product other) {
    List<Power> all = new ArrayList<>(powers);
    all.addAll(other.powers);
    return new Product(graph, dtype, coefficient.times(other.coefficient), all);
  }

  /** Whether nothing but the coefficient is left. */
  boolean isConstant() {
    return powers.isEmpty();
  }

  /** How many factors it has, a coefficient and exponents counted. */
  int weight() {
    int weight = coefficient.equals(Rational.ONE) || coefficient.equals(Rational.MINUS_ONE) ? 0 : 1;
    for (Power power : powers) {
      weight += power.weight();
    }
    return weight;
  }

  /**
   * The value: constant first, factors in their natural order, one fraction bar, a minus sign at
   * the first factor.
   */
  Node build() {
    if (isConstant()) {
      return number(coefficient);
    }
    List<Node> above = new ArrayList<>();
    List<Node> below = new ArrayList<>();
    List<Power> sorted = powers.stream().sorted(FactorOrder.INSTANCE).toList();
    for (Power power : sorted) {
      (power.isInverse() ? below : above).add(power.node());
    }
    Rational top = coefficient;
    if (isFraction(coefficient)) {
      top = new Rational(coefficient.numerator(), BigInteger.ONE);
      below.add(0, number(new Rational(coefficient.denominator(), BigInteger.ONE)));
    }
    if (top.equals(Rational.MINUS_ONE)) {
      boolean turned = flip(above) || (coefficient.isInteger() && flip(below));
      top = turned ? Rational.ONE : top;
      if (!turned) {
        negate(above);
      }
    }
    boolean written = !top.equals(Rational.ONE) && !top.equals(Rational.MINUS_ONE);
    if (written) {
      above.add(0, number(top));
    }
    Node numerator = above.isEmpty() ? number(Rational.ONE) : chain(above);
    return below.isEmpty() ? numerator : graph.div(numerator, chain(below));
  }

  private void negate(List<Node> above) {
    if (above.isEmpty()) {
      above.add(number(Rational.MINUS_ONE));
    } else {
      above.set(0, graph.negate(above.get(0)));
    }
  }

  /** Turns a difference among the factors round instead of writing a minus sign. */
  private boolean flip(List<Node> factors) {
    for (int i = 0; i < factors.size(); i++) {
      Node factor = factors.get(i);
      if (factor.is(ScalarOp.SUB)
          && !Sum.isSum(factor.operand(0))
          && !Sum.isSum(factor.operand(1))) {
        factors.set(i, graph.minus(factor.operand(1), factor.operand(0)));
        return true;
      }
    }
    return false;
  }

  private Node number(Rational value) {
    return graph.constant(value, dtype);
  }

  private Node chain(List<Node> factors) {
    Node result = factors.get(0);
    for (Node factor : factors.subList(1, factors.size())) {
      result = graph.times(result, factor);
    }
    return result;
  }

  /**
   * Whether a coefficient is better written with a fraction bar than as a decimal: x/2, 3*x/4 and
   * x/3, but 0.044715*x.
   */
  private static boolean isFraction(Rational value) {
    BigInteger denominator = value.denominator();
    boolean unit = value.numerator().abs().equals(BigInteger.ONE);
    boolean small =
        denominator.bitLength() <= (unit ? 10 : 4) && (unit || denominator.bitCount() == 1);
    return !value.isInteger() && (small || !isDecimal(denominator));
  }

  private static boolean isDecimal(BigInteger denominator) {
    BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
    }
    return rest.equals(BigInteger.ONE);
  }

  /** Takes a value apart with a list of pending factors instead of recursion. */
  private static final class Taking {

    private final Node node;
    private final Facts facts;
    private final Graph graph;
    private final Deque<Power> pending = new ArrayDeque<>();
    private final List<Power> atoms = new ArrayList<>();
    private Rational coefficient = Rational.ONE;

    Taking(Node node, Facts facts) {
      this.node = node;
      this.facts = facts;
      this.graph = node.graph();
    }

    /** The factors; powers of products come apart where they share a factor with others. */
    Product result() {
      Product whole = whole();
      return whole.withPowers(spread(whole.powers()));
    }

    /** The factors; powers of products stay whole, and so does what has too many factors. */
    private Product whole() {
      boolean outermost = facts.factors(node) > LIMIT;
      pending.push(Power.of(node));
      while (!pending.isEmpty()) {
        Power power = pending.pop();
        boolean closed = outermost && power.base() != node && graph.literal(power.base()).isEmpty();
        if (closed || !open(power)) {
          atoms.add(power);
        }
      }
      return new Product(graph, node.dtype(), coefficient, atoms);
    }

    /** Opens powers of products that share a factor with the others, so that the two can meet. */
    private List<Power> spread(List<Power> factors) {
      if (factors.size() < 2 || factors.stream().noneMatch(Taking::isPowerOfProduct)) {
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
      Product product = new Taking(power.base(), facts).whole();
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
      if (!(base.op() instanceof Op.Map map) || !power.exponent().isInteger()) {
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
      if (graph.literal(first).isEmpty() && !first.is(ScalarOp.NEG)) {
        return false;
      }
      Product inner = new Taking(power.base(), facts).whole();
      Optional<Rational> scale = power.exponent().toLong().flatMap(inner.coefficient()::pow);
      Node rest = inner.unit().build();
      return !inner.coefficient().isZero()
          && rest != power.base()
          && scale.map(this::scale).orElse(false)
          && push(power, rest);
    }

    private boolean hasLiteral(Node product) {
      return graph.literal(firstOf(product)).isPresent();
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
}

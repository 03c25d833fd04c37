package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value as a coefficient times powers. Factors are listed as they are met, the same base perhaps
 * several times; negative exponents make up the denominator.
 *
 * <p>Taking a value apart keeps its domain: {@code 1/(x/y)} comes apart only where {@code y} is
 * proved not to be 0, and the root of a product stays whole.
 */
record Product(Facts facts, Graph graph, DType dtype, Rational coefficient, List<Power> powers) {

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
    return new Factorization(node, facts).result();
  }

  /** The value as a single factor. */
  static Product atom(Node node, Facts facts) {
    return constant(node, Rational.ONE, facts).withPowers(List.of(Power.of(node)));
  }

  /** A coefficient alone. */
  static Product constant(Node sample, Rational value, Facts facts) {
    return new Product(facts, sample.graph(), sample.dtype(), value, List.of());
  }

  Product withPowers(List<Power> other) {
    return new Product(facts, graph, dtype, coefficient, other);
  }

  Product withCoefficient(Rational other) {
    return new Product(facts, graph, dtype, other, powers);
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
    return new Product(facts, graph, dtype, coefficient.times(other.coefficient), all);
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
    List<Power> sorted = ConstantRoots.joined(this).stream().sorted(FactorOrder.INSTANCE).toList();
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

  /** Whether a value is a difference of two terms, which turns round without further changes. */
  private static boolean isDifference(Node node) {
    return node.is(ScalarOp.SUB) && !Sum.isSum(node.operand(0)) && !Sum.isSum(node.operand(1));
  }

  private void negate(List<Node> above) {
    if (above.isEmpty()) {
      above.add(number(Rational.MINUS_ONE));
    } else {
      above.set(0, graph.negate(above.get(0)));
    }
  }

  /** Writes the negative of a sum among the factors instead of a minus sign. */
  private boolean flip(List<Node> factors) {
    for (int i = 0; i < factors.size(); i++) {
      Node factor = factors.get(i);
      Optional<Node> negative = facts.negative(factor);
      if (negative.isEmpty() && isDifference(factor)) {
        negative = Optional.of(graph.minus(factor.operand(1), factor.operand(0)));
      }
      if (negative.isPresent()) {
        factors.set(i, negative.get());
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
}

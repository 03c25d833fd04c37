package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Roots of positive constants, which are one root of their product: sqrt(2)*sqrt(pi) is sqrt(2*pi).
 */
final class ConstantRoots {

  private ConstantRoots() {}

  /** Whether a value is a positive number or named constant. */
  static boolean isPositive(Node node) {
    if (!(node.op() instanceof Op.Constant constant)) {
      return false;
    }
    return constant.value() == NamedConstant.PI
        || (constant.value() instanceof Rational rational && rational.signum() > 0);
  }

  /** The factors of a product with equal roots of constants made one, across the fraction bar. */
  static List<Power> joined(Product product) {
    Map<Rational, List<Power>> roots = new LinkedHashMap<>();
    List<Power> result = new ArrayList<>();
    for (Power power : product.powers()) {
      if (power.exponent().isInteger() || !isPositive(power.base())) {
        result.add(power);
      } else {
        Rational size = power.isInverse() ? power.exponent().negate() : power.exponent();
        roots.computeIfAbsent(size, any -> new ArrayList<>()).add(power);
      }
    }
    roots.forEach((size, powers) -> result.add(root(product, size, powers)));
    return roots.isEmpty() ? product.powers() : result;
  }

  private static Power root(Product product, Rational size, List<Power> powers) {
    if (powers.size() == 1) {
      return powers.get(0);
    }
    boolean below = powers.stream().allMatch(Power::isInverse);
    Rational number = Rational.ONE;
    List<Power> named = new ArrayList<>();
    for (Power power : powers) {
      boolean turned = power.isInverse() != below;
      Optional<Rational> value = product.graph().literal(power.base());
      if (value.isPresent()) {
        number = number.times(turned ? inverse(value.get()) : value.get());
      } else {
        named.add(turned ? Power.of(power.base()).inverse() : Power.of(power.base()));
      }
    }
    Node radicand = product.withCoefficient(number).withPowers(named).build();
    return new Power(radicand, below ? size.negate() : size);
  }

  private static Rational inverse(Rational value) {
    return Rational.ONE.div(value).orElseThrow();
  }

  /** The product with sqrt(2)/2 as 1/sqrt(2), and 2/sqrt(2) as sqrt(2). */
  static Product absorbed(Product product) {
    Product result = product;
    for (Power power : product.powers()) {
      Optional<Rational> number = product.graph().literal(power.base());
      boolean root =
          power.exponent().equals(Power.HALF) || power.inverse().exponent().equals(Power.HALF);
      if (root && number.filter(value -> value.signum() > 0).isPresent()) {
        Rational factor = power.isInverse() ? inverse(number.get()) : number.get();
        Rational scaled = result.coefficient().times(factor);
        if (weight(scaled) < weight(result.coefficient())) {
          List<Power> powers = new ArrayList<>(result.powers());
          powers.set(powers.indexOf(power), power.inverse());
          result = result.withCoefficient(scaled).withPowers(powers);
        }
      }
    }
    return result;
  }

  private static int weight(Rational value) {
    return value.numerator().bitLength() + value.denominator().bitLength();
  }
}

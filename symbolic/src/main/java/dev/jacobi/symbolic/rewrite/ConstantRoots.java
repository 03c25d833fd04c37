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

  /** The factors of a product with equal roots of constants made one. */
  static List<Power> joined(Product product) {
    Map<Rational, List<Power>> roots = new LinkedHashMap<>();
    List<Power> result = new ArrayList<>();
    for (Power power : product.powers()) {
      if (power.exponent().isInteger() || !isPositive(power.base())) {
        result.add(power);
      } else {
        roots.computeIfAbsent(power.exponent(), any -> new ArrayList<>()).add(power);
      }
    }
    roots.forEach(
        (exponent, powers) ->
            result.add(
                powers.size() == 1
                    ? powers.get(0)
                    : new Power(radicand(product, powers), exponent)));
    return roots.isEmpty() ? product.powers() : result;
  }

  private static Node radicand(Product product, List<Power> powers) {
    Rational number = Rational.ONE;
    List<Power> named = new ArrayList<>();
    for (Power power : powers) {
      Optional<Rational> value = product.graph().literal(power.base());
      if (value.isPresent()) {
        number = number.times(value.get());
      } else {
        named.add(Power.of(power.base()));
      }
    }
    return product.withCoefficient(number).withPowers(named).build();
  }
}

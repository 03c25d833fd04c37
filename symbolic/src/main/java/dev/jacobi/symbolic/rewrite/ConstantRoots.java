package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
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

  /** The factors with equal roots of constants made one. */
  static List<Power> joined(List<Power> powers) {
    Map<Rational, Power> roots = new LinkedHashMap<>();
    List<Power> result = new ArrayList<>();
    for (Power power : powers) {
      if (power.exponent().isInteger() || !isPositive(power.base())) {
        result.add(power);
      } else {
        roots.merge(power.exponent(), power, ConstantRoots::product);
      }
    }
    result.addAll(roots.values());
    return roots.isEmpty() ? powers : result;
  }

  private static Power product(Power x, Power y) {
    Graph graph = x.base().graph();
    boolean swapped = graph.literal(x.base()).isEmpty() && graph.literal(y.base()).isPresent();
    Node first = swapped ? y.base() : x.base();
    Node second = swapped ? x.base() : y.base();
    Optional<Rational> number =
        graph.literal(first).flatMap(a -> graph.literal(second).map(a::times));
    Node base =
        number
            .map(value -> graph.constant(value, first.dtype()))
            .orElseGet(() -> graph.times(first, second));
    return new Power(base, x.exponent());
  }
}

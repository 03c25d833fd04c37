package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds exponents of equal bases without changing where the product is defined: x/x stays unless x
 * is proved not to be 0, and sqrt(x)*sqrt(x) stays unless x is proved not to be negative.
 */
final class Merging {

  private final Facts facts;

  Merging(Facts facts) {
    this.facts = facts;
  }

  /** Equal bases merged on each side of the fraction bar; empty when there is nothing to merge. */
  Optional<Product> sides(Product product) {
    Set<Node> bases = new HashSet<>();
    if (product.powers().stream().allMatch(power -> bases.add(power.base()))) {
      return Optional.empty();
    }
    Map<Power, List<Power>> groups = new LinkedHashMap<>();
    for (Power power : product.powers()) {
      Rational side = power.isInverse() ? Rational.MINUS_ONE : Rational.ONE;
      groups.computeIfAbsent(power.to(side), key -> new ArrayList<>()).add(power);
    }
    List<Power> merged = new ArrayList<>();
    for (List<Power> group : groups.values()) {
      merged.addAll(side(group));
    }
    return changed(product, merged);
  }

  private static Optional<Product> changed(Product product, List<Power> merged) {
    boolean same = merged.size() == product.powers().size();
    return same ? Optional.empty() : Optional.of(product.withPowers(merged));
  }

  private List<Power> side(List<Power> group) {
    if (group.size() == 1) {
      return group;
    }
    Rational total = group.stream().map(Power::exponent).reduce(Rational.ZERO, Rational::plus);
    Power first = group.get(0);
    boolean roots = group.stream().anyMatch(power -> !power.exponent().isInteger());
    boolean keepsRoot = !total.isInteger() || facts.nonNegative(first.base()) == Answer.PROVED;
    if (!roots || keepsRoot) {
      return List.of(first.to(total));
    }
    return countRoots(group);
  }

  /** Roots counted as factors of their own: sqrt(x)*sqrt(x) is sqrt(x)^2. */
  private static List<Power> countRoots(List<Power> group) {
    Map<Node, Rational> counts = new LinkedHashMap<>();
    for (Power power : group) {
      boolean whole = power.exponent().isInteger();
      Rational side = power.isInverse() ? Rational.MINUS_ONE : Rational.ONE;
      counts.merge(
          whole ? power.base() : power.node(), whole ? power.exponent() : side, Rational::plus);
    }
    List<Power> result = new ArrayList<>();
    counts.forEach((base, exponent) -> result.add(new Power(base, exponent)));
    return result;
  }

  /** Equal bases merged across the fraction bar; empty when there is nothing to merge. */
  Optional<Product> across(Product product) {
    if (product.powers().stream().noneMatch(Power::isInverse)) {
      return Optional.empty();
    }
    List<Power> powers = new ArrayList<>(product.powers());
    Map<Node, Power> above = new LinkedHashMap<>();
    for (Power power : powers) {
      if (!power.isInverse()) {
        above.put(power.base(), power);
      }
    }
    for (Power below : product.powers()) {
      Power over = above.get(below.base());
      if (below.isInverse() && over != null && cancels(over, below)) {
        Rational exponent = over.exponent().plus(below.exponent());
        powers.remove(below);
        if (exponent.isZero()) {
          powers.remove(over);
        } else {
          powers.set(powers.indexOf(over), over.to(exponent));
        }
        above.remove(below.base());
      }
    }
    return changed(product, powers);
  }

  private boolean cancels(Power above, Power below) {
    Node base = above.base();
    Rational exponent = above.exponent().plus(below.exponent());
    boolean roots = !above.exponent().isInteger() || !below.exponent().isInteger();
    boolean keepsPole = exponent.signum() < 0 || facts.nonZero(base) == Answer.PROVED;
    boolean keepsRoot = !roots || !exponent.isInteger() || facts.nonNegative(base) == Answer.PROVED;
    return keepsPole && keepsRoot;
  }
}

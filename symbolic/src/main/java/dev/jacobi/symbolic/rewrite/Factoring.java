package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes out of a sum the factors that all its terms have, where that makes fewer operations. */
final class Factoring {

  private final Sum sum;
  private final Facts facts;

  Factoring(Sum sum, Facts facts) {
    this.sum = sum;
    this.facts = facts;
  }

  Optional<Node> build(Node node) {
    List<Product> terms = sum.terms();
    if (terms.size() < 2) {
      return Optional.empty();
    }
    Product common = common();
    if (common.weight() == 0) {
      return Optional.empty();
    }
    List<Product> rests = new ArrayList<>();
    int saved = -common.weight();
    for (Product term : terms) {
      Product rest = rest(term, common);
      rests.add(rest);
      saved += Math.max(term.weight() - 1, 0) - Math.max(rest.weight() - 1, 0);
    }
    if (saved <= 0) {
      return Optional.empty();
    }
    Node inner = new Sum(sum.graph(), rests).build(node);
    return Optional.of(common.times(factor(node, inner)).build());
  }

  private Product factor(Node sample, Node inner) {
    return Product.constant(sample, Rational.ONE, facts).withPowers(List.of(Power.of(inner)));
  }

  private Product common() {
    Product first = sum.terms().get(0);
    List<Power> powers = new ArrayList<>(first.powers());
    Rational size = abs(first.coefficient());
    for (Product term : sum.terms()) {
      powers.retainAll(term.powers());
      if (!abs(term.coefficient()).equals(size)) {
        size = Rational.ONE;
      }
    }
    boolean bare = sum.terms().stream().anyMatch(Product::isConstant);
    return first.withPowers(powers).withCoefficient(bare ? Rational.ONE : size);
  }

  private static Rational abs(Rational value) {
    return value.signum() < 0 ? value.negate() : value;
  }

  private static Product rest(Product term, Product common) {
    List<Power> powers = new ArrayList<>(term.powers());
    common.powers().forEach(powers::remove);
    Rational coefficient = term.coefficient().div(common.coefficient()).orElseThrow();
    return term.withPowers(powers).withCoefficient(coefficient);
  }
}

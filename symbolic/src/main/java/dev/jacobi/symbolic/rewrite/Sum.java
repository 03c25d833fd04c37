package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value as a sum of products, in the order in which they are met. */
record Sum(Graph graph, List<Product> terms) {

  /** More terms than this are not taken apart, so that the work stays linear in the graph. */
  static final int LIMIT = 64;

  Sum {
    terms = List.copyOf(terms);
  }

  /** The terms of a value; of a value with too many, those of its outermost operation. */
  static Sum of(Node node, Facts facts) {
    return facts.sum(node);
  }

  /** As {@link #of}, without remembering. */
  static Sum take(Node node, Facts facts) {
    boolean outermost = facts.terms(node) > LIMIT;
    Deque<Node> pending = new ArrayDeque<>(List.of(node));
    Deque<Boolean> minus = new ArrayDeque<>(List.of(false));
    List<Product> terms = new ArrayList<>();
    while (!pending.isEmpty()) {
      Node part = pending.pop();
      boolean negative = minus.pop();
      boolean open = part == node || !outermost;
      if (open && (part.is(ScalarOp.ADD) || part.is(ScalarOp.SUB))) {
        pending.push(part.operand(1));
        minus.push(negative ^ part.is(ScalarOp.SUB));
        pending.push(part.operand(0));
        minus.push(negative);
      } else if (open && part.is(ScalarOp.NEG) && isSum(part.operand(0))) {
        pending.push(part.operand(0));
        minus.push(!negative);
      } else {
        Product term = outermost ? Product.atom(part, facts) : Product.take(part, facts);
        terms.add(negative ? term.negate() : term);
      }
    }
    return new Sum(node.graph(), terms);
  }

  /** Whether a value is a sum of at least two terms. */
  static boolean isSum(Node node) {
    return node.is(ScalarOp.ADD)
        || node.is(ScalarOp.SUB)
        || (node.is(ScalarOp.NEG)
            && (node.operand(0).is(ScalarOp.ADD) || node.operand(0).is(ScalarOp.SUB)));
  }

  /** The sum without terms that are 0; empty when it has none. */
  Optional<Sum> withoutZeros() {
    List<Product> rest = terms.stream().filter(term -> !term.coefficient().isZero()).toList();
    return rest.size() == terms.size() ? Optional.empty() : Optional.of(new Sum(graph, rest));
  }

  /** The coefficient of each product. */
  Map<Node, Rational> coefficients() {
    Map<Node, Rational> coefficients = new LinkedHashMap<>();
    for (Product term : terms) {
      coefficients.merge(term.unit().build(), term.coefficient(), Rational::plus);
    }
    return coefficients;
  }

  /** The sum with the other sign. */
  Sum negate() {
    return new Sum(graph, terms.stream().map(Product::negate).toList());
  }

  /** Coefficients of equal products added; empty when all products differ and none is 0. */
  Optional<Sum> merged() {
    Map<Node, Rational> coefficients = new LinkedHashMap<>();
    Map<Node, Product> units = new LinkedHashMap<>();
    for (Product term : terms) {
      Node unit = term.unit().build();
      units.putIfAbsent(unit, term);
      coefficients.merge(unit, term.coefficient(), Rational::plus);
    }
    List<Product> merged = new ArrayList<>();
    coefficients.forEach(
        (unit, coefficient) -> {
          Product term = units.get(unit);
          if (!coefficient.isZero() && term != null) {
            merged.add(term.withCoefficient(coefficient));
          }
        });
    return merged.size() == terms.size() ? Optional.empty() : Optional.of(new Sum(graph, merged));
  }

  /**
   * The value: terms as they come, but a positive one first if there is any, and a number last
   * unless the sum began with it.
   */
  Node build(Node sample) {
    if (terms.isEmpty()) {
      return graph.constant(Rational.ZERO, sample.dtype());
    }
    List<Product> ordered = new ArrayList<>(terms);
    if (!ordered.get(0).isConstant()) {
      ordered.sort(Comparator.comparing(Product::isConstant));
    }
    int first = 0;
    while (first < ordered.size() && ordered.get(first).coefficient().signum() < 0) {
      first++;
    }
    if (first < ordered.size()) {
      ordered.add(0, ordered.remove(first));
      return chain(ordered);
    }
    List<Product> positive = ordered.stream().map(Product::negate).toList();
    return graph.negate(chain(positive));
  }

  private Node chain(List<Product> ordered) {
    Node result = ordered.get(0).build();
    for (Product term : ordered.subList(1, ordered.size())) {
      result =
          term.coefficient().signum() < 0
              ? graph.minus(result, term.negate().build())
              : graph.plus(result, term.build());
    }
    return result;
  }
}

package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * An equation that is applied from left to right.
 *
 * <p>In the equation of an element-wise rule {@code a b c} stand for rational constants, {@code n
 * m} for whole ones, {@code p q} for truth values, any other letter for any value. The rule is made
 * by reading the equation. Where its left side is a product, a quotient or a sum and its validity
 * is {@link Validity#REAL}, it fits any of the factors or terms of a longer one. Rules about axes
 * and shapes have their pattern in Java, under the equation that it stands for.
 *
 * @param name the equation
 * @param pattern its left side
 * @param guard what must be proved of the variables
 * @param replacement its right side
 * @param validity what it holds for
 */
public record Rule(
    String name, Pattern pattern, Guard guard, Replacement replacement, Validity validity) {

  /** The rule that an element-wise equation states. */
  public static Rule of(String equation, Validity validity) {
    Equation read = Equation.read(equation);
    return new Rule(
        equation,
        new TermPattern(read.left(), validity),
        Guard.NONE,
        (match, facts) -> Optional.of(match.complete(Equation.build(read.right(), match))),
        validity);
  }

  /** A rule about structure: a predicate on the operation, and what becomes of such a node. */
  static Rule structural(
      String equation,
      Validity validity,
      Predicate<Op> root,
      BiFunction<Node, Facts, Optional<Node>> replacement) {
    return new Rule(
        equation,
        Pattern.of(root),
        Guard.NONE,
        (match, facts) -> replacement.apply(match.root(), facts),
        validity);
  }

  /** The rule with a condition. */
  public Rule when(Guard condition) {
    return new Rule(name, pattern, guard.and(condition), replacement, validity);
  }

  /**
   * What the rule makes of a node; empty when it does not apply. The result has the node's type.
   */
  Optional<Node> apply(Node node, Facts facts) {
    return pattern
        .find(node, facts, match -> guard.test(match, facts) == Answer.PROVED)
        .flatMap(match -> replacement.build(match, facts))
        .map(result -> node.graph().broadcast(result, node.shape()))
        .filter(result -> result != node);
  }

  /** The equation. */
  @Override
  public String toString() {
    return name;
  }
}

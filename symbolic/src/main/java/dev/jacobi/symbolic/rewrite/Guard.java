package dev.jacobi.symbolic.rewrite;

/** A condition of a rule on what its variables stand for. */
@FunctionalInterface
public interface Guard {

  /** No condition. */
  Guard NONE = (match, signs) -> Answer.PROVED;

  /** What is known of the condition for a match. */
  Answer test(Match match, Signs signs);

  /** The variable's elements are all &gt; 0. */
  static Guard positive(String variable) {
    return (match, signs) -> signs.positive(match.node(variable));
  }

  /** The variable's elements are all &gt;= 0. */
  static Guard nonNegative(String variable) {
    return (match, signs) -> signs.nonNegative(match.node(variable));
  }

  /** No element of the variable is 0. */
  static Guard nonZero(String variable) {
    return (match, signs) -> signs.nonZero(match.node(variable));
  }

  /** Both conditions. */
  default Guard and(Guard other) {
    return (match, signs) -> test(match, signs).and(other.test(match, signs));
  }
}

package dev.jacobi.symbolic.rewrite;

/** A condition of a rule on what its variables stand for. */
@FunctionalInterface
public interface Guard {

  /** No condition. */
  Guard NONE = (match, facts) -> Answer.PROVED;

  /** What is known of the condition for a match. */
  Answer test(Match match, Facts facts);

  /** The variable's elements are all &gt; 0. */
  static Guard positive(String variable) {
    return (match, facts) -> facts.positive(match.node(variable));
  }

  /** The variable's elements are all &gt;= 0. */
  static Guard nonNegative(String variable) {
    return (match, facts) -> facts.nonNegative(match.node(variable));
  }

  /** No element of the variable is 0. */
  static Guard nonZero(String variable) {
    return (match, facts) -> facts.nonZero(match.node(variable));
  }

  /** Both conditions. */
  default Guard and(Guard other) {
    return (match, facts) -> test(match, facts).and(other.test(match, facts));
  }
}

package dev.jacobi.core.op;

import java.util.List;
import java.util.Optional;

/**
 * All that a derivative rule may use: integers, named constants and other operations. A rule
 * written over this interface serves every carrier: graph nodes, tensors, doubles, 50-digit
 * decimals.
 *
 * @param <T> the carrier
 */
public interface Algebra<T> {

  /** An integer constant. */
  T integer(long value);

  /** A named constant. */
  T constant(NamedConstant value);

  /** An operation of the catalogue applied to as many operands as its arity says. */
  T apply(ScalarOp op, List<T> operands);

  /** The exact value of a carrier that is known to be a rational constant. */
  default Optional<Rational> literal(T x) {
    return Optional.empty();
  }

  /** The sum. */
  default T plus(T x, T y) {
    return apply(ScalarOp.ADD, List.of(x, y));
  }

  /** The difference. */
  default T minus(T x, T y) {
    return apply(ScalarOp.SUB, List.of(x, y));
  }

  /** The product. */
  default T times(T x, T y) {
    return apply(ScalarOp.MUL, List.of(x, y));
  }

  /** The quotient. */
  default T div(T x, T y) {
    return apply(ScalarOp.DIV, List.of(x, y));
  }

  /** The negative. */
  default T negate(T x) {
    return apply(ScalarOp.NEG, List.of(x));
  }

  /** The product of an operand with itself. */
  default T square(T x) {
    return apply(ScalarOp.SQUARE, List.of(x));
  }

  /** A function of one operand. */
  default T apply(ScalarOp op, T x) {
    return apply(op, List.of(x));
  }

  /** A function of two operands. */
  default T apply(ScalarOp op, T x, T y) {
    return apply(op, List.of(x, y));
  }

  /** {@code x} where the condition holds, else {@code y}. */
  default T where(T condition, T x, T y) {
    return apply(ScalarOp.WHERE, List.of(condition, x, y));
  }

  /**
   * The result of a derivative rule that holds where the condition has a truth value and is 0
   * elsewhere, whatever it is multiplied by there: the last step of a rule, and of no other value.
   */
  default T guarded(T condition, boolean holds, T value) {
    T zero = integer(0);
    return holds ? where(condition, value, zero) : where(condition, zero, value);
  }
}

package dev.jacobi.core.function;

import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;
import java.util.Optional;

/**
 * A number that has no element type yet: a literal, or what was computed from literals alone. It
 * takes the type of the tensor it meets. Arithmetic of rational numbers stays exact.
 */
public sealed interface Weak {

  /** Deeper formulas than this are given the default element type. */
  int MAX_DEPTH = 8;

  /** Whether it stays an integer beside integers: written without point, or computed from such. */
  boolean isWhole();

  /** How many operations deep the formula is. */
  int depth();

  /**
   * An exact constant.
   *
   * @param isWhole whether it stays an integer beside integers; {@code 2.0} does not
   */
  record Exact(Scalar value, boolean isWhole) implements Weak {
    @Override
    public int depth() {
      return 0;
    }

    /** A decimal where that is exact and short, else a fraction. */
    @Override
    public String toString() {
      if (!(value instanceof Rational rational) || rational.denominator().bitLength() > 64) {
        return value.toString();
      }
      double nearest = rational.toDouble();
      boolean exact = Rational.of(nearest).equals(Optional.of(rational));
      return exact && !rational.isInteger() ? Double.toString(nearest) : rational.toString();
    }
  }

  /** An operation that has no exact value, such as {@code sqrt(2)} or {@code 2*pi}. */
  record Applied(ScalarOp op, List<Weak> operands, int depth) implements Weak {
    /** Copies the operands. */
    public Applied {
      operands = List.copyOf(operands);
    }

    static Applied of(ScalarOp op, List<Weak> operands) {
      int deepest = operands.stream().mapToInt(Weak::depth).max().orElse(0);
      return new Applied(op, operands, deepest + 1);
    }

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public String toString() {
      return op.text() + operands;
    }
  }

  /** An integer. */
  static Weak of(long value) {
    return new Exact(Rational.of(value), true);
  }

  /** The rational value, if the number is one. */
  default Optional<Rational> rational() {
    return this instanceof Exact exact && exact.value() instanceof Rational value
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The value as an integer, if it is one that fits. */
  default Optional<Long> integer() {
    return rational().flatMap(Rational::toLong);
  }

  /** The operation applied to numbers, exactly where the value is rational and short. */
  static Weak apply(ScalarOp op, List<Weak> operands) {
    boolean rational = operands.stream().allMatch(operand -> operand.rational().isPresent());
    Optional<Scalar> exact =
        rational
            ? exact(op, operands.stream().map(x -> x.rational().orElseThrow()).toList())
            : Optional.empty();
    if (exact.isEmpty()) {
      return Applied.of(op, operands);
    }
    boolean whole = operands.stream().allMatch(Weak::isWhole);
    boolean integral = exact.get() instanceof Rational value && value.isInteger();
    return new Exact(exact.get(), whole && integral && op != ScalarOp.DIV);
  }

  private static Optional<Scalar> exact(ScalarOp op, List<Rational> x) {
    Optional<? extends Scalar> result =
        switch (op) {
          case ADD -> Optional.of(x.get(0).plus(x.get(1)));
          case SUB -> Optional.of(x.get(0).minus(x.get(1)));
          case MUL -> Optional.of(x.get(0).times(x.get(1)));
          case DIV -> quotient(x.get(0), x.get(1));
          case POW -> x.get(1).toLong().flatMap(x.get(0)::pow);
          // A rational has no −0.
          case NEG -> x.get(0).isZero() ? Optional.empty() : Optional.of(x.get(0).negate());
          case SQUARE -> x.get(0).pow(2);
          default -> Optional.empty();
        };
    return result.filter(Weak::isShort).map(Scalar.class::cast);
  }

  private static boolean isShort(Scalar value) {
    return !(value instanceof Rational rational) || rational.isShort();
  }

  private static Optional<? extends Scalar> quotient(Rational x, Rational y) {
    Optional<Rational> exact = x.div(y);
    if (exact.isPresent() || x.signum() < 0) {
      return exact;
    }
    return Optional.of(x.isZero() ? NamedConstant.NAN : NamedConstant.INFINITY);
  }
}

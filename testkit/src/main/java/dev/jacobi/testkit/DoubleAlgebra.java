package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DiagnosticException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Derivative rules in double precision. */
final class DoubleAlgebra implements Algebra<Double> {

  private final boolean literals;

  /**
   * Doubles as the carrier of rules.
   *
   * @param literals whether each number counts as a constant of the formula; rules may then choose
   *     a shorter form
   */
  DoubleAlgebra(boolean literals) {
    this.literals = literals;
  }

  /** Whether the catalogue has a derivative by an operand. */
  static boolean hasPartial(ScalarOp op, int operand) {
    try {
      List<Double> ones = Collections.nCopies(op.arity(), 1.0);
      op.timesPartial(new DoubleAlgebra(false), operand, 1.0, ones, 1.0);
      return true;
    } catch (DiagnosticException refused) {
      return false;
    }
  }

  @Override
  public Double integer(long value) {
    return (double) value;
  }

  @Override
  public Double constant(NamedConstant value) {
    return value.toDouble();
  }

  @Override
  public Double apply(ScalarOp op, List<Double> x) {
    double first = x.get(0);
    double second = x.size() > 1 ? x.get(1) : first;
    double third = x.size() > 2 ? x.get(2) : first;
    return op.function().apply(first, second, third);
  }

  @Override
  public Optional<Rational> literal(Double x) {
    return literals ? Rational.of(x) : Optional.empty();
  }
}

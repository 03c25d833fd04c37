package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;

/** A factor of a product: a base to a constant power, which is negative in a denominator. */
record Power(Node base, Rational exponent) {

  static final Rational HALF = Rational.of(1, 2);

  /** The base itself. */
  static Power of(Node base) {
    return new Power(base, Rational.ONE);
  }

  /** Whether it stands in the denominator. */
  boolean isInverse() {
    return exponent.signum() < 0;
  }

  /** One over it. */
  Power inverse() {
    return new Power(base, exponent.negate());
  }

  /** The same base with another exponent. */
  Power to(Rational other) {
    return new Power(base, other);
  }

  /** The value without the sign of the exponent. */
  Node node() {
    Graph graph = base.graph();
    Rational size = isInverse() ? exponent.negate() : exponent;
    if (size.equals(Rational.ONE)) {
      return base;
    }
    if (size.equals(Rational.TWO)) {
      return graph.map(ScalarOp.SQUARE, base);
    }
    return size.equals(HALF)
        ? graph.map(ScalarOp.SQRT, base)
        : graph.map(ScalarOp.POW, base, graph.constant(size, base.dtype()));
  }

  /** How many operations it adds to a product: one, and one for its exponent. */
  int weight() {
    return exponent.equals(Rational.ONE) || exponent.equals(Rational.MINUS_ONE) ? 1 : 2;
  }
}

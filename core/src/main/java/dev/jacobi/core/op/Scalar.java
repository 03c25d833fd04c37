package dev.jacobi.core.op;

/** An exact constant: a rational number, or a named one such as π. */
public sealed interface Scalar permits Rational, NamedConstant {

  /** The nearest double. */
  double toDouble();

  /** The nearest float, rounded once. */
  float toFloat();
}

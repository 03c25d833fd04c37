package dev.jacobi.symbolic.program;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.TensorType;
import java.util.Optional;

/**
 * What the values of a program are made of, and what can be done with them.
 *
 * @param <T> the values
 */
public interface Carrier<T> {

  /** The operations. */
  TensorAlgebra<T> tensors();

  /** The value of an input; asked for once each, in the order of first appearance. */
  T input(String name, TensorType type);

  /** Derivatives of values. */
  Derivatives<T> derivatives();

  /** Statements that only a tape understands; empty where values are formulas. */
  Optional<TapeStatements<T>> statements();
}

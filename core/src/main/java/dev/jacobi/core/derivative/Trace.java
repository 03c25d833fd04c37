package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import java.util.List;

/**
 * A straight-line computation to differentiate: steps numbered so that operands come before
 * results. Both a graph and the part of a tape that a result was made of can be seen as one.
 *
 * @param <T> the carrier of the values
 */
public interface Trace<T> {

  /** The number of steps. */
  int size();

  /** What made the value of a step. */
  Op op(int step);

  /** The number of a step's operands. */
  int operands(int step);

  /** The step that made an operand, or −1 when no derivative is wanted of it. */
  int operand(int step, int index);

  /** The values of a step's operands. */
  List<T> operandValues(int step);

  /** The value of a step. */
  T value(int step);
}

package dev.jacobi.core.kernel;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.OpText;
import dev.jacobi.core.type.TensorType;
import java.util.List;

/**
 * An operation of the graph that runs by its definition, on whole dense values.
 *
 * @param op the operation
 * @param operands the buffers of its operands
 * @param operandTypes their types
 * @param type the type of the result
 * @param result the buffer of the result
 */
public record Defined(
    Op op, List<Integer> operands, List<TensorType> operandTypes, TensorType type, int result)
    implements Step {

  /** Copies the lists. */
  public Defined {
    operands = List.copyOf(operands);
    operandTypes = List.copyOf(operandTypes);
  }

  @Override
  public List<Integer> reads() {
    return operands;
  }

  @Override
  public List<Integer> writes() {
    return List.of(result);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("by definition " + OpText.of(op));
    for (int i = 0; i < operands.size(); i++) {
      text.append(" @").append(operands.get(i)).append(": ").append(operandTypes.get(i));
    }
    return text.append(" -> @").append(result).append(": ").append(type).append('\n').toString();
  }
}

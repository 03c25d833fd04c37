package dev.jacobi.core.kernel;

import dev.jacobi.core.type.TensorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a graph becomes: steps over buffers, in order. Immutable and safe to share between threads.
 *
 * @param buffers all storage, by id
 * @param steps what is done; each reads what inputs, constants or earlier steps gave
 * @param outputs the results by name, in order
 */
public record Program(List<Buffer> buffers, List<Step> steps, Map<String, Output> outputs) {

  /** A result: all elements of a buffer, as a tensor of a type. */
  public record Output(int buffer, TensorType type) {}

  /** Copies, and verifies. */
  public Program {
    buffers = List.copyOf(buffers);
    steps = List.copyOf(steps);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    Verification.fault(buffers, steps, outputs)
        .ifPresent(
            fault -> {
              throw new AssertionError(fault);
            });
  }

  /** Buffers, then steps, then outputs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    buffers.forEach(buffer -> text.append(buffer).append('\n'));
    steps.forEach(text::append);
    outputs.forEach(
        (name, output) ->
            text.append(name.isEmpty() ? "value" : name)
                .append(" = @")
                .append(output.buffer())
                .append(": ")
                .append(output.type())
                .append('\n'));
    return text.toString();
  }
}

package dev.jacobi.core.kernel;

import dev.jacobi.core.type.TensorType;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Copies, and checks that what is read was written, once, and lies in its buffer. */
  public Program {
    buffers = List.copyOf(buffers);
    steps = List.copyOf(steps);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    Set<Integer> ready = new HashSet<>();
    for (Buffer buffer : buffers) {
      boolean given =
          buffer.source() instanceof Buffer.Input || buffer.source() instanceof Buffer.Constant;
      if (given) {
        ready.add(buffer.id());
      }
    }
    for (Step step : steps) {
      if (!ready.containsAll(step.reads())) {
        throw new AssertionError("read before it is written: " + step);
      }
      for (int written : step.writes()) {
        if (!ready.add(written)) {
          throw new AssertionError("written twice: @" + written + " in " + step);
        }
      }
      verify(buffers, step);
    }
    for (Output output : outputs.values()) {
      if (!ready.contains(output.buffer())) {
        throw new AssertionError("never written: " + output);
      }
    }
  }

  private static void verify(List<Buffer> buffers, Step step) {
    if (step instanceof Loop loop) {
      loop.loads().forEach(layout -> verify(buffers, layout));
    } else if (step instanceof Product product) {
      verify(buffers, product.left());
      verify(buffers, product.right());
      verify(buffers, product.result());
    } else if (step instanceof Streamed streamed) {
      streamed.steps().forEach(part -> verify(buffers, part));
    }
  }

  /** Every element of a layout must lie in its buffer. */
  private static void verify(List<Buffer> buffers, Layout layout) {
    long least = layout.offset();
    long most = layout.offset();
    for (int axis = 0; axis < layout.sizes().size(); axis++) {
      long reach = (layout.sizes().get(axis) - 1L) * layout.strides().get(axis);
      least += Math.min(reach, 0);
      most += Math.max(reach, 0);
    }
    if (least < 0 || most >= buffers.get(layout.buffer()).size()) {
      throw new AssertionError(layout + " leaves " + buffers.get(layout.buffer()));
    }
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

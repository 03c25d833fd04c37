package dev.jacobi.core.kernel;

import dev.jacobi.core.primitive.Function;
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

  /**
   * The program with a text, as {@link #toString} gives it.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code kernel/…}, with the place, where the
   *     text is that of no program
   */
  public static Program parse(String text) {
    return ProgramParser.parse(text);
  }

  /** The functions that loops call, directly or by those, callees first. */
  public List<Function> functions() {
    Map<String, Function> found = new LinkedHashMap<>();
    for (Step step : steps) {
      List<Step> parts = step instanceof Streamed streamed ? streamed.steps() : List.of(step);
      for (Step part : parts) {
        if (part instanceof Loop loop) {
          loop.body().functions().forEach(own -> found.putIfAbsent(own.name(), own));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Buffers, then functions, then steps, then outputs: a text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    buffers.forEach(buffer -> text.append(buffer).append('\n'));
    functions().forEach(function -> text.append("function ").append(function).append('\n'));
    steps.forEach(text::append);
    outputs.forEach(
        (name, output) ->
            text.append("output ")
                .append(Name.text(name))
                .append(" = @")
                .append(output.buffer())
                .append(": ")
                .append(output.type())
                .append('\n'));
    return text.toString();
  }
}

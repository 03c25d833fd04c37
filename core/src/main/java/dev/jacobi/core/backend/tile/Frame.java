package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.type.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Storage of a program for one run at a time. */
final class Frame {

  private final Program program;
  private final List<StepRunner> steps;

  /** By id; what is not bound is the program itself. */
  final Object[] buffers;

  private final List<StepRunner.State> states = new ArrayList<>();

  /** With storage for temporaries; inputs and outputs are to be bound. */
  Frame(Program program, List<StepRunner> steps) {
    this.program = program;
    this.steps = steps;
    this.buffers = new Object[program.buffers().size()];
    Map<Integer, Integer> sizes = new HashMap<>();
    for (Buffer buffer : program.buffers()) {
      if (buffer.source() instanceof Buffer.Temporary temporary) {
        sizes.merge(temporary.slot(), buffer.size(), Math::max);
      }
    }
    Map<Integer, Object> slots = new HashMap<>();
    for (Buffer buffer : program.buffers()) {
      Object storage = program;
      if (buffer.source() instanceof Buffer.Temporary temporary) {
        storage =
            slots.computeIfAbsent(
                temporary.slot(), slot -> buffer.dtype().array(sizes.getOrDefault(slot, 0)));
      } else if (buffer.source() instanceof Buffer.Constant constant) {
        storage = constant.tensor().array();
      }
      buffers[buffer.id()] = storage;
    }
    steps.forEach(step -> states.add(step.state()));
  }

  /** Binds inputs, and outputs to new arrays. */
  void bind(Map<String, Object> inputs) {
    for (Buffer buffer : program.buffers()) {
      if (buffer.source() instanceof Buffer.Input input) {
        Object storage = inputs.get(input.name());
        if (storage == null) {
          throw new AssertionError(buffer);
        }
        buffers[buffer.id()] = storage;
      } else if (buffer.source() instanceof Buffer.Output) {
        buffers[buffer.id()] = buffer.dtype().array(buffer.size());
      }
    }
  }

  /**
   * Runs all steps, unless the thread is interrupted.
   *
   * @return whether the results are what the definition says; if not, the run has ended early
   */
  boolean run(Machine machine) {
    for (int i = 0; i < states.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw Diagnostic.error("run/interrupted", "the run was interrupted", "").exception();
      }
      steps.get(i).run(buffers, states.get(i), machine);
      if (!steps.get(i).isSure(buffers)) {
        return false;
      }
    }
    return true;
  }

  /** Lets go what belongs to the caller. */
  void release() {
    for (Buffer buffer : program.buffers()) {
      boolean foreign =
          buffer.source() instanceof Buffer.Input || buffer.source() instanceof Buffer.Output;
      if (foreign) {
        buffers[buffer.id()] = program;
      }
    }
  }
}

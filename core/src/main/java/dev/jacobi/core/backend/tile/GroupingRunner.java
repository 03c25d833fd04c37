package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.definition.Places;
import dev.jacobi.core.kernel.Grouping;

/** Positions grouped by their places. */
record GroupingRunner(Grouping step) implements StepRunner {

  private static final State NOTHING = new State() {};

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {
    long[] positions = new long[step.count()];
    Storage.copy(buffers[step.positions()], 0, positions, 0, positions.length);
    long[] groups = Places.grouped(positions, step.axis(), step.extent());
    Storage.copy(groups, 0, buffers[step.result()], 0, groups.length);
  }

  @Override
  public String description() {
    return step.toString().strip();
  }
}

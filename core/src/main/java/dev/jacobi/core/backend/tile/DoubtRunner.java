package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Doubt;

/** A look at whether integers did not fit; then the graph is to run by its definition. */
record DoubtRunner(Doubt step) implements StepRunner {

  private static final State NOTHING = new State() {};

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {}

  @Override
  public boolean isSure(Object[] buffers) {
    boolean[] flag = new boolean[1];
    for (int buffer : step.flags()) {
      Storage.copy(buffers[buffer], 0, flag, 0, 1);
      if (flag[0]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String description() {
    return step.toString().strip() + ": where integers do not fit, all runs by definition";
  }
}

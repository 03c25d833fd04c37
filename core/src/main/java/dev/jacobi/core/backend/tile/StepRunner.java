package dev.jacobi.core.backend.tile;

/** A step of a program made ready to run; immutable. */
interface StepRunner {

  /** What one run at a time needs for a step. */
  interface State {}

  /** New room for one run at a time. */
  State state();

  /** Runs the step on the arrays of the program's buffers. */
  void run(Object[] buffers, State state, Machine machine);

  /** Whether what was computed so far is what the definition says. */
  default boolean isSure(Object[] buffers) {
    return true;
  }

  /** What runs, for a person to read. */
  String description();
}

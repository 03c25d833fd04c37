package dev.jacobi.gpu.simulated;

import java.util.Optional;

/** Goes to another step, or ends threads, or waits for all threads of a block. */
final class Jump extends Step {

  private final boolean isUniform;
  private int target = -1;

  Jump(int line, Flow flow, Optional<Guard> guard, boolean isUniform) {
    super(line, flow, guard);
    this.isUniform = isUniform;
  }

  /** Whether all active threads must agree. */
  boolean isUniform() {
    return isUniform;
  }

  int target() {
    return target;
  }

  /** Sets where it goes, once that is known. */
  void aim(int step) {
    target = step;
  }

  @Override
  void run(Warp warp, int lanes) {
    throw new AssertionError("the warp itself moves");
  }
}

package dev.jacobi.gpu.simulated;

import java.util.Optional;

/** Ends a function: each lane goes on where it was called. */
final class Return extends Step {

  private final Register back;

  /** A return; a register holds the step of each lane. */
  Return(int line, Optional<Guard> guard, Register back) {
    super(line, Flow.RETURN, guard, back);
    this.back = back;
  }

  /** Where a lane goes on. */
  int target(Registers r, int lane) {
    return r.words[back.at() + lane];
  }

  @Override
  void run(Warp warp, int lanes) {
    throw new AssertionError("the warp itself moves");
  }
}

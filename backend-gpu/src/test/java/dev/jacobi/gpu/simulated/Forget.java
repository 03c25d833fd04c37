package dev.jacobi.gpu.simulated;

import java.util.Optional;

/** A function begins: its registers have no values, whatever an earlier call left in them. */
final class Forget extends Step {

  private final Iterable<Register> registers;

  Forget(int line, Iterable<Register> registers) {
    super(line, Flow.STRAIGHT, Optional.empty());
    this.registers = registers;
  }

  @Override
  void run(Warp warp, int lanes) {
    for (Register register : registers) {
      warp.registers().written[register.id()] &= ~lanes;
    }
  }
}

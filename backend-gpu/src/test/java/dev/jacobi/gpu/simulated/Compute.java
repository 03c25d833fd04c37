package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;

/** Computes a register from others. */
final class Compute extends Step {

  private final Row row;
  private final Register to;
  private final int a;
  private final int b;
  private final int c;

  Compute(int line, Optional<Guard> guard, Row row, Register to, List<Register> operands) {
    super(line, Flow.STRAIGHT, guard, operands.toArray(Register[]::new));
    this.row = row;
    this.to = to;
    this.a = operands.isEmpty() ? 0 : operands.get(0).at();
    this.b = operands.size() < 2 ? 0 : operands.get(1).at();
    this.c = operands.size() < 3 ? 0 : operands.get(2).at();
  }

  @Override
  void run(Warp warp, int lanes) {
    Registers r = warp.registers();
    if (lanes == -1) {
      row.compute(r, to.at(), a, b, c);
    } else {
      row.compute(r, 0, a, b, c);
      r.takeScratch(to, lanes);
    }
    r.written[to.id()] |= lanes;
  }
}

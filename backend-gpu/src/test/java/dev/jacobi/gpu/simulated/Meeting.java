package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;

/** A step for which lanes wait for each other; its last operand names the lanes. */
abstract class Meeting extends Step {

  private final Register members;

  Meeting(int line, Optional<Guard> guard, List<Register> operands) {
    super(line, Flow.MEETING, guard, operands.toArray(Register[]::new));
    this.members = operands.get(operands.size() - 1);
  }

  /** The lanes that some lanes name; they must agree, and be among them. */
  final int members(Registers r, int lanes) {
    int named = r.words[members.at() + Integer.numberOfTrailingZeros(lanes)];
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      if (r.words[members.at() + lane] != named || (named >>> lane & 1) == 0) {
        throw new Violation(
            "lane "
                + lane
                + " names the lanes 0x"
                + Integer.toHexString(r.words[members.at() + lane])
                + ": others name others, or it is not among them");
      }
    }
    return named;
  }
}

package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;

/** {@code vote.sync}: what a predicate is in all lanes. */
final class Vote extends Meeting {

  /** What is asked. */
  enum Mode {
    ALL,
    ANY,
    UNI,
    BALLOT
  }

  private final Mode mode;
  private final Register to;
  private final Register predicate;

  /** The operands are the predicate and the lanes that take part. */
  Vote(int line, Optional<Guard> guard, Mode mode, Register to, List<Register> operands) {
    super(line, guard, operands);
    this.mode = mode;
    this.to = to;
    this.predicate = operands.get(0);
  }

  @Override
  void run(Warp warp, int lanes) {
    Registers r = warp.registers();
    int votes = r.predicates[predicate.at()] & lanes;
    long result =
        switch (mode) {
          case ALL -> votes == lanes ? 1 : 0;
          case ANY -> votes != 0 ? 1 : 0;
          case UNI -> votes == lanes || votes == 0 ? 1 : 0;
          case BALLOT -> votes;
        };
    for (int m = lanes; m != 0; m &= m - 1) {
      r.put(to, Integer.numberOfTrailingZeros(m), result);
    }
    r.written[to.id()] |= lanes;
  }
}

package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;

/** {@code shfl.sync}: each lane takes a register of another. */
final class Shuffle extends Meeting {

  /** Where the other lane lies. */
  enum Mode {
    UP,
    DOWN,
    BFLY,
    IDX
  }

  private final Mode mode;
  private final Register to;
  private final Optional<Register> found;
  private final List<Register> operands;

  /**
   * A shuffle.
   *
   * @param found the predicate that tells whether there is another lane
   * @param operands the value, the distance, the clamp with the segments, the lanes that take part
   */
  Shuffle(
      int line,
      Optional<Guard> guard,
      Mode mode,
      Register to,
      Optional<Register> found,
      List<Register> operands) {
    super(line, guard, operands);
    this.mode = mode;
    this.to = to;
    this.found = found;
    this.operands = operands;
  }

  @Override
  void run(Warp warp, int lanes) {
    Registers r = warp.registers();
    long[] results = new long[Registers.LANES];
    int inside = 0;
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      warp.at(lane);
      int source =
          source(lane, (int) r.bits(operands.get(1), lane), (int) r.bits(operands.get(2), lane));
      if (source >= 0) {
        inside |= 1 << lane;
        if ((lanes >>> source & 1) == 0) {
          throw new Violation("takes a value of lane " + source + ", which takes no part");
        }
      }
      results[lane] = r.bits(operands.get(0), source >= 0 ? source : lane);
    }
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      r.put(to, lane, results[lane]);
    }
    r.written[to.id()] |= lanes;
    if (found.isPresent()) {
      r.predicates[0] = inside;
      r.takeScratch(found.get(), lanes);
      r.written[found.get().id()] |= lanes;
    }
  }

  /** The lane to take from, or −1 where there is none. */
  private int source(int lane, int distance, int clampAndSegments) {
    int b = distance & 31;
    int clamp = clampAndSegments & 31;
    int segments = clampAndSegments >> 8 & 31;
    int most = lane & segments | clamp & ~segments;
    int least = lane & segments;
    int source =
        switch (mode) {
          case UP -> lane - b;
          case DOWN -> lane + b;
          case BFLY -> lane ^ b;
          case IDX -> least | b & ~segments;
        };
    boolean isInside = mode == Mode.UP ? source >= most : source <= most;
    return isInside ? source : -1;
  }
}

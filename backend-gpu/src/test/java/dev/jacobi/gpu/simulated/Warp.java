package dev.jacobi.gpu.simulated;

/**
 * 32 threads that run one step together. Where they part, the group at the lowest step runs first,
 * and groups that meet at a step go on as one; so every group comes by where the others wait.
 */
final class Warp {

  /** How a warp stands. */
  enum State {
    DONE,
    WAITING
  }

  private final Grid grid;
  private final Step[] steps;
  private final Registers registers;

  /** What is written before the first step. */
  private final int[] given;

  private final int[] places = new int[Registers.LANES];
  private final int[] groups = new int[Registers.LANES];
  private final boolean[] parked = new boolean[Registers.LANES];
  private int count;
  private int all;
  private int firstThread;
  private Block block;
  private int lane;

  Warp(Grid grid, Block block) {
    this.grid = grid;
    this.block = block;
    steps = grid.code().steps();
    registers = new Registers(grid.code().allotment());
    grid.fill(registers);
    given = registers.written.clone();
  }

  Registers registers() {
    return registers;
  }

  Grid grid() {
    return grid;
  }

  Block block() {
    return block;
  }

  /** The lane that a step looks at, for whoever explains what went wrong. */
  void at(int lookedAt) {
    lane = lookedAt;
  }

  int threadOfBlock(int of) {
    return firstThread + of;
  }

  /** The number of a thread in the phase of the launch. */
  int threadOfGrid(int of) {
    return block.firstThread() + firstThread + of;
  }

  /** Begins with some threads of a block; all registers but those of the launch are forgotten. */
  void begin(Block of, int first, int threads) {
    block = of;
    firstThread = first;
    all = threads == Registers.LANES ? -1 : (1 << threads) - 1;
    count = 1;
    places[0] = grid.code().start();
    groups[0] = all;
    parked[0] = false;
    System.arraycopy(given, 0, registers.written, 0, given.length);
    grid.place(registers, block, first);
  }

  /** Goes on after a barrier. */
  void release() {
    parked[0] = false;
    places[0]++;
  }

  /** The step at which it waits. */
  int place() {
    return places[0];
  }

  /** Runs until all threads have ended, or wait at a barrier. */
  State run() {
    while (count > 0) {
      int lowest = -1;
      for (int i = 0; i < count; i++) {
        if (!parked[i] && (lowest < 0 || places[i] < places[lowest])) {
          lowest = i;
        }
      }
      if (lowest < 0) {
        return waiting();
      }
      int place = places[lowest];
      int active = groups[lowest];
      count--;
      places[lowest] = places[count];
      groups[lowest] = groups[count];
      parked[lowest] = parked[count];
      run(place, active);
    }
    return State.DONE;
  }

  private State waiting() {
    Step step = steps[places[0]];
    if (count == 1 && step.flow() == Step.Flow.BARRIER && groups[0] == all) {
      return State.WAITING;
    }
    lane = Integer.numberOfTrailingZeros(groups[0]);
    String others =
        count > 1
            ? "others wait at line " + steps[places[1]].line()
            : "the others have ended or were never there";
    throw fault(
        places[0],
        "only the threads 0x"
            + Integer.toHexString(groups[0])
            + " of the warp come here; "
            + others);
  }

  /** Runs a group until it parts, meets another, ends or waits. */
  private void run(int from, int lanes) {
    int place = from;
    int active = lanes;
    int next = nextOther(place);
    try {
      while (true) {
        Step step = steps[place];
        grid.spend();
        lane = Integer.numberOfTrailingZeros(active);
        int chosen = step.lanes(registers, active);
        switch (step.flow()) {
          case STRAIGHT -> {
            if (chosen != 0) {
              step.run(this, chosen);
            }
            place++;
          }
          case BRANCH -> {
            Jump jump = (Jump) step;
            if (chosen == active) {
              place = jump.target();
            } else if (chosen == 0) {
              place++;
            } else {
              part(jump, place, active, chosen);
              return;
            }
            if (count > 0) {
              join(place, active, false);
              return;
            }
          }
          case RETURN -> {
            goBack((Return) step, place, active, chosen);
            return;
          }
          case EXIT -> {
            active &= ~chosen;
            place++;
            if (active == 0) {
              return;
            }
          }
          case BARRIER -> {
            join(place, active, true);
            return;
          }
          case MEETING -> {
            if (chosen != 0) {
              if (((Meeting) step).members(registers, chosen) != chosen) {
                join(place, active, true);
                return;
              }
              step.run(this, chosen);
            }
            place++;
          }
        }
        if (place >= next) {
          join(place, active, false);
          return;
        }
      }
    } catch (Violation violation) {
      throw fault(place, violation.getMessage());
    }
  }

  private void part(Jump jump, int place, int active, int chosen) {
    if (jump.isUniform()) {
      throw new Violation("a uniform branch divides the threads of a warp");
    }
    join(jump.target(), chosen, false);
    join(place + 1, active & ~chosen, false);
  }

  private void goBack(Return step, int place, int active, int chosen) {
    if (active != chosen) {
      join(place + 1, active & ~chosen, false);
    }
    int left = chosen;
    while (left != 0) {
      int target = step.target(registers, Integer.numberOfTrailingZeros(left));
      int same = 0;
      for (int m = left; m != 0; m &= m - 1) {
        int other = Integer.numberOfTrailingZeros(m);
        same |= step.target(registers, other) == target ? 1 << other : 0;
      }
      join(target, same, false);
      left &= ~same;
    }
  }

  /** The lowest step above one at which another group stands. */
  private int nextOther(int place) {
    int next = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (places[i] > place) {
        next = Math.min(next, places[i]);
      }
    }
    return next;
  }

  /** Adds a group; at a step where another stands, the two become one and look around again. */
  private void join(int place, int lanes, boolean parks) {
    for (int i = 0; i < count; i++) {
      if (places[i] == place) {
        groups[i] |= lanes;
        parked[i] = false;
        return;
      }
    }
    places[count] = place;
    groups[count] = lanes;
    parked[count] = parks;
    count++;
  }

  private Fault fault(int place, String message) {
    Step step = steps[place];
    return new Fault(
        grid.code().name()
            + ", line "
            + step.line()
            + ": "
            + message
            + " (thread "
            + (firstThread + lane)
            + " of block "
            + block
            + ")");
  }
}

package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.List;

/** Threads that share memory and wait for each other. */
final class Block {

  private final Grid grid;
  private final Cells shared;
  private final List<Warp> warps = new ArrayList<>();
  private Phase phase;
  private int x;
  private int y;
  private int z;

  Block(Grid grid) {
    this.grid = grid;
    shared = new Cells(grid.code().sharedBytes());
    phase = new Phase(0, grid.threads(), grid.threads());
    int count = (grid.threads() + Registers.LANES - 1) / Registers.LANES;
    Warp warp = new Warp(grid, this);
    for (int i = 0; i < count; i++) {
      warps.add(grid.code().hasBarriers() && i > 0 ? new Warp(grid, this) : warp);
    }
  }

  Cells shared() {
    return shared;
  }

  /** What lies between two barriers. */
  Phase phase() {
    return phase;
  }

  /** The place of an address in shared memory. */
  int place(long address, int bytes) {
    long place = address - Layout.SHARED_START;
    if (place < 0 || place > grid.code().sharedBytes() - bytes) {
      throw new Violation("0x" + Long.toHexString(address) + " lies in no shared memory");
    }
    return (int) place;
  }

  int x() {
    return x;
  }

  int y() {
    return y;
  }

  int z() {
    return z;
  }

  /** The number of its first thread in the phase of the launch. */
  int firstThread() {
    int block = x + grid.x() * (y + grid.y() * z);
    return grid.phase().start() + 1 + block * grid.threads();
  }

  /** Runs the block of some place; its shared memory is unwritten. */
  void run(int atX, int atY, int atZ) {
    x = atX;
    y = atY;
    z = atZ;
    shared.clear();
    advance();
    if (grid.code().hasBarriers()) {
      for (int i = 0; i < warps.size(); i++) {
        begin(i);
      }
      while (runToBarrier()) {
        advance();
      }
    } else {
      for (int i = 0; i < warps.size(); i++) {
        begin(i);
        warps.get(i).run();
      }
    }
  }

  private void begin(int warp) {
    int first = warp * Registers.LANES;
    warps.get(warp).begin(this, first, Math.min(Registers.LANES, grid.threads() - first));
  }

  private void advance() {
    if (phase.isLast()) {
      shared.forgetThreads();
      phase = new Phase(0, grid.threads(), grid.threads());
    } else {
      phase = phase.next();
    }
  }

  /** Whether all warps wait at one barrier; else all have ended. */
  private boolean runToBarrier() {
    int waiting = 0;
    for (Warp warp : warps) {
      waiting += warp.run() == Warp.State.WAITING ? 1 : 0;
    }
    if (waiting == 0) {
      return false;
    }
    Warp first = warps.get(0);
    for (Warp warp : warps) {
      if (waiting != warps.size() || warp.place() != first.place()) {
        throw new Fault(
            grid.code().name()
                + ", line "
                + grid.code().steps()[first.place()].line()
                + ": the warps of block "
                + this
                + " wait at different barriers, or some have ended");
      }
    }
    warps.forEach(Warp::release);
    return true;
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ", " + z + ")";
  }
}

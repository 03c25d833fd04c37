package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.List;

/** A kernel that is to run, with what it is given. */
final class Launch {

  private final Code code;
  private final int[] extent;
  private final long[] arguments;

  Launch(Code code, int x, int y, int z, int threads, long[] arguments) {
    this.code = code;
    this.extent = new int[] {x, y, z, threads};
    this.arguments = arguments.clone();
  }

  /** What the driver itself would refuse. */
  void check() {
    int threads = extent[3];
    if (arguments.length != code.parameters().size()) {
      throw new Violation(
          code.name()
              + " has "
              + code.parameters().size()
              + " parameters, not "
              + arguments.length);
    }
    if (threads < 1 || threads > 1024 || threads > code.mostThreads().orElse(threads)) {
      throw new Violation(threads + " threads are too many or too few for " + code.name());
    }
    if (threads != code.exactThreads().orElse(threads)) {
      throw new Violation(code.name() + " wants " + code.exactThreads().get() + " threads");
    }
    for (int i = 0; i < 3; i++) {
      if (extent[i] < 1 || i > 0 && extent[i] > 65_535) {
        throw new Violation(extent[i] + " blocks");
      }
    }
  }

  /** Runs it; gives the steps that it took. */
  long run(Memory memory, LoadedModule module) {
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean isWide = code.parameters().get(i).kind().bytes() == 8;
      values.add(isWide ? arguments[i] : arguments[i] & 0xffffffffL);
    }
    byte[] constants = module.image().constants();
    Grid grid = new Grid(code, memory, constants, module.tables(), extent, values);
    grid.run();
    return grid.spent();
  }
}

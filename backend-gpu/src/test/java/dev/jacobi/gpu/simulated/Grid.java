package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Map;

/** One launch. */
final class Grid {

  /** The steps, of 32 lanes each, after which a launch is held to be endless. */
  private static final long BUDGET = 2_000_000_000L;

  private final Code code;
  private final Memory memory;
  private final byte[] constants;
  private final Map<Symbol, Long> tables;
  private final int x;
  private final int y;
  private final int z;
  private final int threads;
  private final List<Long> arguments;
  private final Phase phase;
  private long spent;

  /**
   * A launch.
   *
   * @param tables the addresses of the module's tables in global memory
   * @param extent the blocks along x, y and z, and the threads of a block
   */
  Grid(
      Code code,
      Memory memory,
      byte[] constants,
      Map<Symbol, Long> tables,
      int[] extent,
      List<Long> arguments) {
    this.code = code;
    this.memory = memory;
    this.constants = constants;
    this.tables = tables;
    x = extent[0];
    y = extent[1];
    z = extent[2];
    threads = extent[3];
    this.arguments = arguments;
    phase = memory.phase(Math.toIntExact((long) x * y * z * threads), threads);
  }

  Code code() {
    return code;
  }

  Memory memory() {
    return memory;
  }

  byte[] constants() {
    return constants;
  }

  /** The span in which all its threads run in no order. */
  Phase phase() {
    return phase;
  }

  int x() {
    return x;
  }

  int y() {
    return y;
  }

  int threads() {
    return threads;
  }

  /** The steps that were done. */
  long spent() {
    return spent;
  }

  /** Counts a step. */
  void spend() {
    if (++spent > BUDGET) {
      throw new Violation("the launch does not end");
    }
  }

  /** Runs all blocks, one after another. */
  void run() {
    Block block = new Block(this);
    for (int atZ = 0; atZ < z; atZ++) {
      for (int atY = 0; atY < y; atY++) {
        for (int atX = 0; atX < x; atX++) {
          block.run(atX, atY, atZ);
        }
      }
    }
  }

  /** Fills constants and what the launch gives, which are the same for all warps. */
  void fill(Registers registers) {
    code.allotment().fill(registers);
    for (int i = 0; i < arguments.size(); i++) {
      registers.putAll(code.parameters().get(i), arguments.get(i));
    }
    code.tables().forEach((symbol, register) -> registers.putAll(register, tables.get(symbol)));
  }

  /** Fills what tells a thread its place. */
  void place(Registers registers, Block block, int first) {
    code.allotment()
        .specials()
        .forEach(
            (name, register) -> {
              for (int lane = 0; lane < Registers.LANES; lane++) {
                registers.put(register, lane, special(name, block, first, lane));
              }
              registers.written[register.id()] = -1;
            });
  }

  private int special(String name, Block block, int first, int lane) {
    return switch (name) {
      case "%tid.x" -> first + lane;
      case "%ntid.x" -> threads;
      case "%ctaid.x" -> block.x();
      case "%ctaid.y" -> block.y();
      case "%ctaid.z" -> block.z();
      case "%nctaid.x" -> x;
      case "%nctaid.y" -> y;
      case "%nctaid.z" -> z;
      case "%laneid" -> lane;
      default -> throw new AssertionError(name);
    };
  }
}

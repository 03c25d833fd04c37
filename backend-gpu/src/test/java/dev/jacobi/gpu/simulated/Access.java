package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A load or a store of one, two or four elements. */
final class Access extends Step {

  /**
   * What is loaded or stored.
   *
   * @param type the type of an element, such as {@code .f64}
   * @param size the bytes of an element
   * @param isReadOnly whether the text says that nobody writes there
   */
  record Form(Symbol.Space space, String type, int size, boolean isReadOnly, boolean isStore) {}

  private final Form form;
  private final List<Register> registers;
  private final Register base;
  private final long offset;
  private Allocation last = NOTHING;

  private static final Allocation NOTHING = new Allocation(0, 0);

  Access(
      int line,
      Optional<Guard> guard,
      Form form,
      List<Register> registers,
      Register base,
      long offset) {
    super(line, Flow.STRAIGHT, guard, reads(form, registers, base));
    this.form = form;
    this.registers = registers;
    this.base = base;
    this.offset = offset;
  }

  private static Register[] reads(Form form, List<Register> registers, Register base) {
    Stream<Register> stored = form.isStore() ? registers.stream() : Stream.empty();
    return Stream.concat(Stream.of(base), stored).toArray(Register[]::new);
  }

  @Override
  void run(Warp warp, int lanes) {
    Registers r = warp.registers();
    int total = form.size() * registers.size();
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      long address = r.bits(base, lane) + offset;
      warp.at(lane);
      if ((address & total - 1) != 0) {
        throw new Violation(
            "0x" + Long.toHexString(address) + " is not aligned to " + total + " bytes");
      }
      switch (form.space()) {
        case GLOBAL -> {
          Grid grid = warp.grid();
          if (!last.isLive() || !last.holds(address, total)) {
            last = grid.memory().find(address, total);
          }
          int thread = warp.threadOfGrid(lane);
          touch(r, lane, last.page(address), last.place(address), grid.phase(), thread);
        }
        case SHARED -> {
          int at = warp.block().place(address, total);
          Phase phase = warp.block().phase();
          int thread = phase.start() + 1 + warp.threadOfBlock(lane);
          touch(r, lane, warp.block().shared(), at, phase, thread);
        }
        default -> load(r, lane, warp.grid().constants(), address, total);
      }
    }
    if (!form.isStore()) {
      for (Register register : registers) {
        r.written[register.id()] |= lanes;
      }
    }
  }

  private void touch(Registers r, int lane, Cells cells, int at, Phase phase, int thread) {
    int size = form.size();
    int place = at;
    for (int i = 0; i < registers.size(); i++) {
      Register register = registers.get(i);
      if (form.isStore()) {
        cells.write(place, size, r.bits(register, lane), phase, thread);
      } else {
        long bits = cells.read(place, size, phase, thread, form.isReadOnly());
        r.put(register, lane, extended(bits));
      }
      place += size;
    }
  }

  private void load(Registers r, int lane, byte[] constants, long address, int total) {
    if (address < 0 || address > constants.length - total) {
      throw new Violation("0x" + Long.toHexString(address) + " lies in no constant memory");
    }
    int place = (int) address;
    for (Register register : registers) {
      long bits = 0;
      for (int i = 0; i < form.size(); i++) {
        bits |= (constants[place + i] & 0xffL) << 8 * i;
      }
      r.put(register, lane, extended(bits));
      place += form.size();
    }
  }

  private long extended(long bits) {
    if (form.type().charAt(1) == 's') {
      int shift = 64 - 8 * form.size();
      return bits << shift >> shift;
    }
    return bits;
  }
}

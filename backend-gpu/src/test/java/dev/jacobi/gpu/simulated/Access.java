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
  private final Register base;
  private final long offset;
  private final Register[] targets;
  private final int total;
  private final boolean isWide;
  private final boolean isSigned;
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
    this.base = base;
    this.offset = offset;
    targets = registers.toArray(Register[]::new);
    total = form.size() * targets.length;
    isWide = base.kind() == Kind.B64;
    isSigned = form.type().charAt(1) == 's';
  }

  private static Register[] reads(Form form, List<Register> registers, Register base) {
    Stream<Register> stored = form.isStore() ? registers.stream() : Stream.empty();
    return Stream.concat(Stream.of(base), stored).toArray(Register[]::new);
  }

  @Override
  void run(Warp warp, int lanes) {
    switch (form.space()) {
      case GLOBAL -> global(warp, lanes);
      case SHARED -> shared(warp, lanes);
      default -> constant(warp, lanes);
    }
    if (!form.isStore()) {
      for (Register register : targets) {
        warp.registers().written[register.id()] |= lanes;
      }
    }
  }

  private void global(Warp warp, int lanes) {
    Grid grid = warp.grid();
    Phase phase = grid.phase();
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      long address = address(warp, lane);
      if (!last.isLive() || !last.holds(address, total)) {
        last = grid.memory().find(address, total);
      }
      int thread = warp.threadOfGrid(lane);
      touch(warp.registers(), lane, last.page(address), last.place(address), phase, thread);
    }
  }

  private void shared(Warp warp, int lanes) {
    Block block = warp.block();
    Phase phase = block.phase();
    int first = phase.start() + 1 + warp.threadOfBlock(0);
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      int place = block.place(address(warp, lane), total);
      touch(warp.registers(), lane, block.shared(), place, phase, first + lane);
    }
  }

  private void constant(Warp warp, int lanes) {
    for (int m = lanes; m != 0; m &= m - 1) {
      int lane = Integer.numberOfTrailingZeros(m);
      load(warp.registers(), lane, warp.grid().constants(), address(warp, lane));
    }
  }

  private long address(Warp warp, int lane) {
    Registers r = warp.registers();
    int at = base.at() + lane;
    long address = (isWide ? r.longs[at] : r.words[at] & 0xffffffffL) + offset;
    warp.at(lane);
    if ((address & total - 1) != 0) {
      throw new Violation(
          "0x" + Long.toHexString(address) + " is not aligned to " + total + " bytes");
    }
    return address;
  }

  private void touch(Registers r, int lane, Cells cells, int at, Phase phase, int thread) {
    int size = form.size();
    int place = at;
    if (form.isStore()) {
      cells.writing(at, total, phase, thread);
      for (Register register : targets) {
        cells.set(place, size, r.bits(register, lane));
        place += size;
      }
    } else {
      cells.reading(at, total, phase, thread, form.isReadOnly());
      for (Register register : targets) {
        r.put(register, lane, extended(cells.get(place, size)));
        place += size;
      }
    }
  }

  private void load(Registers r, int lane, byte[] constants, long address) {
    if (address < 0 || address > constants.length - total) {
      throw new Violation("0x" + Long.toHexString(address) + " lies in no constant memory");
    }
    int place = (int) address;
    for (Register register : targets) {
      long bits = 0;
      for (int i = 0; i < form.size(); i++) {
        bits |= (constants[place + i] & 0xffL) << 8 * i;
      }
      r.put(register, lane, extended(bits));
      place += form.size();
    }
  }

  private long extended(long bits) {
    if (isSigned) {
      int shift = 64 - 8 * form.size();
      return bits << shift >> shift;
    }
    return bits;
  }
}

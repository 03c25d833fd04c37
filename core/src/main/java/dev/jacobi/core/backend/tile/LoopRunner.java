package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A loop made ready to run. The space is walked in tiles of consecutive elements: what lies dense
 * is used in place, all else is brought into a tile first. Immutable; what changes is in {@link
 * State}.
 */
final class LoopRunner implements StepRunner {

  /** Less work than this (elements times operations) is not worth a second thread. */
  private static final long WORTH_SHARING = 1 << 18;

  final Loop loop;
  final int elements;
  final int width;
  final Optional<Code> code;

  /** The values that the code computes; parameters that are results need no code. */
  private final List<Integer> computed;

  /** By load: how its elements come into a tile. */
  final Access[] accesses;

  /** By target: the slot with the values, and how they leave it. */
  final int[] sources;

  final Exit[] exits;

  private final List<Demand> demands;
  private final int unit;
  private final int parts;

  /**
   * How the elements of a load come into a tile.
   *
   * @param buffer where they lie
   * @param offset where the first one lies
   */
  record Access(Mode mode, int buffer, int offset) {

    static Access of(Load load) {
      return new Access(mode(load), load.place().buffer(), load.place().offset());
    }

    private static Mode mode(Load load) {
      if (load.pick().isPresent()) {
        return Mode.PICKED;
      }
      Layout place = load.place();
      return place.isRepeated() ? Mode.REPEATED : place.isDense() ? Mode.IN_PLACE : Mode.COPIED;
    }
  }

  /** Whether elements are one and the same, lie as a tile has them, or do not, or are picked. */
  enum Mode {
    REPEATED,
    IN_PLACE,
    COPIED,
    PICKED
  }

  /**
   * How values leave a tile.
   *
   * @param offset where the first one is stored
   */
  record Exit(Way way, int buffer, int offset) {

    static Exit of(Loop.Target target) {
      if (target instanceof Loop.Store store) {
        Way way = store.place().isDense() ? Way.STORED : Way.SPREAD;
        return new Exit(way, store.buffer(), store.place().offset());
      }
      return new Exit(Way.REDUCED, target.buffer(), 0);
    }
  }

  /** Whether values are reduced, stored one behind the other, or stored where a layout says. */
  enum Way {
    REDUCED,
    STORED,
    SPREAD
  }

  LoopRunner(Loop loop, Machine machine) {
    this.loop = loop;
    this.elements = loop.elements();
    this.width = Math.min(Code.TILE, (elements + Code.GRAIN - 1) / Code.GRAIN * Code.GRAIN);
    Body body = loop.body();
    this.computed =
        body.results().stream().filter(v -> v >= body.parameters().size()).distinct().toList();
    this.code =
        computed.isEmpty()
            ? Optional.empty()
            : Optional.of(machine.code(new Body(body.parameters(), body.instructions(), computed)));
    this.accesses = loop.loads().stream().map(Access::of).toArray(Access[]::new);
    this.sources = body.results().stream().mapToInt(this::slot).toArray();
    this.exits = loop.targets().stream().map(Exit::of).toArray(Exit[]::new);
    this.demands = loop.demands();
    this.unit = unit();
    long work = (long) elements * (body.size() + 2);
    boolean shared = unit > 0 && work >= WORTH_SHARING && elements >= 2 * unit;
    this.parts = shared ? Math.min(machine.threads(), elements / unit) : 1;
  }

  /** Where the space may be cut; 0 for nowhere. */
  private int unit() {
    int unit = Code.TILE;
    List<Integer> needed = new ArrayList<>();
    for (Loop.Target target : loop.targets()) {
      if (target instanceof Loop.Reduce reduce) {
        needed.add(Accumulator.unit(reduce));
      }
    }
    if (!needed.isEmpty()) {
      long common = 1;
      for (int one : needed) {
        common = common / divisor(common, one) * one;
        if (common > elements) {
          return 0;
        }
      }
      unit = (int) common;
      // Cutting at fewer places costs nothing, and keeps stores whole.
      unit = unit < Code.TILE && Code.TILE % unit == 0 ? Code.TILE : unit;
    }
    return unit;
  }

  /** The greatest common divisor. */
  private static long divisor(long x, long y) {
    long divisor = x;
    for (long rest = y; rest != 0; ) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }

  /** The slot of a result: that of a parameter, or behind them that of what is computed. */
  private int slot(int value) {
    int parameters = loop.loads().size();
    return value < parameters ? value : parameters + computed.indexOf(value);
  }

  int slots() {
    return loop.loads().size() + computed.size();
  }

  Lane lane(int slot) {
    int parameters = loop.loads().size();
    return loop.body().lane(slot < parameters ? slot : computed.get(slot - parameters));
  }

  Load load(int slot) {
    return loop.loads().get(slot);
  }

  /** What one run at a time needs: partial results, and a worker for each part. */
  static final class State implements StepRunner.State {
    final Worker[] workers;
    final Object[] partials;

    State(LoopRunner runner) {
      List<Loop.Target> targets = runner.loop.targets();
      partials = new Object[targets.size()];
      for (int i = 0; i < partials.length; i++) {
        if (targets.get(i) instanceof Loop.Reduce reduce) {
          Lane lane = runner.loop.body().lane(runner.loop.body().results().get(i));
          partials[i] = Lanes.array(lane, Accumulator.partials(reduce));
        } else {
          partials[i] = runner;
        }
      }
      workers = new Worker[runner.parts];
      for (int i = 0; i < workers.length; i++) {
        workers[i] = new Worker(runner, partials);
      }
    }
  }

  @Override
  public State state() {
    return new State(this);
  }

  @Override
  public void run(Object[] buffers, StepRunner.State own, Machine machine) {
    State state = (State) own;
    for (Demand demand : demands) {
      Inspection.run(demand, buffers[demand.integers().buffer()]);
    }
    if (parts == 1) {
      state.workers[0].run(buffers, 0, elements);
    } else {
      machine.run(parts, part -> state.workers[part].run(buffers, cut(part), cut(part + 1)));
    }
    finish(buffers, state);
  }

  /** Runs the elements of a stretch; it begins and ends where blocks of sums do. */
  void stretch(Object[] buffers, State state, int from, int to) {
    state.workers[0].run(buffers, from, to);
  }

  /** Brings the partial results together once all elements were run. */
  void finish(Object[] buffers, State state) {
    for (int i = 0; i < state.partials.length; i++) {
      if (loop.targets().get(i) instanceof Loop.Reduce reduce) {
        state.workers[0].accumulator(i).join();
        Accumulator.collect(reduce, state.partials[i], buffers[reduce.buffer()]);
      }
    }
  }

  private int cut(int part) {
    if (part == parts) {
      return elements;
    }
    int units = (elements - 1) / unit + 1;
    return (int) ((long) units * part / parts) * unit;
  }

  @Override
  public String description() {
    return "loop "
        + loop.space()
        + ", "
        + loop.body().instructions().size()
        + " operations: "
        + code.map(Code::description).orElse("copies")
        + (parts > 1 ? ", " + parts + " parts" : "");
  }
}

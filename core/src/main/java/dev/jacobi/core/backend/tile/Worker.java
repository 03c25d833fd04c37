package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import java.nio.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a stretch of a loop, tile by tile, with room of its own. Belongs to one thread at a time.
 */
final class Worker {

  private static final Accumulator[] NONE = {};

  /** Keeps tiles from lying 4,096 bytes apart, where loads would wait for stores to others. */
  private static final int MARGIN = 24;

  private final LoopRunner runner;
  private final int parameters;
  private final Object[] tiles;
  private final Object[] arrays;
  private final int[] offsets;
  private final Walk[] walks;
  private final Picks[] picks;
  private final Accumulator[] accumulators;
  private final Walk[] spreads;
  private final @Nullable Code code;
  private final Object[] scratch;

  Worker(LoopRunner runner, Object[] partials) {
    this.runner = runner;
    this.parameters = runner.loop.loads().size();
    int slots = runner.slots();
    tiles = new Object[slots];
    arrays = new Object[slots];
    offsets = new int[slots];
    walks = new Walk[parameters];
    picks = new Picks[parameters];
    for (int slot = 0; slot < slots; slot++) {
      tiles[slot] = Lanes.array(runner.lane(slot), runner.width + MARGIN);
      if (slot < parameters) {
        Load load = runner.load(slot);
        walks[slot] = new Walk(load.place());
        int parameter = slot;
        load.pick().ifPresent(pick -> picks[parameter] = new Picks(load, pick));
      }
    }
    List<Loop.Target> targets = runner.loop.targets();
    spreads = new Walk[targets.size()];
    accumulators = targets.isEmpty() ? NONE : new Accumulator[targets.size()];
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Loop.Reduce reduce) {
        int value = runner.loop.body().results().get(i);
        accumulators[i] = Accumulator.of(reduce, runner.loop.body().lane(value), partials[i]);
      } else if (targets.get(i) instanceof Loop.Store store) {
        spreads[i] = new Walk(store.place());
      }
    }
    code = runner.code.orElse(null);
    scratch = code == null ? new Object[0] : code.scratch();
  }

  Accumulator accumulator(int target) {
    return accumulators[target];
  }

  /** Runs the elements from a row-major number up to another. */
  void run(Object[] buffers, int from, int to) {
    for (int slot = 0; slot < parameters; slot++) {
      LoopRunner.Access access = runner.accesses[slot];
      switch (access.mode()) {
        case REPEATED -> Lanes.fill(tiles[slot], buffers[access.buffer()], access.offset());
        case COPIED -> walks[slot].seek(from);
        case PICKED -> picks[slot].seek(from);
        case IN_PLACE -> {}
      }
    }
    for (int i = 0; i < runner.exits.length; i++) {
      if (runner.exits[i].way() == LoopRunner.Way.SPREAD) {
        spreads[i].seek(from);
      }
    }
    for (int start = from; start < to; start += runner.width) {
      tile(buffers, start, Math.min(runner.width, to - start));
    }
  }

  private void tile(Object[] buffers, int start, int count) {
    boolean whole = count % Code.GRAIN == 0;
    for (int slot = 0; slot < tiles.length; slot++) {
      arrays[slot] = tiles[slot];
      offsets[slot] = 0;
    }
    for (int slot = 0; slot < parameters; slot++) {
      load(buffers, slot, start, count, whole);
    }
    for (int i = 0; i < runner.sources.length && whole; i++) {
      int slot = runner.sources[i];
      LoopRunner.Exit exit = runner.exits[i];
      Object target = buffers[exit.buffer()];
      boolean stored = exit.way() == LoopRunner.Way.STORED && !(target instanceof Buffer);
      if (slot >= parameters && stored) {
        arrays[slot] = target;
        offsets[slot] = exit.offset() + start;
      }
    }
    if (code != null) {
      code.run(arrays, offsets, (count + Code.GRAIN - 1) / Code.GRAIN * Code.GRAIN, scratch);
    }
    for (int i = 0; i < runner.sources.length; i++) {
      leave(buffers, i, start, count);
    }
  }

  /** Stores or reduces the values of a target. */
  private void leave(Object[] buffers, int i, int start, int count) {
    int slot = runner.sources[i];
    LoopRunner.Exit exit = runner.exits[i];
    Object target = buffers[exit.buffer()];
    switch (exit.way()) {
      case REDUCED -> accumulators[i].accept(arrays[slot], offsets[slot], start, count);
      case SPREAD -> spreads[i].write(arrays[slot], offsets[slot], target, count);
      case STORED -> {
        int place = exit.offset() + start;
        if (arrays[slot] != target || offsets[slot] != place) {
          Storage.copy(arrays[slot], offsets[slot], target, place, count);
        }
      }
    }
  }

  private Object positions(Object[] buffers, int slot) {
    return buffers[runner.load(slot).pick().orElseThrow().integers().buffer()];
  }

  private void load(Object[] buffers, int slot, int start, int count, boolean whole) {
    LoopRunner.Access access = runner.accesses[slot];
    Object from = buffers[access.buffer()];
    switch (access.mode()) {
      case REPEATED -> {}
      case COPIED -> walks[slot].read(from, tiles[slot], count);
      case PICKED -> picks[slot].read(from, positions(buffers, slot), tiles[slot], count);
      case IN_PLACE -> {
        if (whole && !(from instanceof Buffer)) {
          arrays[slot] = from;
          offsets[slot] = access.offset() + start;
        } else {
          Storage.copy(from, access.offset() + start, tiles[slot], 0, count);
        }
      }
    }
  }
}

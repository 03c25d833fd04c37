package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Loop;
import java.nio.Buffer;
import java.util.List;

/**
 * Runs a stretch of a loop, tile by tile, with room of its own. Belongs to one thread at a time.
 */
final class Worker {

  private static final Accumulator[] NONE = {};

  private final LoopRunner runner;
  private final int parameters;
  private final Object[] tiles;
  private final Object[] arrays;
  private final int[] offsets;
  private final Walk[] walks;
  private final Accumulator[] accumulators;
  private final Object[] scratch;

  Worker(LoopRunner runner, Object[] partials) {
    this.runner = runner;
    this.parameters = runner.loop.loads().size();
    int slots = runner.slots();
    tiles = new Object[slots];
    arrays = new Object[slots];
    offsets = new int[slots];
    walks = new Walk[parameters];
    for (int slot = 0; slot < slots; slot++) {
      tiles[slot] = Lanes.array(runner.lane(slot), runner.width);
      if (slot < parameters) {
        walks[slot] = new Walk(runner.load(slot));
      }
    }
    List<Loop.Target> targets = runner.loop.targets();
    accumulators = targets.isEmpty() ? NONE : new Accumulator[targets.size()];
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Loop.Reduce reduce) {
        int value = runner.loop.body().results().get(i);
        accumulators[i] = Accumulator.of(reduce, runner.loop.body().lane(value), partials[i]);
      }
    }
    scratch = runner.code.map(Code::scratch).orElseGet(() -> new Object[0]);
  }

  Accumulator accumulator(int target) {
    return accumulators[target];
  }

  /** Runs the elements from a row-major number up to another. */
  void run(Object[] buffers, int from, int to) {
    for (int slot = 0; slot < parameters; slot++) {
      Layout load = runner.load(slot);
      if (load.isRepeated()) {
        Lanes.fill(tiles[slot], buffers[load.buffer()], load.offset());
      } else {
        walks[slot].seek(from);
      }
    }
    for (int start = from; start < to; start += runner.width) {
      tile(buffers, start, Math.min(runner.width, to - start));
    }
  }

  private void tile(Object[] buffers, int start, int count) {
    boolean whole = count % Code.GRAIN == 0;
    for (int slot = 0; slot < parameters; slot++) {
      load(buffers, slot, start, count, whole);
    }
    for (int slot = parameters; slot < tiles.length; slot++) {
      arrays[slot] = tiles[slot];
      offsets[slot] = 0;
    }
    List<Loop.Target> targets = runner.loop.targets();
    List<Integer> results = runner.loop.body().results();
    for (int i = 0; i < targets.size() && whole; i++) {
      int slot = runner.slot(results.get(i));
      if (slot >= parameters && targets.get(i) instanceof Loop.Store store) {
        Object target = buffers[store.buffer()];
        boolean inPlace = !(target instanceof Buffer);
        arrays[slot] = inPlace ? target : tiles[slot];
        offsets[slot] = inPlace ? start : 0;
      }
    }
    if (runner.code.isPresent()) {
      int padded = (count + Code.GRAIN - 1) / Code.GRAIN * Code.GRAIN;
      runner.code.get().run(arrays, offsets, padded, scratch);
    }
    for (int i = 0; i < targets.size(); i++) {
      int slot = runner.slot(results.get(i));
      if (targets.get(i) instanceof Loop.Store store) {
        Object target = buffers[store.buffer()];
        if (arrays[slot] != target) {
          Storage.copy(arrays[slot], offsets[slot], target, start, count);
        }
      } else {
        accumulators[i].accept(arrays[slot], offsets[slot], start, count);
      }
    }
  }

  private void load(Object[] buffers, int slot, int start, int count, boolean whole) {
    Layout load = runner.load(slot);
    arrays[slot] = tiles[slot];
    offsets[slot] = 0;
    if (load.isRepeated()) {
      return;
    }
    Object from = buffers[load.buffer()];
    if (load.isDense() && whole && !(from instanceof Buffer)) {
      arrays[slot] = from;
      offsets[slot] = load.offset() + start;
    } else if (load.isDense()) {
      Storage.copy(from, load.offset() + start, tiles[slot], 0, count);
    } else {
      walks[slot].read(from, tiles[slot], count);
    }
  }
}

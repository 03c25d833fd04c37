package dev.jacobi.core.lower;

import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The buffers of a program while it is made, and at the end which temporaries share storage. */
final class Storage {

  private final List<Buffer> buffers = new ArrayList<>();

  /** A new buffer. */
  int add(DType dtype, int size, Buffer.Source source) {
    buffers.add(new Buffer(buffers.size(), dtype, size, source));
    return buffers.size() - 1;
  }

  Buffer get(int id) {
    return buffers.get(id);
  }

  private static final class Slot {
    final DType dtype;
    int size;
    boolean free;

    Slot(DType dtype, int size) {
      this.dtype = dtype;
      this.size = size;
    }
  }

  /**
   * The buffers with temporaries assigned to slots: a slot is used again once the last step that
   * reads its buffer is done.
   */
  List<Buffer> planned(List<Step> steps) {
    int[] last = new int[buffers.size()];
    Arrays.fill(last, -1);
    for (int i = 0; i < steps.size(); i++) {
      for (int read : steps.get(i).reads()) {
        last[read] = i;
      }
      for (int written : steps.get(i).writes()) {
        last[written] = Math.max(last[written], i);
      }
    }
    List<Slot> slots = new ArrayList<>();
    int[] slotOf = new int[buffers.size()];
    Set<Integer> taken = new HashSet<>();
    List<List<Integer>> ending = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      ending.add(new ArrayList<>());
    }
    for (int i = 0; i < steps.size(); i++) {
      for (int written : steps.get(i).writes()) {
        Buffer buffer = buffers.get(written);
        if (buffer.source() instanceof Buffer.Temporary && taken.add(written)) {
          slotOf[written] = take(slots, buffer);
          ending.get(last[written]).add(slotOf[written]);
        }
      }
      for (int slot : ending.get(i)) {
        slots.get(slot).free = true;
      }
    }
    List<Buffer> planned = new ArrayList<>();
    for (Buffer buffer : buffers) {
      planned.add(
          buffer.source() instanceof Buffer.Temporary
              ? new Buffer(
                  buffer.id(),
                  buffer.dtype(),
                  buffer.size(),
                  new Buffer.Temporary(slotOf[buffer.id()]))
              : buffer);
    }
    return planned;
  }

  /** The free slot that fits best: the smallest that is large enough, else the largest, grown. */
  private static int take(List<Slot> slots, Buffer buffer) {
    int best = -1;
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (!slot.free || slot.dtype != buffer.dtype()) {
        continue;
      }
      if (best < 0 || isBetter(slot.size, slots.get(best).size, buffer.size())) {
        best = i;
      }
    }
    if (best < 0) {
      slots.add(new Slot(buffer.dtype(), buffer.size()));
      return slots.size() - 1;
    }
    Slot slot = slots.get(best);
    slot.free = false;
    slot.size = Math.max(slot.size, buffer.size());
    return best;
  }

  private static boolean isBetter(int size, int best, int needed) {
    return size >= needed ? best < needed || size < best : best < needed && size > best;
  }
}

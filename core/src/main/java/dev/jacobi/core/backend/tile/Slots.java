package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hands out slots; one that is given back serves again, the last one first. */
final class Slots {

  private final List<Program.Slot> slots = new ArrayList<>();
  private final Map<Lane, Deque<Integer>> free = new EnumMap<>(Lane.class);

  /** No slots yet. */
  Slots() {
    for (Lane lane : Lane.values()) {
      free.put(lane, new ArrayDeque<>());
    }
  }

  /** A slot that nothing shared before. */
  int fresh(Program.Slot slot) {
    slots.add(slot);
    return slots.size() - 1;
  }

  /** A slot for elements of a lane. */
  int take(Lane lane) {
    Deque<Integer> known = queue(lane);
    return known.isEmpty() ? fresh(new Program.Slot.Elements(lane)) : known.pop();
  }

  /** A slot that holds a constant for good. */
  int constant(Instruction.Constant constant) {
    return fresh(new Program.Slot.Repeated(constant));
  }

  /** The slot is free again. */
  void giveBack(Lane lane, int slot) {
    queue(lane).push(slot);
  }

  private Deque<Integer> queue(Lane lane) {
    return Objects.requireNonNull(free.get(lane));
  }

  /** All slots so far. */
  List<Program.Slot> all() {
    return List.copyOf(slots);
  }
}

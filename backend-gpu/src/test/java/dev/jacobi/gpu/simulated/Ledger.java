package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was handed out and not given back. */
final class Ledger {

  private final Set<Object> live = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Object> inOrder = new ArrayList<>();

  <T> T add(T held) {
    live.add(held);
    inOrder.add(held);
    return held;
  }

  /** Something that must be live, as what it is. */
  <T> T live(Object held, Class<T> type) {
    if (!live.contains(held)) {
      throw new Violation(held + " was given back, or comes from elsewhere");
    }
    return type.cast(held);
  }

  void remove(Object held) {
    live(held, Object.class);
    live.remove(held);
    inOrder.removeIf(other -> other == held);
  }

  /** What there is of a type, in the order in which it was handed out. */
  <T> Stream<T> all(Class<T> type) {
    return inOrder.stream().filter(type::isInstance).map(type::cast);
  }
}

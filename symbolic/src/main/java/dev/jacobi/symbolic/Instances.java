package dev.jacobi.symbolic;

import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a formula was built to for some types of its inputs; of many, those used last are kept. */
final class Instances {

  private static final int KEPT = 16;

  private final Map<Map<String, TensorType>, Instance> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, TensorType>, Instance> eldest) {
          return size() > KEPT;
        }
      };

  /** The instance for the types; made outside the lock, so that others do not wait for it. */
  Instance get(Map<String, TensorType> types, Supplier<Instance> maker) {
    synchronized (kept) {
      Instance known = kept.get(types);
      if (known != null) {
        return known;
      }
    }
    Instance made = maker.get();
    synchronized (kept) {
      kept.putIfAbsent(Map.copyOf(types), made);
      return kept.getOrDefault(types, made);
    }
  }
}

package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;

/**
 * Device memory. Addresses are never given twice, are aligned to 256 bytes and no better, and gaps
 * lie between them, so that an address that belongs to nothing is found out.
 */
final class Memory {

  private static final long GAP = 1 << 20;

  private final TreeMap<Long, Allocation> live = new TreeMap<>();
  private final long capacity;
  private long used;
  private long next = 0x7_2000_0100L;
  private int stamp;

  Memory(long capacity) {
    this.capacity = capacity;
  }

  long available() {
    return capacity - used;
  }

  /** New memory, or nothing where the device is full. */
  Optional<Allocation> allocate(long bytes) {
    long rounded = (bytes + 255) & -256;
    if (rounded > available()) {
      return Optional.empty();
    }
    Allocation allocation = new Allocation(next, bytes);
    live.put(next, allocation);
    used += rounded;
    next += (rounded + GAP + 511) / 512 * 512;
    return Optional.of(allocation);
  }

  /** Gives memory back that begins at an address. */
  void free(long address) {
    Allocation allocation = live.remove(address);
    if (allocation == null) {
      throw new Violation("no memory begins at 0x" + Long.toHexString(address));
    }
    allocation.end();
    used -= (allocation.size() + 255) & -256;
  }

  /** The memory in which bytes lie. */
  Allocation find(long address, long bytes) {
    Map.Entry<Long, Allocation> entry = live.floorEntry(address);
    if (entry == null || !entry.getValue().holds(address, bytes)) {
      throw new Violation(
          bytes + " bytes at 0x" + Long.toHexString(address) + " lie in no memory" + near(entry));
    }
    return entry.getValue();
  }

  private static String near(Map.Entry<Long, Allocation> entry) {
    return entry == null ? "" : "; the nearest before are " + entry.getValue();
  }

  /** The span of a launch. */
  Phase phase(int threads, int perBlock) {
    Phase phase = new Phase(stamp, threads, perBlock);
    if (phase.isLast()) {
      live.values().forEach(Allocation::forgetThreads);
      phase = new Phase(0, threads, perBlock);
    }
    stamp = phase.next().start();
    return phase;
  }

  /** Sets bytes, each to what a source gives; below zero a byte counts as never written. */
  void set(long address, long bytes, LongToIntFunction source) {
    Allocation allocation = find(address, bytes);
    for (long i = 0; i < bytes; i++) {
      long at = address + i;
      allocation.page(at).poke(allocation.place(at), source.applyAsInt(i));
    }
  }

  /** A byte; below zero where nobody wrote. */
  int get(Allocation allocation, long address) {
    return allocation.page(address).peek(allocation.place(address));
  }

  /** What was not given back. */
  List<Allocation> live() {
    return new ArrayList<>(live.values());
  }
}

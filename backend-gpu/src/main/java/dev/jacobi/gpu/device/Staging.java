package dev.jacobi.gpu.device;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Page-locked memory through which the host's arrays travel to and from a device: two chunks in
 * turn, so that one is filled or emptied while the other is under way. For one run at a time.
 */
final class Staging {

  private static final int CHUNKS = 2;

  private final Driver driver;
  private final int chunk;
  private final Driver.HostMemory[] memory = new Driver.HostMemory[CHUNKS];
  private final Driver.Event[] events = new Driver.Event[CHUNKS];

  /** Whether a copy from or to the chunk may be under way; its event tells. */
  private final boolean[] busy = new boolean[CHUNKS];

  private final Holding holding = new Holding();
  private int next;

  /**
   * Takes the memory.
   *
   * @param chunk the bytes of a chunk, a multiple of 8
   */
  Staging(Driver driver, int chunk) {
    this.driver = driver;
    this.chunk = chunk;
    try {
      for (int i = 0; i < CHUNKS; i++) {
        memory[i] = holding.keep(driver.allocateHost(chunk), driver::freeHost);
        events[i] = holding.keep(driver.createEvent(), driver::destroy);
      }
    } catch (DriverFailure failure) {
      holding.release();
      throw failure;
    }
  }

  /** Queues copies of the host's storage, by buffer, to a stretch of the arena. */
  void upload(Stretch stretch, Object[] host, long arena, Driver.Stream stream) {
    for (long done = 0; done < stretch.bytes(); done += chunk) {
      int count = (int) Math.min(chunk, stretch.bytes() - done);
      int own = turn();
      fill(stretch, host, done, memory[own].bytes(), count);
      driver.copyToDevice(arena + stretch.start() + done, memory[own], 0, count, stream);
      mark(own, stream);
    }
  }

  /** Copies a stretch of the arena to the host's storage, once all that was queued is done. */
  void download(Stretch stretch, Object[] host, long arena, Driver.Stream stream) {
    long taken = 0;
    int previous = 0;
    long previousStart = -1;
    while (taken < stretch.bytes() || previousStart >= 0) {
      int own = 0;
      long start = -1;
      if (taken < stretch.bytes()) {
        int count = (int) Math.min(chunk, stretch.bytes() - taken);
        own = turn();
        driver.copyToHost(memory[own], 0, arena + stretch.start() + taken, count, stream);
        mark(own, stream);
        start = taken;
        taken += count;
      }
      if (previousStart >= 0) {
        driver.await(events[previous]);
        busy[previous] = false;
        long end = Math.min(previousStart + chunk, stretch.bytes());
        empty(stretch, host, previousStart, memory[previous].bytes(), end);
      }
      previous = own;
      previousStart = start;
    }
  }

  /** The chunk whose turn it is, when it is free. */
  private int turn() {
    int own = next;
    next = (next + 1) % CHUNKS;
    if (busy[own]) {
      driver.await(events[own]);
      busy[own] = false;
    }
    return own;
  }

  private void mark(int own, Driver.Stream stream) {
    busy[own] = true;
    driver.record(events[own], stream);
  }

  /** All that was queued is done. */
  void settle() {
    Arrays.fill(busy, false);
  }

  private static void fill(
      Stretch stretch, Object[] host, long start, ByteBuffer bytes, int count) {
    long end = start + count;
    long at = start;
    for (Stretch.Piece piece : stretch.pieces()) {
      long from = Math.max(start, piece.offset());
      long to = Math.min(end, piece.offset() + piece.bytes());
      if (from < to) {
        // Padding is copied too, and must not be what nobody has written.
        zero(bytes, (int) (at - start), (int) (from - start));
        int width = piece.dtype().bytes();
        int first = (int) ((from - piece.offset()) / width);
        int elements = (int) ((to - from) / width);
        Elements.write(host[piece.buffer()], first, bytes, (int) (from - start), elements);
        at = to;
      }
    }
    zero(bytes, (int) (at - start), count);
  }

  private static void zero(ByteBuffer bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      bytes.put(i, (byte) 0);
    }
  }

  private static void empty(
      Stretch stretch, Object[] host, long start, ByteBuffer bytes, long end) {
    for (Stretch.Piece piece : stretch.pieces()) {
      long from = Math.max(start, piece.offset());
      long to = Math.min(end, piece.offset() + piece.bytes());
      if (from < to) {
        int width = piece.dtype().bytes();
        int first = (int) ((from - piece.offset()) / width);
        int elements = (int) ((to - from) / width);
        Elements.read(bytes, (int) (from - start), host[piece.buffer()], first, elements);
      }
    }
  }

  /** Gives the memory back. */
  void close() {
    holding.release();
  }
}

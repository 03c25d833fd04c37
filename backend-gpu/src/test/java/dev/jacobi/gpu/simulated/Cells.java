package dev.jacobi.gpu.simulated;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A piece of memory with, for each byte, whether it was ever written, and who wrote and read it
 * last. Threads are numbers that grow from phase to phase (a launch, or what lies between two
 * barriers): what is not above the start of a phase is of no interest any more. Kept for four bytes
 * at a time until a single byte is accessed.
 */
final class Cells {

  /** The bytes of a piece of device memory. */
  static final int PAGE = 4096;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final long[] written;
  private int[] writers;
  private int[] readers;
  private int grain = 2;

  Cells(int size) {
    int whole = (size + 63) & -64;
    bytes = new byte[whole];
    written = new long[whole / 64];
    writers = new int[whole >> grain];
    readers = new int[whole >> grain];
  }

  /**
   * A thread reads bytes that do not cross a multiple of their number.
   *
   * @param bytes 1, 2, 4, 8 or 16
   * @param isConstant whether nobody, not even this thread, may write here in this phase
   */
  void reading(int at, int bytes, Phase phase, int thread, boolean isConstant) {
    long want = ((1L << bytes) - 1) << (at & 63);
    if ((written[at >> 6] & want) != want) {
      throw new Violation("reads " + bytes + " bytes that nobody wrote");
    }
    if (bytes < 4 && grain != 0) {
      refine();
    }
    int start = phase.start();
    int several = phase.several();
    int last = (at + bytes - 1) >> grain;
    for (int i = at >> grain; i <= last; i++) {
      int writer = writers[i];
      if (writer > start && (writer != thread || isConstant)) {
        throw new Violation("reads what " + phase.name(writer) + " wrote: a race");
      }
      int reader = readers[i];
      if (reader != several && (reader != thread || isConstant)) {
        readers[i] = reader <= start && !isConstant ? thread : several;
      }
    }
  }

  /** A thread writes bytes, with the same conditions. */
  void writing(int at, int bytes, Phase phase, int thread) {
    if (bytes < 4 && grain != 0) {
      refine();
    }
    int start = phase.start();
    int last = (at + bytes - 1) >> grain;
    for (int i = at >> grain; i <= last; i++) {
      int writer = writers[i];
      if (writer > start && writer != thread) {
        throw new Violation("writes what " + phase.name(writer) + " wrote: a race");
      }
      int reader = readers[i];
      if (reader > start && reader != thread) {
        throw new Violation("writes what " + phase.name(reader) + " read: a race");
      }
      writers[i] = thread;
    }
    written[at >> 6] |= ((1L << bytes) - 1) << (at & 63);
  }

  /** Bits of 1, 2, 4 or 8 bytes. */
  long get(int at, int size) {
    return switch (size) {
      case 1 -> bytes[at] & 0xff;
      case 2 -> (short) SHORTS.get(bytes, at) & 0xffff;
      case 4 -> (int) INTS.get(bytes, at) & 0xffffffffL;
      default -> (long) LONGS.get(bytes, at);
    };
  }

  /** Sets 1, 2, 4 or 8 bytes. */
  void set(int at, int size, long value) {
    switch (size) {
      case 1 -> bytes[at] = (byte) value;
      case 2 -> SHORTS.set(bytes, at, (short) value);
      case 4 -> INTS.set(bytes, at, (int) value);
      default -> LONGS.set(bytes, at, value);
    }
  }

  private void refine() {
    int[] finerWriters = new int[bytes.length];
    int[] finerReaders = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      finerWriters[i] = writers[i >> grain];
      finerReaders[i] = readers[i >> grain];
    }
    writers = finerWriters;
    readers = finerReaders;
    grain = 0;
  }

  /** A byte for the host; none, below zero, where nobody wrote. */
  int peek(int at) {
    return (written[at >> 6] >>> at & 1) == 0 ? -1 : bytes[at] & 0xff;
  }

  /** Sets a byte from the host; below zero it counts as never written. */
  void poke(int at, int value) {
    long bit = 1L << at;
    bytes[at] = (byte) value;
    written[at >> 6] = value < 0 ? written[at >> 6] & ~bit : written[at >> 6] | bit;
  }

  /** Forgets what is written. */
  void clear() {
    Arrays.fill(written, 0);
  }

  /** Forgets who wrote and read: when the numbers of threads begin anew. */
  void forgetThreads() {
    Arrays.fill(writers, 0);
    Arrays.fill(readers, 0);
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver.HostMemory;
import dev.jacobi.gpu.simulated.HeldStream.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Copies and fills; what they touch is looked at when they are queued, and again when done. */
final class Copies {

  private static final byte GARBAGE = (byte) 0xa5;

  private final Memory memory;
  private final Ledger ledger;

  Copies(Memory memory, Ledger ledger) {
    this.memory = memory;
    this.ledger = ledger;
  }

  /** New host memory, full of garbage. */
  HostMemory allocateHost(long bytes) {
    if (bytes <= 0) {
      throw new Violation(bytes + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    HostMemory host = new HostMemory(buffer.order(ByteOrder.nativeOrder()));
    scribble(host, 0, bytes);
    return ledger.add(host);
  }

  /** Makes it plain that nothing is there any more. */
  void freeHost(HostMemory host) {
    ledger.remove(host);
    scribble(host, 0, host.bytes().capacity());
  }

  private static void scribble(HostMemory host, long offset, long bytes) {
    for (long i = 0; i < bytes; i++) {
      host.bytes().put((int) (offset + i), GARBAGE);
    }
  }

  private ByteBuffer bytes(HostMemory host, long offset, long bytes) {
    ByteBuffer buffer = ledger.live(host, HostMemory.class).bytes();
    if (offset < 0 || bytes < 0 || offset > buffer.capacity() - bytes) {
      throw new Violation(bytes + " bytes from " + offset + " lie outside host memory");
    }
    return buffer;
  }

  Work toDevice(long to, HostMemory from, long offset, long bytes) {
    bytes(from, offset, bytes);
    memory.find(to, bytes);
    return new Work(
        "a copy to the device",
        () -> {
          ByteBuffer buffer = bytes(from, offset, bytes);
          memory.set(to, bytes, i -> buffer.get((int) (offset + i)) & 0xff);
        },
        Optional.of(from));
  }

  Work toHost(HostMemory to, long offset, long from, long bytes) {
    bytes(to, offset, bytes);
    memory.find(from, bytes);
    return new Work(
        "a copy to the host",
        () -> {
          ByteBuffer buffer = bytes(to, offset, bytes);
          Allocation allocation = memory.find(from, bytes);
          for (long i = 0; i < bytes; i++) {
            int value = memory.get(allocation, from + i);
            if (value < 0) {
              throw new Violation("byte " + i + " of a copy to the host was never written");
            }
            buffer.put((int) (offset + i), (byte) value);
          }
        },
        Optional.empty());
  }

  /** Spoils what a queued copy will bring, unless something queued still reads there. */
  void spoil(HostMemory to, long offset, long bytes, HeldStream stream) {
    boolean isRead = ledger.all(HeldStream.class).anyMatch(other -> other.willRead(to));
    if (!stream.isCapturing() && !isRead) {
      scribble(to, offset, bytes);
    }
  }

  Work onDevice(long to, long from, long bytes) {
    memory.find(from, bytes);
    memory.find(to, bytes);
    if (Math.abs(to - from) < bytes) {
      throw new Violation("source and target of a copy overlap");
    }
    return new Work(
        "a copy",
        () -> {
          Allocation source = memory.find(from, bytes);
          memory.set(to, bytes, i -> memory.get(source, from + i));
        },
        Optional.empty());
  }

  Work fill(long address, byte value, long bytes) {
    memory.find(address, bytes);
    return new Work(
        "a fill", () -> memory.set(address, bytes, i -> value & 0xff), Optional.empty());
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A stream: work is done when somebody waits for it, and not before. */
final class HeldStream implements Driver.Stream {

  /**
   * Work that waits.
   *
   * @param from the host's memory that it will read
   */
  record Work(String name, Runnable act, Optional<Driver.HostMemory> from) {}

  private final int number;
  private final Deque<Work> queue = new ArrayDeque<>();
  private Optional<List<Work>> capture = Optional.empty();

  HeldStream(int number) {
    this.number = number;
  }

  void add(Work work) {
    capture.ifPresentOrElse(list -> list.add(work), () -> queue.add(work));
  }

  boolean isCapturing() {
    return capture.isPresent();
  }

  void beginCapture() {
    if (isCapturing()) {
      throw new Violation(this + " is capturing already");
    }
    capture = Optional.of(new ArrayList<>());
  }

  List<Work> endCapture() {
    List<Work> works = capture.orElseThrow(() -> new Violation(this + " is not capturing"));
    capture = Optional.empty();
    return works;
  }

  /** Whether nothing waits. */
  boolean isIdle() {
    return queue.isEmpty();
  }

  /** Whether some work that waits will read memory of the host. */
  boolean willRead(Driver.HostMemory memory) {
    return queue.stream().anyMatch(work -> work.from().filter(from -> from == memory).isPresent());
  }

  /** Does all that waits; nothing of it is tried again if some of it goes wrong. */
  void drain() {
    List<Work> works = new ArrayList<>(queue);
    queue.clear();
    works.forEach(work -> work.act().run());
  }

  /** Does what waits up to some work, and that too. */
  void drainTo(Work last) {
    boolean isAfter = queue.stream().noneMatch(work -> work == last);
    while (!isAfter) {
      Work work = queue.remove();
      isAfter = work == last;
      work.act().run();
    }
  }

  @Override
  public String toString() {
    return "stream " + number;
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An event: a mark in a stream, and when it was passed. */
final class HeldEvent implements Driver.Event {

  /** Where it was recorded last. */
  private record Mark(HeldStream stream, HeldStream.Work work) {}

  private final int number;
  private Optional<Mark> mark = Optional.empty();
  private Optional<Long> passed = Optional.empty();

  HeldEvent(int number) {
    this.number = number;
  }

  /** Queues its passing. */
  void record(HeldStream in, LongSupplier clock) {
    Runnable act = () -> passed = Optional.of(clock.getAsLong());
    HeldStream.Work work = new HeldStream.Work("the passing of " + this, act, Optional.empty());
    passed = Optional.empty();
    mark = Optional.of(new Mark(in, work));
    in.add(work);
  }

  /** Does what comes before it. */
  void await() {
    mark.ifPresent(m -> m.stream().drainTo(m.work()));
  }

  /** Whether nothing that was queued before it waits. */
  boolean isDone() {
    return mark.isEmpty() || passed.isPresent();
  }

  long time() {
    return passed.orElseThrow(() -> new Violation(this + " was not passed"));
  }

  @Override
  public String toString() {
    return "event " + number;
  }
}

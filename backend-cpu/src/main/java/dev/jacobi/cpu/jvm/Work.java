package dev.jacobi.cpu.jvm;

import dev.jacobi.core.type.Diagnostic;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A piece of work in parts, each claimed by one thread. After {@link #finish} no thread is in a
 * part, and none will begin one.
 */
final class Work implements Runnable, BooleanSupplier {

  /** How often to look for the last parts to end before the thread is laid to rest. */
  private static final int SPINS = 2_000;

  private final int parts;
  private final Workers.Part part;
  private final Thread owner = Thread.currentThread();
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean interrupted;

  Work(int parts, Workers.Part part) {
    this.parts = parts;
    this.part = part;
  }

  /** Claims and does parts until none is left; when the work has stopped, claims all at once. */
  @Override
  public void run() {
    for (int index = claimed.getAndIncrement(); index < parts; index = claimed.getAndIncrement()) {
      int gone = 1;
      try {
        if (getAsBoolean()) {
          gone += Math.max(0, parts - claimed.getAndSet(parts));
        } else {
          part.run(index, this);
        }
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      }
      if (ended.addAndGet(gone) == parts) {
        LockSupport.unpark(owner);
      }
    }
  }

  /** Whether the work has stopped. */
  @Override
  public boolean getAsBoolean() {
    if (Thread.currentThread() == owner && owner.isInterrupted()) {
      interrupted = true;
    }
    return interrupted || failure.get() != null;
  }

  /** Waits for the parts that other threads do; throws if the work was not done. */
  void finish() {
    boolean restore = false;
    for (int spin = 0; ended.get() < parts; spin++) {
      if (spin < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
      if (Thread.interrupted()) {
        restore = true;
        interrupted = true;
      }
    }
    if (restore) {
      owner.interrupt();
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (interrupted) {
      throw Diagnostic.error("run/interrupted", "the run was interrupted", "").exception();
    }
  }
}

package dev.jacobi.cpu.jvm;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Threads that share pieces of work. Whoever brings work does parts of it itself and waits only for
 * parts that another thread has begun, so any number of callers may share the workers, a part may
 * bring work of its own, and there is no deadlock. Threads are daemons, begin when first needed and
 * end when long idle.
 */
public final class Workers {

  /** One part of a piece of work. */
  @FunctionalInterface
  public interface Part {

    /**
     * Does the part.
     *
     * @param index which part
     * @param stopped whether to give up, since the work has failed or been interrupted; a part that
     *     takes long asks now and then, and returns
     */
    void run(int index, BooleanSupplier stopped);
  }

  /** Offers of work that wait for a thread, for each thread; those beyond are not made. */
  private static final int OFFERS = 4;

  private static final int IDLE_SECONDS = 20;

  private final int threads;
  private final Executor helpers;

  private Workers(int threads) {
    this.threads = threads;
    this.helpers = threads == 1 ? Runnable::run : pool(threads - 1);
  }

  private static ThreadPoolExecutor pool(int size) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(OFFERS * size),
            body -> {
              Thread thread = new Thread(body, "jacobi-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Workers of their own: so many threads, the caller among them. */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("no work without a thread");
    }
    return new Workers(threads);
  }

  /** The workers that all share: as many threads as there are processors, the caller among them. */
  public static Workers shared() {
    return Shared.ALL;
  }

  private static final class Shared {
    static final Workers ALL = of(Runtime.getRuntime().availableProcessors());
  }

  /** How many threads work at once, the caller among them. */
  public int threads() {
    return threads;
  }

  /**
   * Does all parts, in any order, and returns when they are done.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code run/interrupted} if the calling thread
   *     is interrupted before; it stays so
   * @throws RuntimeException what a part threw first; later parts are then left out
   */
  public void run(int parts, IntConsumer part) {
    run(parts, (index, stopped) -> part.accept(index));
  }

  /** As {@link #run(int, IntConsumer)}, for parts that can give up. */
  public void run(int parts, Part part) {
    Work work = new Work(parts, part);
    int offers = Math.min(threads, parts) - 1;
    for (int i = 0; i < offers; i++) {
      helpers.execute(work);
    }
    work.run();
    work.finish();
  }
}

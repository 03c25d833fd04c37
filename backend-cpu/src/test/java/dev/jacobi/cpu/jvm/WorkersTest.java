package dev.jacobi.cpu.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.type.DiagnosticException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  @Test
  void everyPartIsDoneOnce() {
    for (int threads : new int[] {1, 2, 5}) {
      Workers workers = Workers.of(threads);
      for (int parts : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray done = new AtomicIntegerArray(parts);
        workers.run(parts, done::incrementAndGet);
        for (int i = 0; i < parts; i++) {
          assertEquals(1, done.get(i));
        }
      }
    }
  }

  @Test
  void partsRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Workers.of(2)
        .run(
            2,
            part -> {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            });
    assertEquals(0, both.getCount());
  }

  @Test
  void partsMayBringWorkOfTheirOwn() {
    Workers workers = Workers.of(3);
    AtomicInteger done = new AtomicInteger();
    workers.run(
        20, part -> workers.run(20, inner -> workers.run(3, innermost -> done.incrementAndGet())));
    assertEquals(1200, done.get());
  }

  @Test
  void manyCallersShareTheWorkers() throws InterruptedException {
    Workers workers = Workers.of(2);
    AtomicInteger done = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      callers.add(
          new Thread(
              () -> {
                for (int run = 0; run < 100; run++) {
                  workers.run(5, part -> done.incrementAndGet());
                }
              }));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(16 * 100 * 5, done.get());
  }

  @Test
  void whatAPartThrowsReachesTheCaller() {
    IllegalStateException thrown = new IllegalStateException("part 3");
    AtomicInteger after = new AtomicInteger();
    Workers workers = Workers.of(2);
    IllegalStateException caught =
        assertThrows(
            IllegalStateException.class,
            () ->
                workers.run(
                    1_000_000,
                    part -> {
                      if (part == 3) {
                        throw thrown;
                      }
                      after.incrementAndGet();
                    }));
    assertSame(thrown, caught);
    assertTrue(after.get() < 999_999);
    workers.run(4, part -> after.set(-1));
    assertEquals(-1, after.get());
  }

  @Test
  void anErrorOfAnotherThreadReachesTheCaller() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    assertThrows(
        StackOverflowError.class,
        () ->
            Workers.of(2)
                .run(
                    2,
                    part -> {
                      if (Thread.currentThread() != caller) {
                        begun.countDown();
                        throw new StackOverflowError();
                      }
                      try {
                        begun.await();
                      } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                      }
                    }));
  }

  @Test
  void anInterruptedCallerStopsAndStaysInterrupted() {
    Thread caller = Thread.currentThread();
    for (int threads : new int[] {1, 3}) {
      AtomicInteger done = new AtomicInteger();
      DiagnosticException thrown =
          assertThrows(
              DiagnosticException.class,
              () ->
                  Workers.of(threads)
                      .run(
                          1_000_000_000,
                          (part, stopped) -> {
                            if (done.incrementAndGet() == 100) {
                              caller.interrupt();
                              while (!stopped.getAsBoolean()) {
                                Thread.onSpinWait();
                              }
                            }
                          }));
      assertEquals("run/interrupted", thrown.first().code());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aCallerThatWaitsMayBeInterrupted() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    assertThrows(
        DiagnosticException.class,
        () ->
            Workers.of(2)
                .run(
                    2,
                    (part, stopped) -> {
                      if (Thread.currentThread() == caller) {
                        try {
                          begun.await();
                        } catch (InterruptedException interrupted) {
                          throw new AssertionError(interrupted);
                        }
                        return;
                      }
                      begun.countDown();
                      pause(20);
                      caller.interrupt();
                      while (!stopped.getAsBoolean()) {
                        pause(1);
                      }
                    }));
    assertTrue(Thread.interrupted());
    assertFalse(Thread.interrupted());
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void thereIsNoWorkWithoutAThread() {
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    assertEquals(Runtime.getRuntime().availableProcessors(), Workers.shared().threads());
  }
}

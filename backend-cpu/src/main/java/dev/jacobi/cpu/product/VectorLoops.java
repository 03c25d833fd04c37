package dev.jacobi.cpu.product;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The kernel of one element type, once it is fast, with buffers to use it with. It is generated and
 * warmed up in a thread of its own when it is first asked for.
 */
final class VectorLoops {

  private static final System.Logger LOG = System.getLogger("dev.jacobi.cpu");

  private final Tiling tiling;
  private final ArrayBlockingQueue<Buffers> buffers;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Kernel> kernel = Optional.empty();

  /** Loops that so many threads use at once. */
  VectorLoops(Tiling tiling, int threads) {
    this.tiling = tiling;
    this.buffers = new ArrayBlockingQueue<>(threads);
  }

  Tiling tiling() {
    return tiling;
  }

  /** The kernel, if it is fast by now. */
  Optional<Kernel> kernel() {
    if (kernel.isEmpty() && begun.compareAndSet(false, true)) {
      Thread thread = new Thread(this::warmUp, "jacobi-warm-up-" + tiling.dtype());
      thread.setDaemon(true);
      thread.start();
    }
    return kernel;
  }

  /** Waits until the kernel is fast or has failed to become so; says which. */
  boolean await() throws InterruptedException {
    kernel();
    ended.await();
    return kernel.isPresent();
  }

  /** Gives the kernel out from now on, fast or not. */
  void useCold() {
    begun.set(true);
    kernel = Optional.of(generate(tiling));
  }

  private void warmUp() {
    try {
      Kernel cold = generate(tiling);
      if (WarmUp.run(cold, tiling)) {
        kernel = Optional.of(cold);
      } else {
        LOG.log(
            System.Logger.Level.WARNING,
            "products of {0} run in plain loops: this JVM did not compile vector code",
            tiling.dtype());
      }
    } catch (LinkageError unfit) {
      LOG.log(System.Logger.Level.WARNING, "products run in plain loops: no vector code", unfit);
    } finally {
      ended.countDown();
    }
  }

  /** A kernel that has not run yet. */
  private static Kernel generate(Tiling tiling) {
    byte[] bytes = KernelWriter.write(tiling);
    try {
      Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return (Kernel) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException unfit) {
      throw new LinkageError("code of " + tiling, unfit);
    }
  }

  /** Buffers that nobody else uses until they are given back. */
  Buffers take() {
    Buffers free = buffers.poll();
    return free == null ? new Buffers(tiling) : free;
  }

  /** Gives buffers back; more than threads use at once are not kept. */
  void give(Buffers used) {
    buffers.offer(used);
  }
}

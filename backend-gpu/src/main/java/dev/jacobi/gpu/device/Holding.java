package dev.jacobi.gpu.device;

import dev.jacobi.gpu.driver.DriverFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was taken from the driver, to be given back in the opposite order, once. */
final class Holding {

  private static final System.Logger LOG = System.getLogger(Holding.class.getName());

  private final Deque<Runnable> releases = new ArrayDeque<>();

  /** Notes how something is given back. */
  synchronized <T> T keep(T taken, Consumer<T> release) {
    releases.push(() -> release.accept(taken));
    return taken;
  }

  /** Gives everything back; what the driver refuses to take is noted in the log. */
  synchronized void release() {
    while (!releases.isEmpty()) {
      try {
        releases.pop().run();
      } catch (DriverFailure failure) {
        LOG.log(System.Logger.Level.DEBUG, "not given back", failure);
      }
    }
  }
}

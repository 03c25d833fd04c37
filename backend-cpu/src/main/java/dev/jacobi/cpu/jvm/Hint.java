package dev.jacobi.cpu.jvm;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says once, when it begins to matter, that work is slower here than it could be, and why. */
public final class Hint {

  private static final System.Logger LOG = System.getLogger("dev.jacobi.cpu");

  private final VectorSupport support;
  private final AtomicBoolean given = new AtomicBoolean();

  /** A hint that is due only where there are no vectors. */
  public Hint(VectorSupport support) {
    this.support = support;
  }

  /** Work went on that vectors would have made faster. */
  public void due() {
    if (!support.isAvailable() && given.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.INFO,
          "loops and matrix products are slower than they could be: {0}; results are the same",
          support.reason());
    }
  }
}

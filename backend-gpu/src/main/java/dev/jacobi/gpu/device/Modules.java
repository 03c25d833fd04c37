package dev.jacobi.gpu.device;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.ptx.Kernel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The loaded kernels of a device, one for each text. Those that nobody uses stay loaded for the
 * next who asks, up to a bound; then the one that has waited longest goes.
 */
final class Modules {

  private static final System.Logger LOG = System.getLogger(Modules.class.getName());

  private final Driver driver;
  private final int idleBound;
  private final Map<String, Loaded> known = new LinkedHashMap<>();
  private int idle;

  /** A module, and how many use it. */
  private static final class Loaded {
    private final Driver.Module module;
    private int users;

    Loaded(Driver.Module module) {
      this.module = module;
    }
  }

  /** Keeps at most so many that nobody uses. */
  Modules(Driver driver, int idleBound) {
    this.driver = driver;
    this.idleBound = idleBound;
  }

  /** The function of a kernel, loaded if it is not; it stays so until it is released. */
  synchronized Driver.Function take(Kernel kernel) {
    Loaded loaded = known.get(kernel.text());
    if (loaded == null) {
      loaded = new Loaded(driver.load(kernel.text()));
      known.put(kernel.text(), loaded);
      idle++;
    }
    Driver.Function function = driver.function(loaded.module, kernel.name());
    if (loaded.users++ == 0) {
      idle--;
    }
    return function;
  }

  /** One user less. */
  synchronized void release(Kernel kernel) {
    Loaded loaded = known.remove(kernel.text());
    if (loaded == null || loaded.users == 0) {
      throw new AssertionError(kernel.name());
    }
    // The last released stands last.
    known.put(kernel.text(), loaded);
    if (--loaded.users == 0) {
      idle++;
      unload(idle - idleBound);
    }
  }

  /** Unloads all that nobody uses. */
  synchronized void trim() {
    unload(idle);
  }

  /** How many are loaded. */
  synchronized int size() {
    return known.size();
  }

  private void unload(int count) {
    int left = count;
    Iterator<Loaded> all = known.values().iterator();
    while (left > 0 && all.hasNext()) {
      Loaded loaded = all.next();
      if (loaded.users == 0) {
        all.remove();
        left--;
        idle--;
        try {
          driver.unload(loaded.module);
        } catch (DriverFailure failure) {
          LOG.log(System.Logger.Level.DEBUG, "not given back", failure);
        }
      }
    }
  }
}

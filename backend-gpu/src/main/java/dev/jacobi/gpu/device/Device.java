package dev.jacobi.gpu.device;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.Driver.Attribute;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.ptx.Target;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A device with its context, the kernels loaded there and the page-locked memory that runs share.
 * Serves any number of threads. What executables hold is given back when they are no longer
 * reachable, or when the device is closed; the device itself likewise.
 */
public final class Device implements AutoCloseable {

  /** So many bytes travel at a time: enough to keep the bus busy, few enough to overlap. */
  private static final int CHUNK = 4 << 20;

  private static final int IDLE_KERNELS = 256;

  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  private final Driver driver;
  private final Home home;
  private final Target target;
  private final List<String> properties;
  private final Modules modules;
  private final int chunk;
  private final Set<Frames> frames = ConcurrentHashMap.newKeySet();

  /** Frames that belong to bound runs. */
  private final Set<Frame> bound = ConcurrentHashMap.newKeySet();

  private final Stagings stagings = new Stagings();
  private final Cleaner cleaner = Cleaner.create();
  private final Cleaner.Cleanable end;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** The primary context, taken when something is first run, since it costs memory and time. */
  private static final class Home {
    private final Driver driver;
    private final int ordinal;
    private volatile Optional<Driver.Context> context = Optional.empty();

    Home(Driver driver, int ordinal) {
      this.driver = driver;
      this.ordinal = ordinal;
    }

    void enter() {
      if (context.isEmpty()) {
        take();
      }
      driver.makeCurrent(context.orElseThrow());
    }

    private synchronized void take() {
      if (context.isEmpty()) {
        context = Optional.of(driver.retainPrimaryContext(ordinal));
      }
    }

    boolean isTaken() {
      return context.isPresent();
    }
  }

  /** Page-locked memory that waits for the next run. */
  private static final class Stagings {
    private final ConcurrentLinkedDeque<Staging> idle = new ConcurrentLinkedDeque<>();

    void trim() {
      for (Staging staging = idle.pollFirst(); staging != null; staging = idle.pollFirst()) {
        staging.close();
      }
    }
  }

  /**
   * A device of a driver that has been prepared.
   *
   * @throws DriverFailure when the driver does not say what the device is
   */
  public Device(Driver driver, int ordinal) {
    this(driver, ordinal, CHUNK);
  }

  /** A device whose transfers are cut into chunks of so many bytes, a multiple of 8. */
  public Device(Driver driver, int ordinal, int chunk) {
    this.driver = driver;
    this.chunk = chunk;
    int capability =
        10 * driver.attribute(Attribute.CAPABILITY_MAJOR, ordinal)
            + driver.attribute(Attribute.CAPABILITY_MINOR, ordinal);
    this.target = Target.of(capability);
    this.properties = properties(driver, ordinal, capability);
    this.modules = new Modules(driver, IDLE_KERNELS);
    this.home = new Home(driver, ordinal);
    this.end = cleaner.register(this, end(home, modules, stagings));
  }

  /** What ends a device that is not reachable any more. */
  private static Runnable end(Home home, Modules modules, Stagings stagings) {
    return () -> {
      if (home.isTaken()) {
        Holding holding = new Holding();
        holding.keep(home.ordinal, home.driver::releasePrimaryContext);
        holding.keep(modules, Modules::trim);
        holding.keep(stagings, Stagings::trim);
        holding.keep(home, Home::enter);
        holding.release();
      }
    };
  }

  Driver driver() {
    return driver;
  }

  /**
   * Who holds this lock may take memory and kernels and give them back, and capture launches: while
   * launches are captured nobody may do the others.
   */
  Object memory() {
    return frames;
  }

  Modules modules() {
    return modules;
  }

  /** What kernels are written for. */
  public Target target() {
    return target;
  }

  /** The device's name. */
  public String name() {
    return properties.get(0);
  }

  /** What it is, for a person to read: name, memory, capability, driver. */
  public List<String> properties() {
    return properties;
  }

  private static List<String> properties(Driver driver, int ordinal, int capability) {
    int version = driver.version();
    return List.of(
        driver.name(ordinal),
        size(driver.totalMemory(ordinal)) + " of memory",
        "compute capability " + capability / 10 + "." + capability % 10,
        driver.attribute(Attribute.MULTIPROCESSORS, ordinal) + " multiprocessors",
        "driver for CUDA " + version / 1000 + "." + version % 1000 / 10);
  }

  /** The frames of an executable, given back when the executable is no longer reachable. */
  Frames frames(Object executable, Plan plan) {
    Frames own = new Frames(this, plan);
    frames.add(own);
    cleaner.register(executable, own::close);
    return own;
  }

  /** Closes a frame when what holds it is no longer reachable. */
  void closeWith(Object holder, Frame frame) {
    bound.add(frame);
    cleaner.register(holder, () -> forget(frame));
  }

  /** Closes a frame that belongs to a bound run. */
  void forget(Frame gone) {
    synchronized (memory()) {
      if (bound.remove(gone)) {
        quietly(gone::close);
      }
    }
  }

  /** Frames that nobody will ask for any more. */
  void forget(Frames gone) {
    synchronized (memory()) {
      if (frames.remove(gone)) {
        quietly(gone::trim);
      }
    }
  }

  private void quietly(Runnable act) {
    try {
      home.enter();
    } catch (DriverFailure failure) {
      LOG.log(System.Logger.Level.DEBUG, "the device cannot be entered", failure);
    }
    act.run();
  }

  /** Page-locked memory for a run. */
  Staging takeStaging() {
    Staging kept = stagings.idle.pollFirst();
    return kept == null ? new Staging(driver, chunk) : kept;
  }

  /** Keeps page-locked memory for the next run, or gives it back when copies may be under way. */
  void give(Staging staging, boolean quiet) {
    if (quiet) {
      staging.settle();
      stagings.idle.addFirst(staging);
    } else {
      staging.close();
    }
  }

  /**
   * Does something on the device. When memory runs out, everything that only waits is given back
   * and it is tried once more.
   *
   * @param requested the bytes it takes, for the message
   * @throws DiagnosticException {@code gpu/memory}, {@code gpu/failed}, {@code gpu/closed}
   */
  <T> T run(long requested, Supplier<T> act) {
    try {
      enter();
      return act.get();
    } catch (DriverFailure failure) {
      if (failure.code() != DriverFailure.OUT_OF_MEMORY) {
        throw failed(failure);
      }
    }
    try {
      trim();
      return act.get();
    } catch (DriverFailure failure) {
      throw failure.code() == DriverFailure.OUT_OF_MEMORY
          ? exhausted(requested, failure)
          : failed(failure);
    }
  }

  private void enter() {
    if (closed.get()) {
      throw Diagnostic.error("gpu/closed", "the device is closed", "make a new backend")
          .exception();
    }
    home.enter();
  }

  private void trim() {
    synchronized (memory()) {
      frames.forEach(Frames::trim);
      stagings.trim();
      modules.trim();
    }
  }

  private DiagnosticException exhausted(long requested, DriverFailure cause) {
    String free;
    try {
      free = size(driver.freeMemory()) + " are free";
    } catch (DriverFailure failure) {
      free = "how much is free the driver does not tell";
    }
    return caused(
        Diagnostic.error(
            "gpu/memory",
            "the device has no room for a program of " + size(requested) + "; " + free,
            "use smaller tensors, or the backend cpu"),
        cause);
  }

  private static DiagnosticException failed(DriverFailure failure) {
    return caused(
        Diagnostic.error(
            "gpu/failed", "the device failed: " + failure.getMessage(), "use the backend cpu"),
        failure);
  }

  private static DiagnosticException caused(Diagnostic diagnostic, DriverFailure cause) {
    DiagnosticException exception = diagnostic.exception();
    exception.initCause(cause);
    return exception;
  }

  /** Bytes as people write them, with the exact number where that is short. */
  static String size(long bytes) {
    if (bytes < 1 << 20) {
      return bytes + " bytes";
    }
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
  }

  /**
   * Gives everything back, and waits for what the cleaner is giving back; later runs are refused.
   * No run may go on.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      synchronized (memory()) {
        frames.forEach(Frames::close);
        bound.forEach(this::forget);
        end.clean();
      }
    }
  }
}

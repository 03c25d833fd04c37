package dev.jacobi.gpu.device;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.gpu.driver.Driver;
import java.lang.ref.Reference;
import java.util.function.Consumer;

/**
 * A program whose inputs and outputs stay on the device between runs: {@link #upload} brings the
 * inputs there, each {@link #replay} computes the outputs from them, {@link #download} brings the
 * outputs back. Belongs to one thread at a time.
 *
 * <p>Every method may throw {@code gpu/failed} and {@code gpu/closed}.
 */
public final class Resident implements AutoCloseable {

  private final GpuExecutable owner;
  private final Device device;
  private final Plan plan;
  private final BoundRun bound;

  /** What is bound already; all of its program runs on the device. */
  Resident(GpuExecutable owner, Device device, Plan plan, BoundRun bound) {
    this.owner = owner;
    this.device = device;
    this.plan = plan;
    this.bound = bound;
  }

  /** Refuses a program of which the host does a part, or all. */
  static void require(Plan plan) {
    for (Part part : plan.parts()) {
      if (part instanceof Part.Host host) {
        throw refusal("the host does a part of it: " + host.step().toString().strip());
      }
      if (part instanceof Part.Look) {
        throw refusal("the host looks at whether integers did not fit");
      }
      boolean looks = part instanceof Part.Check check && !plan.isGiven(check.demand());
      if (looks || (part instanceof Part.Grouped grouped && !plan.isGiven(grouped.groups()))) {
        throw refusal("the host looks at integers that the device computes");
      }
    }
    if (plan.launches().isEmpty()) {
      throw refusal("there is nothing in it to compute");
    }
  }

  private static RuntimeException refusal(String reason) {
    return Diagnostic.error(
            "gpu/resident",
            "the program cannot stay on the device: " + reason,
            "bind it and run it, which copies what the host needs")
        .exception();
  }

  /** The launches of kernels in one replay. */
  public int launches() {
    return plan.launches().size();
  }

  /**
   * Copies the inputs to the device, and waits for it.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code index/range} when positions among the
   *     inputs are outside
   */
  public void upload() {
    on(Frame::upload);
  }

  /** Copies the outputs to the host once all replays are done. */
  public void download() {
    on(
        frame -> {
          frame.download();
          bound.copy();
        });
  }

  /** Queues one run; returns before it is done. */
  public void replay() {
    on(Frame::replay);
  }

  /** Waits for all replays. */
  public void synchronize() {
    on(frame -> device.driver().synchronize(frame.stream()));
  }

  /** Runs so many times and tells how many milliseconds that took on the device, by its clock. */
  public double milliseconds(int repetitions) {
    double[] time = new double[1];
    on(frame -> time[0] = milliseconds(frame, repetitions));
    return time[0];
  }

  private double milliseconds(Frame frame, int repetitions) {
    Driver driver = device.driver();
    Holding events = new Holding();
    try {
      Driver.Event begin = events.keep(driver.createEvent(), driver::destroy);
      Driver.Event end = events.keep(driver.createEvent(), driver::destroy);
      driver.record(begin, frame.stream());
      for (int i = 0; i < repetitions; i++) {
        frame.replay();
      }
      driver.record(end, frame.stream());
      driver.await(end);
      return driver.milliseconds(begin, end);
    } finally {
      events.release();
    }
  }

  private void on(Consumer<Frame> act) {
    try {
      device.run(
          plan.bytes(),
          () -> {
            act.accept(bound.frame());
            return this;
          });
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  /** Gives the memory on the device back. */
  @Override
  public void close() {
    device.forget(bound.frame());
  }
}

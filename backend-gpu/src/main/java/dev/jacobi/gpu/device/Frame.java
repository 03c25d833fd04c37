package dev.jacobi.gpu.device;

import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.backend.tile.Inspection;
import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.definition.Places;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.ptx.Argument;
import dev.jacobi.gpu.ptx.Kernel;
import dev.jacobi.gpu.ptx.Launch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The memory of a program on a device for one run at a time, and its launches, captured with the
 * addresses of that memory.
 */
final class Frame {

  private static final System.Logger LOG = System.getLogger(Frame.class.getName());

  /** The stream of a program that the host runs alone. */
  private static final Driver.Stream NONE = new Driver.Stream() {};

  private final Device device;
  private final Driver driver;
  private final Plan plan;
  private final Holding holding = new Holding();

  /** The host's storage by buffer; what is not known is the plan itself. */
  private final Object[] host;

  /** Whether the host's storage holds what the program has computed. */
  private final boolean[] fresh;

  private final Captured captured;

  /**
   * What a program that runs on the device at all has there.
   *
   * @param replays of its segments, in order
   */
  private record Captured(long arena, Driver.Stream stream, List<Driver.Replay> replays) {}

  /** Takes memory, loads kernels, captures launches; the device is the current one. */
  Frame(Device device, Plan plan) {
    this.device = device;
    this.driver = device.driver();
    this.plan = plan;
    this.host = new Object[plan.storages()];
    this.fresh = new boolean[host.length];
    forget();
    boolean complete = false;
    synchronized (device.memory()) {
      try {
        this.captured = plan.launches().isEmpty() ? new Captured(0, NONE, List.of()) : capture();
        complete = true;
      } finally {
        if (!complete) {
          holding.release();
        }
      }
    }
  }

  private Captured capture() {
    long arena = holding.keep(driver.allocate(Math.max(plan.bytes(), 1)), driver::free);
    Driver.Stream stream = holding.keep(driver.createStream(), this::destroy);
    Map<Kernel, Driver.Function> functions = new HashMap<>();
    for (Kernel kernel : plan.kernels()) {
      functions.put(kernel, device.modules().take(kernel));
      holding.keep(kernel, device.modules()::release);
    }
    List<Driver.Replay> replays = new ArrayList<>();
    for (Part part : plan.parts()) {
      if (part instanceof Part.Segment segment) {
        replays.add(captured(segment, arena, functions, stream));
      }
    }
    for (Stretch gap : plan.downloads().gaps()) {
      driver.fill(arena + gap.start(), (byte) 0, gap.bytes(), stream);
    }
    Staging staging = device.takeStaging();
    boolean complete = false;
    try {
      staging.upload(plan.constants(), host, arena, stream);
      driver.synchronize(stream);
      complete = true;
    } finally {
      device.give(staging, complete || isQuiet(stream));
    }
    return new Captured(arena, stream, replays);
  }

  private Driver.Replay captured(
      Part.Segment segment,
      long arena,
      Map<Kernel, Driver.Function> functions,
      Driver.Stream stream) {
    driver.beginCapture(stream);
    try {
      segment.launches().forEach(placed -> launch(placed, arena, functions, stream));
      return holding.keep(driver.endCapture(stream), driver::destroy);
    } catch (DriverFailure failure) {
      abandon(stream);
      throw failure;
    }
  }

  /** Gives a stream back once nothing is under way in it. */
  private void destroy(Driver.Stream stream) {
    if (!isQuiet(stream)) {
      LOG.log(System.Logger.Level.DEBUG, "a stream is given back with work in it");
    }
    driver.destroy(stream);
  }

  /** Ends a capture that failed. */
  private void abandon(Driver.Stream stream) {
    try {
      driver.destroy(driver.endCapture(stream));
    } catch (DriverFailure failure) {
      LOG.log(System.Logger.Level.DEBUG, "the capture was broken already", failure);
    }
  }

  private void launch(
      Part.Placed placed,
      long arena,
      Map<Kernel, Driver.Function> functions,
      Driver.Stream stream) {
    Launch launch = placed.launch();
    Driver.Function function = functions.get(launch.kernel());
    if (function == null) {
      throw new AssertionError(launch.kernel().name());
    }
    long[] arguments = new long[launch.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(launch.arguments().get(i), placed.scratch(), arena);
    }
    driver.launch(
        function,
        launch.blocks().x(),
        launch.blocks().y(),
        launch.blocks().z(),
        launch.threads(),
        arguments,
        stream);
  }

  private long value(Argument argument, List<Long> scratch, long arena) {
    if (argument instanceof Argument.Address address) {
      long offset = plan.offset(address.buffer());
      if (offset < 0) {
        throw new AssertionError("@" + address.buffer() + " is not on the device");
      }
      return arena + offset;
    }
    if (argument instanceof Argument.Groups groups) {
      return arena + plan.place(groups).start();
    }
    if (argument instanceof Argument.Scratch piece) {
      return arena + scratch.get(piece.index());
    }
    return ((Argument.Value) argument).value() & 0xffff_ffffL;
  }

  /** The host's storage by buffer: the caller puts inputs and outputs there before a run. */
  Object[] host() {
    return host;
  }

  /** Lets go what belongs to the caller. */
  void forget() {
    for (Buffer buffer : plan.program().buffers()) {
      boolean own = buffer.source() instanceof Buffer.Temporary && host[buffer.id()] != null;
      if (buffer.source() instanceof Buffer.Constant constant) {
        host[buffer.id()] = constant.tensor().array();
      } else if (!own) {
        host[buffer.id()] = plan;
      }
    }
  }

  /**
   * Runs all parts, unless the thread is interrupted; the device is the current one.
   *
   * @return whether the results are what the definition says; if not, the run has ended early
   */
  boolean run() {
    Arrays.fill(fresh, false);
    if (captured.stream() == NONE) {
      for (Part part : plan.parts()) {
        heed();
        compute(((Part.Host) part).step());
      }
      return true;
    }
    Staging staging = device.takeStaging();
    boolean complete = false;
    try {
      boolean sure = runParts(staging);
      complete = true;
      return sure;
    } finally {
      device.give(staging, complete || isQuiet(captured.stream()));
    }
  }

  private boolean runParts(Staging staging) {
    Driver.Stream stream = captured.stream();
    heed();
    staging.upload(plan.uploads(), host, captured.arena(), stream);
    int replay = 0;
    for (Part part : plan.parts()) {
      heed();
      if (part instanceof Part.Host onHost) {
        for (int operand : onHost.step().operands()) {
          fetch(operand, staging);
        }
        compute(onHost.step());
        deliver(onHost.step(), staging);
      } else if (part instanceof Part.Check check) {
        fetch(check.demand().integers().buffer(), staging);
        inspect(check);
      } else if (part instanceof Part.Look look) {
        if (!isSure(look, staging)) {
          return false;
        }
      } else if (part instanceof Part.Grouped grouped) {
        fetch(grouped.groups().positions(), staging);
        group(grouped.groups(), staging);
      } else {
        driver.replay(captured.replays().get(replay++), stream);
      }
    }
    staging.download(plan.downloads(), host, captured.arena(), stream);
    driver.synchronize(stream);
    return true;
  }

  /** Whether no integer failed to fit, as far as launches have noted. */
  private boolean isSure(Part.Look look, Staging staging) {
    boolean[] flag = new boolean[1];
    for (int buffer : look.doubt().flags()) {
      fetch(buffer, staging);
      Storage.copy(host[buffer], 0, flag, 0, 1);
      if (flag[0]) {
        return false;
      }
    }
    return true;
  }

  /** The queue of all that the frame does. */
  Driver.Stream stream() {
    return captured.stream();
  }

  /**
   * Looks at the integers that launches rely on, groups positions, copies the inputs to the device,
   * and waits for it; the device is the current one.
   */
  void upload() {
    for (Part part : plan.parts()) {
      if (part instanceof Part.Check check) {
        inspect(check);
      }
    }
    staged(
        staging -> {
          for (Part part : plan.parts()) {
            if (part instanceof Part.Grouped grouped) {
              group(grouped.groups(), staging);
            }
          }
          staging.upload(plan.uploads(), host, captured.arena(), captured.stream());
          driver.synchronize(captured.stream());
        });
  }

  private void inspect(Part.Check check) {
    Inspection.run(check.demand(), host[check.demand().integers().buffer()]);
  }

  /** Groups positions, and takes the groups to the device. */
  private void group(Argument.Groups own, Staging staging) {
    long[] positions = new long[own.count()];
    Storage.copy(host[own.positions()], 0, positions, 0, positions.length);
    Stretch place = plan.place(own);
    host[place.pieces().get(0).buffer()] = Places.grouped(positions, own.axis(), own.extent());
    staging.upload(place, host, captured.arena(), captured.stream());
  }

  /** Queues all that was captured; the host has no part in the program but at {@link #upload}. */
  void replay() {
    for (Driver.Replay replay : captured.replays()) {
      driver.replay(replay, captured.stream());
    }
  }

  /** Copies the outputs to the host; the device is the current one. */
  void download() {
    staged(
        staging -> {
          staging.download(plan.downloads(), host, captured.arena(), captured.stream());
          driver.synchronize(captured.stream());
        });
  }

  private void staged(Consumer<Staging> act) {
    Staging staging = device.takeStaging();
    boolean complete = false;
    try {
      act.accept(staging);
      complete = true;
    } finally {
      device.give(staging, complete || isQuiet(captured.stream()));
    }
  }

  /** Waits for what is queued; false when the driver does not even do that. */
  private boolean isQuiet(Driver.Stream stream) {
    try {
      driver.synchronize(stream);
      return true;
    } catch (DriverFailure failure) {
      return false;
    }
  }

  private static void heed() {
    if (Thread.currentThread().isInterrupted()) {
      throw Diagnostic.error("run/interrupted", "the run was interrupted", "").exception();
    }
  }

  /** Brings a buffer that the host needs, if launches have written it. */
  private void fetch(int id, Staging staging) {
    if (plan.isWritten(id) && !fresh[id]) {
      Buffer buffer = plan.program().buffers().get(id);
      room(buffer);
      Stretch alone = Stretch.of(buffer, plan.offset(id));
      staging.download(alone, host, captured.arena(), captured.stream());
      fresh[id] = true;
    }
  }

  private void compute(Defined step) {
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < step.operands().size(); i++) {
      operands.add(tensor(step.operandTypes().get(i), host[step.operands().get(i)]));
    }
    Tensor result = Evaluation.of(step.op(), operands, step.type());
    room(plan.program().buffers().get(step.result()));
    Storage.copy(result.array(), 0, host[step.result()], 0, result.size());
  }

  /** Takes the result of a host's operation to the device, where a launch reads it. */
  private void deliver(Defined step, Staging staging) {
    int result = step.result();
    if (plan.isRead(result)) {
      Stretch alone = Stretch.of(plan.program().buffers().get(result), plan.offset(result));
      staging.upload(alone, host, captured.arena(), captured.stream());
    }
  }

  private void room(Buffer buffer) {
    if (host[buffer.id()] == plan) {
      host[buffer.id()] = buffer.dtype().array(buffer.size());
    }
  }

  /** Storage as a tensor: itself if it is an array of the right length. */
  private static Tensor tensor(TensorType type, Object storage) {
    int count = type.shape().elements();
    if (!(storage instanceof java.nio.Buffer) && Buffers.capacity(storage) == count) {
      return Tensor.wrap(type, storage);
    }
    Object array = type.dtype().array(count);
    Storage.copy(storage, 0, array, 0, count);
    return Tensor.wrap(type, array);
  }

  /** Gives memory, captured launches and kernels back; the device is the current one. */
  void close() {
    synchronized (device.memory()) {
      holding.release();
    }
  }
}

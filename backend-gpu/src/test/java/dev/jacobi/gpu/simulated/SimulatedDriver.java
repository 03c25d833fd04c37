package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.simulated.HeldStream.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A driver without a device. Queued work is done when somebody waits for it, and not before. What a
 * careful caller never does is a {@link Fault}, and so is what a careful kernel never does; what
 * happens to careful callers too (no memory, PTX that is refused, failures that a test asked for)
 * is a {@link DriverFailure}. Calls are done one at a time.
 */
public final class SimulatedDriver implements Driver {

  private static final int NOT_FOUND = 500;

  /**
   * What a device says of itself.
   *
   * @param capability ten times the compute capability
   * @param memory the bytes of memory
   */
  public record Device(int capability, long memory) {}

  private record HeldReplay(int number, List<Work> works) implements Driver.Replay {
    @Override
    public String toString() {
      return "replay " + number;
    }
  }

  private record HeldFunction(LoadedModule module, Code code) implements Driver.Function {}

  private final Device device;
  private final Memory memory;
  private final Ledger ledger = new Ledger();
  private final Conduct conduct = new Conduct();
  private final Copies copies;
  private final Loader loader;
  private int handedOut;
  private long clock;

  /** A driver of a Turing device with a gigabyte. */
  public SimulatedDriver() {
    this(new Device(75, 1L << 30));
  }

  /** A driver of a device. */
  public SimulatedDriver(Device device) {
    this.device = device;
    memory = new Memory(device.memory());
    copies = new Copies(memory, ledger);
    loader = new Loader(memory, device.capability());
  }

  /** Plans that the nth call from now on fails with a code; 1 is the next. */
  public void fail(Call call, int nth, int code) {
    conduct.plan(call, nth, code);
  }

  /** How often a call was made. */
  public int calls(Call call) {
    return conduct.calls(call);
  }

  /** What was handed out and not given back, in words. */
  public List<String> held() {
    List<String> held = new ArrayList<>();
    synchronized (conduct) {
      ledger.all(Object.class).map(SimulatedDriver::words).forEach(held::add);
      held.addAll(conduct.held());
    }
    return held;
  }

  private static String words(Object held) {
    return held instanceof HostMemory host
        ? host.bytes().capacity() + " bytes of host memory"
        : held.toString();
  }

  /** Every fault so far, and every text that was refused. */
  public List<String> complaints() {
    return conduct.complaints();
  }

  /** The steps of warps that were done, which is also the time in nanoseconds. */
  public long steps() {
    synchronized (conduct) {
      return clock;
    }
  }

  @Override
  public void initialize() {
    conduct.initialize();
  }

  @Override
  public int version() {
    return conduct.ask(Call.VERSION, 0, () -> 12_060);
  }

  @Override
  public int devices() {
    return conduct.ask(Call.DEVICES, 0, () -> 1);
  }

  @Override
  public String name(int number) {
    return conduct.ask(Call.NAME, number, () -> "Simulated");
  }

  @Override
  public int attribute(Attribute attribute, int number) {
    return conduct.ask(
        Call.ATTRIBUTE,
        number,
        () ->
            switch (attribute) {
              case MULTIPROCESSORS -> 4;
              case CLOCK_RATE -> 1_000_000;
              case CAPABILITY_MAJOR -> device.capability() / 10;
              case CAPABILITY_MINOR -> device.capability() % 10;
              case BUS_WIDTH -> 256;
              case MEMORY_CLOCK_RATE -> 1_000_000;
            });
  }

  @Override
  public long totalMemory(int number) {
    return conduct.ask(Call.TOTAL_MEMORY, number, device::memory);
  }

  @Override
  public Context retainPrimaryContext(int number) {
    return conduct.retain(number);
  }

  @Override
  public void releasePrimaryContext(int number) {
    conduct.release(number);
  }

  @Override
  public void makeCurrent(Context wanted) {
    conduct.makeCurrent(wanted);
  }

  @Override
  public long freeMemory() {
    return conduct.call(Call.FREE_MEMORY, memory::available);
  }

  @Override
  public long allocate(long bytes) {
    return conduct.call(
        Call.ALLOCATE,
        () -> {
          refuseWhileCapturing();
          return ledger.add(loader.allocate(Call.ALLOCATE, bytes)).address();
        });
  }

  /** Memory must not come and go while work is recorded. */
  private void refuseWhileCapturing() {
    if (ledger.all(HeldStream.class).anyMatch(HeldStream::isCapturing)) {
      throw new Violation("a stream is capturing");
    }
  }

  @Override
  public void free(long address) {
    conduct.act(
        Call.FREE,
        () -> {
          refuseWhileCapturing();
          Allocation allocation = memory.find(address, 1);
          ledger.live(allocation, Allocation.class);
          memory.free(address);
          ledger.remove(allocation);
        });
  }

  @Override
  public HostMemory allocateHost(long bytes) {
    return conduct.call(Call.ALLOCATE_HOST, () -> copies.allocateHost(bytes));
  }

  @Override
  public void freeHost(HostMemory host) {
    conduct.act(Call.FREE_HOST, () -> copies.freeHost(host));
  }

  private void queue(Call call, Stream stream, Supplier<Work> work) {
    conduct.act(call, () -> ledger.live(stream, HeldStream.class).add(work.get()));
  }

  @Override
  public void copyToDevice(long to, HostMemory from, long offset, long bytes, Stream stream) {
    queue(Call.COPY_TO_DEVICE, stream, () -> copies.toDevice(to, from, offset, bytes));
  }

  @Override
  public void copyToHost(HostMemory to, long offset, long from, long bytes, Stream stream) {
    conduct.act(
        Call.COPY_TO_HOST,
        () -> {
          HeldStream in = ledger.live(stream, HeldStream.class);
          Work work = copies.toHost(to, offset, from, bytes);
          copies.spoil(to, offset, bytes, in);
          in.add(work);
        });
  }

  @Override
  public void copyOnDevice(long to, long from, long bytes, Stream stream) {
    queue(Call.COPY_ON_DEVICE, stream, () -> copies.onDevice(to, from, bytes));
  }

  @Override
  public void fill(long address, byte value, long bytes, Stream stream) {
    queue(Call.FILL, stream, () -> copies.fill(address, value, bytes));
  }

  @Override
  public Module load(String ptx) {
    return conduct.call(
        Call.LOAD,
        () -> {
          refuseWhileCapturing();
          return ledger.add(loader.load(ptx, conduct));
        });
  }

  @Override
  public void unload(Module module) {
    conduct.act(
        Call.UNLOAD,
        () -> {
          refuseWhileCapturing();
          LoadedModule loaded = ledger.live(module, LoadedModule.class);
          ledger.remove(loaded);
          loader.unload(loaded);
        });
  }

  @Override
  public Function function(Module module, String name) {
    return conduct.call(
        Call.FUNCTION,
        () -> {
          LoadedModule loaded = ledger.live(module, LoadedModule.class);
          Code code = loaded.image().entries().get(name);
          if (code == null) {
            throw new DriverFailure(
                Call.FUNCTION.function(), NOT_FOUND, "CUDA_ERROR_NOT_FOUND: " + name);
          }
          return new HeldFunction(loaded, code);
        });
  }

  @Override
  public void launch(
      Function function, int x, int y, int z, int threads, long[] arguments, Stream stream) {
    queue(
        Call.LAUNCH,
        stream,
        () -> {
          HeldFunction kernel = (HeldFunction) function;
          ledger.live(kernel.module(), LoadedModule.class);
          Launch launch = new Launch(kernel.code(), x, y, z, threads, arguments);
          launch.check();
          return new Work(
              "a launch of " + kernel.code().name(), () -> run(launch, kernel), Optional.empty());
        });
  }

  private void run(Launch launch, HeldFunction kernel) {
    clock += launch.run(memory, ledger.live(kernel.module(), LoadedModule.class));
  }

  @Override
  public Stream createStream() {
    return conduct.call(Call.CREATE_STREAM, () -> ledger.add(new HeldStream(++handedOut)));
  }

  @Override
  public void destroy(Stream stream) {
    conduct.act(
        Call.DESTROY_STREAM,
        () -> {
          HeldStream held = ledger.live(stream, HeldStream.class);
          ledger.remove(held);
          if (!held.isIdle() || held.isCapturing()) {
            throw new Violation(held + " is given back with work in it");
          }
        });
  }

  /** A stream that does its work now, not one that records. */
  private HeldStream running(Stream stream) {
    HeldStream held = ledger.live(stream, HeldStream.class);
    if (held.isCapturing()) {
      throw new Violation(held + " is capturing");
    }
    return held;
  }

  @Override
  public void synchronize(Stream stream) {
    conduct.act(Call.SYNCHRONIZE, () -> running(stream).drain());
  }

  @Override
  public void beginCapture(Stream stream) {
    conduct.act(Call.BEGIN_CAPTURE, () -> ledger.live(stream, HeldStream.class).beginCapture());
  }

  @Override
  public Replay endCapture(Stream stream) {
    return conduct.call(
        Call.END_CAPTURE,
        () -> {
          List<Work> works = ledger.live(stream, HeldStream.class).endCapture();
          return ledger.add(new HeldReplay(++handedOut, List.copyOf(works)));
        });
  }

  @Override
  public void replay(Replay replay, Stream stream) {
    conduct.act(
        Call.REPLAY,
        () -> {
          HeldReplay held = ledger.live(replay, HeldReplay.class);
          HeldStream to = running(stream);
          held.works().forEach(to::add);
        });
  }

  @Override
  public void destroy(Replay replay) {
    conduct.act(Call.DESTROY_REPLAY, () -> ledger.remove(replay));
  }

  @Override
  public Event createEvent() {
    return conduct.call(Call.CREATE_EVENT, () -> ledger.add(new HeldEvent(++handedOut)));
  }

  @Override
  public void record(Event event, Stream stream) {
    conduct.act(
        Call.RECORD,
        () -> ledger.live(event, HeldEvent.class).record(running(stream), () -> clock));
  }

  /** Tells how things stand, and then lets work go on: who asks again hears yes. */
  @Override
  public boolean isDone(Event event) {
    return conduct.call(
        Call.IS_DONE,
        () -> {
          HeldEvent held = ledger.live(event, HeldEvent.class);
          boolean isDone = held.isDone();
          held.await();
          return isDone;
        });
  }

  @Override
  public void await(Event event) {
    conduct.act(Call.AWAIT, () -> ledger.live(event, HeldEvent.class).await());
  }

  @Override
  public float milliseconds(Event from, Event to) {
    return conduct.call(
        Call.MILLISECONDS,
        () -> {
          long start = ledger.live(from, HeldEvent.class).time();
          long end = ledger.live(to, HeldEvent.class).time();
          return (end - start) * 1e-6f;
        });
  }

  @Override
  public void destroy(Event event) {
    conduct.act(Call.DESTROY_EVENT, () -> ledger.remove(event));
  }
}

package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.simulated.HeldStream.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A driver without a device. Queued work is done when somebody waits for it, and not before. What a
 * careful caller never does is a {@link Fault}, and so is what a careful kernel never does; what
 * happens to careful callers too (no memory, PTX that is refused, failures that a test asked for)
 * is a {@link DriverFailure}. Calls are done one at a time.
 */
public final class SimulatedDriver implements Driver {

  private static final int INVALID_PTX = 218;
  private static final int INVALID_DEVICE = 101;
  private static final int NOT_FOUND = 500;
  private static final byte GARBAGE = (byte) 0xa5;

  /**
   * What a device says of itself.
   *
   * @param capability ten times the compute capability
   * @param memory the bytes of memory
   */
  public record Device(int capability, long memory) {}

  private record HeldContext(SimulatedDriver owner) implements Driver.Context {
    @Override
    public String toString() {
      return "the primary context";
    }
  }

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
  private final Failures failures = new Failures();
  private final HeldContext context = new HeldContext(this);
  private final ThreadLocal<Boolean> isCurrent = ThreadLocal.withInitial(() -> false);
  private final Map<String, LoadedModule.Image> images = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean isInitialised;
  private int retained;
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
  }

  /** Plans that the nth call from now on fails with a code; 1 is the next. */
  public synchronized void fail(Call call, int nth, int code) {
    failures.plan(call, nth, code);
  }

  /** How often a call was made. */
  public synchronized int calls(Call call) {
    return failures.calls(call);
  }

  /** What was handed out and not given back, in words. */
  public synchronized List<String> held() {
    List<String> held = new ArrayList<>();
    ledger.all(Object.class).map(SimulatedDriver::words).forEach(held::add);
    for (int i = 0; i < retained; i++) {
      held.add(context.toString());
    }
    return held;
  }

  private static String words(Object held) {
    return held instanceof HostMemory host
        ? host.bytes().capacity() + " bytes of host memory"
        : held.toString();
  }

  /** Every fault so far, and every text that was refused. */
  public synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The steps of warps that were done, which is also the time in nanoseconds. */
  public synchronized long steps() {
    return clock;
  }

  private synchronized <T> T call(Call call, boolean needsContext, Supplier<T> act) {
    try {
      failures.count(call);
      if (!isInitialised && call != Call.INITIALIZE) {
        throw new Violation("the driver is not initialised");
      }
      if (needsContext && (!isCurrent.get() || retained == 0)) {
        throw new Violation("this thread has no current context");
      }
      return act.get();
    } catch (Violation violation) {
      String message = call.function() + ": " + violation.getMessage();
      complaints.add(message);
      throw new Fault(message);
    } catch (Fault fault) {
      complaints.add(String.valueOf(fault.getMessage()));
      throw fault;
    }
  }

  private void act(Call call, Runnable act) {
    call(
        call,
        true,
        () -> {
          act.run();
          return true;
        });
  }

  private <T> T ask(Call call, int number, Supplier<T> act) {
    return call(
        call,
        false,
        () -> {
          if (number != 0) {
            throw new DriverFailure(call.function(), INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE");
          }
          return act.get();
        });
  }

  @Override
  public void initialize() {
    call(Call.INITIALIZE, false, () -> isInitialised = true);
  }

  @Override
  public int version() {
    return ask(Call.VERSION, 0, () -> 12_060);
  }

  @Override
  public int devices() {
    return ask(Call.DEVICES, 0, () -> 1);
  }

  @Override
  public String name(int number) {
    return ask(Call.NAME, number, () -> "Simulated");
  }

  @Override
  public int attribute(Attribute attribute, int number) {
    return ask(
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
    return ask(Call.TOTAL_MEMORY, number, device::memory);
  }

  @Override
  public Context retainPrimaryContext(int number) {
    return ask(
        Call.RETAIN_PRIMARY_CONTEXT,
        number,
        () -> {
          retained++;
          return context;
        });
  }

  @Override
  public void releasePrimaryContext(int number) {
    ask(
        Call.RELEASE_PRIMARY_CONTEXT,
        number,
        () -> {
          if (retained == 0) {
            throw new Violation("nobody holds the primary context");
          }
          return retained--;
        });
  }

  @Override
  public void makeCurrent(Context wanted) {
    call(
        Call.MAKE_CURRENT,
        false,
        () -> {
          if (wanted != context || retained == 0) {
            throw new Violation("the context was given back, or comes from elsewhere");
          }
          isCurrent.set(true);
          return true;
        });
  }

  @Override
  public long freeMemory() {
    return call(Call.FREE_MEMORY, true, memory::available);
  }

  @Override
  public long allocate(long bytes) {
    return call(Call.ALLOCATE, true, () -> ledger.add(allocation(Call.ALLOCATE, bytes)).address());
  }

  private Allocation allocation(Call call, long bytes) {
    refuseWhileCapturing();
    if (bytes <= 0) {
      throw new Violation(bytes + " bytes");
    }
    return memory
        .allocate(bytes)
        .orElseThrow(
            () ->
                new DriverFailure(
                    call.function(), DriverFailure.OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"));
  }

  /** Memory must not come and go while work is recorded. */
  private void refuseWhileCapturing() {
    if (ledger.all(HeldStream.class).anyMatch(HeldStream::isCapturing)) {
      throw new Violation("a stream is capturing");
    }
  }

  @Override
  public void free(long address) {
    act(
        Call.FREE,
        () -> {
          refuseWhileCapturing();
          Allocation allocation = memory.find(address, 1);
          if (ledger.live(allocation, Allocation.class).address() != address) {
            throw new Violation("no memory begins at 0x" + Long.toHexString(address));
          }
          memory.free(address);
          ledger.remove(allocation);
        });
  }

  @Override
  public HostMemory allocateHost(long bytes) {
    return call(
        Call.ALLOCATE_HOST,
        true,
        () -> {
          if (bytes <= 0) {
            throw new Violation(bytes + " bytes");
          }
          ByteBuffer buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
          HostMemory host = new HostMemory(buffer.order(ByteOrder.nativeOrder()));
          scribble(host, 0, bytes);
          return ledger.add(host);
        });
  }

  @Override
  public void freeHost(HostMemory host) {
    act(
        Call.FREE_HOST,
        () -> {
          ledger.remove(host);
          scribble(host, 0, host.bytes().capacity());
        });
  }

  /** Makes it plain that nothing is there. */
  private static void scribble(HostMemory host, long offset, long bytes) {
    for (long i = 0; i < bytes; i++) {
      host.bytes().put((int) (offset + i), GARBAGE);
    }
  }

  private void queue(Call call, Stream stream, Work work) {
    act(call, () -> ledger.live(stream, HeldStream.class).add(work));
  }

  private ByteBuffer bytes(HostMemory host, long offset, long bytes) {
    ByteBuffer buffer = ledger.live(host, HostMemory.class).bytes();
    if (offset < 0 || bytes < 0 || offset > buffer.capacity() - bytes) {
      throw new Violation(bytes + " bytes from " + offset + " lie outside host memory");
    }
    return buffer;
  }

  @Override
  public void copyToDevice(long to, HostMemory from, long offset, long bytes, Stream stream) {
    Runnable copy =
        () -> {
          ByteBuffer buffer = bytes(from, offset, bytes);
          memory.set(to, bytes, i -> buffer.get((int) (offset + i)) & 0xff);
        };
    act(
        Call.COPY_TO_DEVICE,
        () -> {
          bytes(from, offset, bytes);
          memory.find(to, bytes);
          ledger
              .live(stream, HeldStream.class)
              .add(new Work("a copy to the device", copy, Optional.of(from)));
        });
  }

  @Override
  public void copyToHost(HostMemory to, long offset, long from, long bytes, Stream stream) {
    Runnable copy =
        () -> {
          ByteBuffer buffer = bytes(to, offset, bytes);
          Allocation allocation = memory.find(from, bytes);
          for (long i = 0; i < bytes; i++) {
            int value = memory.get(allocation, from + i);
            if (value < 0) {
              throw new Violation("byte " + i + " of a copy to the host was never written");
            }
            buffer.put((int) (offset + i), (byte) value);
          }
        };
    act(
        Call.COPY_TO_HOST,
        () -> {
          bytes(to, offset, bytes);
          memory.find(from, bytes);
          HeldStream in = ledger.live(stream, HeldStream.class);
          boolean isRead = ledger.all(HeldStream.class).anyMatch(s -> s.willRead(to));
          if (!in.isCapturing() && !isRead) {
            scribble(to, offset, bytes);
          }
          in.add(new Work("a copy to the host", copy, Optional.empty()));
        });
  }

  @Override
  public void copyOnDevice(long to, long from, long bytes, Stream stream) {
    Runnable copy =
        () -> {
          Allocation source = memory.find(from, bytes);
          if (Math.abs(to - from) < bytes) {
            throw new Violation("source and target of a copy overlap");
          }
          memory.set(to, bytes, i -> memory.get(source, from + i));
        };
    queue(Call.COPY_ON_DEVICE, stream, new Work("a copy", copy, Optional.empty()));
  }

  @Override
  public void fill(long address, byte value, long bytes, Stream stream) {
    Runnable fill = () -> memory.set(address, bytes, i -> value & 0xff);
    queue(Call.FILL, stream, new Work("a fill", fill, Optional.empty()));
  }

  @Override
  public Module load(String ptx) {
    return call(
        Call.LOAD,
        true,
        () -> {
          refuseWhileCapturing();
          LoadedModule.Image image = images.get(ptx);
          if (image == null) {
            image = image(ptx);
            images.put(ptx, image);
          }
          LoadedModule module = new LoadedModule(image);
          for (Symbol table : image.listing().tables()) {
            if (table.space() == Symbol.Space.GLOBAL) {
              byte[] initial = table.initial();
              long address = allocation(Call.LOAD, initial.length).address();
              memory.set(address, initial.length, i -> initial[(int) i] & 0xff);
              module.tables().put(table, address);
            }
          }
          return ledger.add(module);
        });
  }

  private LoadedModule.Image image(String ptx) {
    try {
      LoadedModule.Image image = LoadedModule.Image.of(ptx);
      if (image.listing().target() > device.capability()) {
        throw new Rejection(2, "the device has not the capability " + image.listing().target());
      }
      return image;
    } catch (Rejection rejection) {
      complaints.add(rejection.getMessage());
      throw new DriverFailure(
          Call.LOAD.function(), INVALID_PTX, "CUDA_ERROR_INVALID_PTX: " + rejection.getMessage());
    }
  }

  @Override
  public void unload(Module module) {
    act(
        Call.UNLOAD,
        () -> {
          refuseWhileCapturing();
          LoadedModule loaded = ledger.live(module, LoadedModule.class);
          ledger.remove(loaded);
          loaded.tables().values().forEach(memory::free);
        });
  }

  @Override
  public Function function(Module module, String name) {
    return call(
        Call.FUNCTION,
        true,
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
    HeldFunction kernel = (HeldFunction) function;
    Launch launch = new Launch(kernel.code(), x, y, z, threads, arguments);
    Runnable run =
        () -> {
          LoadedModule module = ledger.live(kernel.module(), LoadedModule.class);
          clock += launch.run(memory, module);
        };
    act(
        Call.LAUNCH,
        () -> {
          ledger.live(kernel.module(), LoadedModule.class);
          launch.check();
          Work work = new Work("a launch of " + kernel.code().name(), run, Optional.empty());
          ledger.live(stream, HeldStream.class).add(work);
        });
  }

  @Override
  public Stream createStream() {
    return call(Call.CREATE_STREAM, true, () -> ledger.add(new HeldStream(++handedOut)));
  }

  @Override
  public void destroy(Stream stream) {
    act(
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
    act(Call.SYNCHRONIZE, () -> running(stream).drain());
  }

  @Override
  public void beginCapture(Stream stream) {
    act(Call.BEGIN_CAPTURE, () -> ledger.live(stream, HeldStream.class).beginCapture());
  }

  @Override
  public Replay endCapture(Stream stream) {
    return call(
        Call.END_CAPTURE,
        true,
        () -> {
          List<Work> works = ledger.live(stream, HeldStream.class).endCapture();
          return ledger.add(new HeldReplay(++handedOut, List.copyOf(works)));
        });
  }

  @Override
  public void replay(Replay replay, Stream stream) {
    act(
        Call.REPLAY,
        () -> {
          HeldReplay held = ledger.live(replay, HeldReplay.class);
          HeldStream to = running(stream);
          held.works().forEach(to::add);
        });
  }

  @Override
  public void destroy(Replay replay) {
    act(Call.DESTROY_REPLAY, () -> ledger.remove(replay));
  }

  @Override
  public Event createEvent() {
    return call(Call.CREATE_EVENT, true, () -> ledger.add(new HeldEvent(++handedOut)));
  }

  @Override
  public void record(Event event, Stream stream) {
    act(
        Call.RECORD,
        () -> ledger.live(event, HeldEvent.class).record(running(stream), () -> clock));
  }

  /** Tells how things stand, and then lets work go on: who asks again hears yes. */
  @Override
  public boolean isDone(Event event) {
    return call(
        Call.IS_DONE,
        true,
        () -> {
          HeldEvent held = ledger.live(event, HeldEvent.class);
          boolean isDone = held.isDone();
          held.await();
          return isDone;
        });
  }

  @Override
  public void await(Event event) {
    act(Call.AWAIT, () -> ledger.live(event, HeldEvent.class).await());
  }

  @Override
  public float milliseconds(Event from, Event to) {
    return call(
        Call.MILLISECONDS,
        true,
        () -> {
          long start = ledger.live(from, HeldEvent.class).time();
          long end = ledger.live(to, HeldEvent.class).time();
          return (end - start) * 1e-6f;
        });
  }

  @Override
  public void destroy(Event event) {
    act(Call.DESTROY_EVENT, () -> ledger.remove(event));
  }
}

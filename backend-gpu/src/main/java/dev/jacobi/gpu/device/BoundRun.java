package dev.jacobi.gpu.device;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.backend.reference.ByDefinition;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.type.Diagnostic;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program bound to storage of the caller, with a frame of its own. */
final class BoundRun implements Bound {

  private final GpuExecutable owner;
  private final Device device;
  private final Plan plan;
  private final Buffers buffers;
  private final Frame frame;
  private final List<Copy> copies = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();

  /** An output that is also something else: another output, an input or a constant. */
  private record Copy(int from, Object to, int count) {}

  /** Takes a frame; the device is the current one. */
  BoundRun(GpuExecutable owner, Device device, Plan plan, Buffers buffers) {
    this.owner = owner;
    this.device = device;
    this.plan = plan;
    this.buffers = buffers;
    this.frame = new Frame(device, plan);
    device.closeWith(this, frame);
    Map<String, Object> storage = buffers.storage();
    Object[] host = frame.host();
    for (Buffer buffer : plan.program().buffers()) {
      if (buffer.source() instanceof Buffer.Input input) {
        host[buffer.id()] = own(storage, input.name());
      }
    }
    Set<Integer> taken = new HashSet<>();
    for (Map.Entry<String, Program.Output> entry : plan.program().outputs().entrySet()) {
      Object own = own(storage, entry.getKey());
      Program.Output output = entry.getValue();
      Buffer buffer = plan.program().buffers().get(output.buffer());
      if (buffer.source() instanceof Buffer.Output && taken.add(buffer.id())) {
        host[buffer.id()] = own;
      } else {
        copies.add(new Copy(buffer.id(), own, output.type().shape().elements()));
      }
    }
  }

  private static Object own(Map<String, Object> storage, String name) {
    return Objects.requireNonNull(storage.get(name), name);
  }

  @Override
  public void run() {
    if (!busy.compareAndSet(false, true)) {
      throw Diagnostic.error(
              "run/shared",
              "a bound run goes on in another thread, in the same storage",
              "bind once for each thread: executable.bind(...) gives runs of their own")
          .exception();
    }
    try {
      if (!device.run(plan.bytes(), this::attempt)) {
        new ByDefinition(owner.graph()).run(buffers);
      }
    } finally {
      busy.set(false);
      Reference.reachabilityFence(owner);
    }
  }

  /** Whether the outputs are what the definition says. */
  private boolean attempt() {
    boolean sure = frame.run();
    if (sure) {
      copy();
    }
    return sure;
  }

  Frame frame() {
    return frame;
  }

  /** Copies outputs that are also something else to where the caller wants them. */
  void copy() {
    for (Copy copy : copies) {
      copy(frame.host()[copy.from()], copy.to(), copy.count());
    }
  }

  private static void copy(Object from, Object to, int count) {
    if (from instanceof java.nio.Buffer && to instanceof java.nio.Buffer) {
      Object between = Buffers.dtype(from).array(count);
      Storage.copy(from, 0, between, 0, count);
      Storage.copy(between, 0, to, 0, count);
    } else {
      Storage.copy(from, 0, to, 0, count);
    }
  }
}

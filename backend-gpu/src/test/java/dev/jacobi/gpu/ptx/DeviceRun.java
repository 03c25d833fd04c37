package dev.jacobi.gpu.ptx;

import dev.jacobi.core.backend.reference.ByDefinition;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.definition.Places;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.testkit.Scenario;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs steps on a driver by what the emitter makes of them, with a piece of memory for every
 * buffer. What runs by its definition runs on the host, and all does where integers do not fit.
 */
final class DeviceRun implements AutoCloseable {

  private final Driver driver;
  private final Driver.Stream stream;
  private final Map<String, Driver.Module> modules = new HashMap<>();
  private final Map<Integer, Long> memory = new LinkedHashMap<>();

  DeviceRun(Driver driver) {
    this.driver = driver;
    driver.initialize();
    driver.makeCurrent(driver.retainPrimaryContext(0));
    this.stream = driver.createStream();
  }

  /** The outputs of a scenario. */
  Map<String, Tensor> run(Scenario scenario, Target target) {
    Program program = Lowering.lower(scenario.graph());
    for (Buffer buffer : program.buffers()) {
      if (buffer.source() instanceof Buffer.Input input) {
        write(buffer.id(), Objects.requireNonNull(scenario.inputs().get(input.name())));
      } else if (buffer.source() instanceof Buffer.Constant constant) {
        write(buffer.id(), constant.tensor());
      } else {
        allocate(buffer.id(), buffer.dtype(), buffer.size());
      }
    }
    for (Step step : program.steps()) {
      if (step instanceof Defined defined) {
        define(defined);
      } else if (step instanceof Doubt doubt) {
        if (isDue(doubt)) {
          return new ByDefinition(scenario.graph()).run(scenario.inputs());
        }
      } else {
        launch(Emitter.emit(step, program, target));
      }
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    program
        .outputs()
        .forEach((name, output) -> outputs.put(name, read(output.buffer(), output.type())));
    return outputs;
  }

  private boolean isDue(Doubt doubt) {
    return doubt.flags().stream()
        .anyMatch(flag -> read(flag, TensorType.scalar(DType.BOOL)).booleans()[0]);
  }

  private void define(Defined step) {
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < step.operands().size(); i++) {
      operands.add(read(step.operands().get(i), step.operandTypes().get(i)));
    }
    write(step.result(), new Eager().apply(step.op(), operands));
  }

  /** Makes memory for a buffer. */
  void allocate(int buffer, DType dtype, int count) {
    if (count > 0) {
      memory.computeIfAbsent(buffer, key -> driver.allocate((long) dtype.bytes() * count));
    }
  }

  /** Fills the memory of a buffer. */
  void write(int buffer, Tensor value) {
    allocate(buffer, value.dtype(), value.size());
    if (value.size() == 0) {
      return;
    }
    long bytes = (long) value.dtype().bytes() * value.size();
    Driver.HostMemory host = driver.allocateHost(bytes);
    ByteBuffer to = host.bytes().duplicate().order(ByteOrder.nativeOrder()).clear();
    for (int i = 0; i < value.size(); i++) {
      switch (value.dtype()) {
        case F64 -> to.putDouble(value.doubles()[i]);
        case F32 -> to.putFloat(value.floats()[i]);
        case I64 -> to.putLong(value.longs()[i]);
        case BOOL -> to.put((byte) (value.booleans()[i] ? 1 : 0));
      }
    }
    driver.copyToDevice(address(buffer), host, 0, bytes, stream);
    driver.synchronize(stream);
    driver.freeHost(host);
  }

  private long address(int buffer) {
    return Objects.requireNonNull(memory.get(buffer), () -> "no memory for @" + buffer);
  }

  /** What lies in the memory of a buffer. */
  Tensor read(int buffer, TensorType type) {
    int count = type.shape().elements();
    Object array = type.dtype().array(count);
    if (count > 0) {
      long bytes = (long) type.dtype().bytes() * count;
      Driver.HostMemory host = driver.allocateHost(bytes);
      driver.copyToHost(host, 0, address(buffer), bytes, stream);
      driver.synchronize(stream);
      ByteBuffer from = host.bytes().duplicate().order(ByteOrder.nativeOrder()).clear();
      for (int i = 0; i < count; i++) {
        switch (type.dtype()) {
          case F64 -> ((double[]) array)[i] = from.getDouble();
          case F32 -> ((float[]) array)[i] = from.getFloat();
          case I64 -> ((long[]) array)[i] = from.getLong();
          case BOOL -> ((boolean[]) array)[i] = truth(from.get());
        }
      }
      driver.freeHost(host);
    }
    return Tensor.wrap(type, array);
  }

  /** What lies in the memory of a buffer, as a row. */
  Tensor read(int buffer, DType dtype, int count) {
    return read(buffer, new TensorType(dtype, Shape.of(count)));
  }

  private static boolean truth(byte value) {
    if (value != 0 && value != 1) {
      throw new AssertionError("no truth value: " + value);
    }
    return value == 1;
  }

  /** What the host does before a launch that adds by place. */
  private void group(Argument argument) {
    if (argument instanceof Argument.Groups own) {
      long[] positions = read(own.positions(), DType.I64, own.count()).longs();
      write(groups(own), Tensor.integers(Places.grouped(positions, own.axis(), own.extent())));
    }
  }

  /** The number of the memory of groups; those of buffers are not negative. */
  private static int groups(Argument.Groups own) {
    return -1 - own.positions();
  }

  /** Does what an emission says. */
  void launch(Emission emission) {
    List<Long> scratch = emission.scratch().stream().map(driver::allocate).toList();
    emission.launches().forEach(launch -> launch.arguments().forEach(this::group));
    for (Launch launch : emission.launches()) {
      Driver.Module module = modules.computeIfAbsent(launch.kernel().text(), driver::load);
      driver.launch(
          driver.function(module, launch.kernel().name()),
          launch.blocks().x(),
          launch.blocks().y(),
          launch.blocks().z(),
          launch.threads(),
          launch.arguments().stream().mapToLong(own -> value(own, scratch)).toArray(),
          stream);
    }
    driver.synchronize(stream);
    scratch.forEach(driver::free);
  }

  private long value(Argument argument, List<Long> scratch) {
    if (argument instanceof Argument.Address own) {
      return address(own.buffer());
    }
    if (argument instanceof Argument.Groups own) {
      return address(groups(own));
    }
    if (argument instanceof Argument.Scratch own) {
      return scratch.get(own.index());
    }
    return ((Argument.Value) argument).value() & 0xffffffffL;
  }

  @Override
  public void close() {
    memory.values().forEach(driver::free);
    modules.values().forEach(driver::unload);
    driver.destroy(stream);
    driver.releasePrimaryContext(0);
  }
}

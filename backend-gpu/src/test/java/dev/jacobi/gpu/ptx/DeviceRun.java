package dev.jacobi.gpu.ptx;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
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
 * Runs programs step by step on a driver, each step by what the emitter makes of it, with a piece of
 * memory for every buffer. What runs by its definition runs on the host.
 */
final class DeviceRun implements AutoCloseable {

  private final Driver driver;
  private final Driver.Context context;
  private final Driver.Stream stream;
  private final Map<String, Driver.Module> modules = new HashMap<>();

  DeviceRun(Driver driver) {
    this.driver = driver;
    driver.initialize();
    this.context = driver.retainPrimaryContext(0);
    driver.makeCurrent(context);
    this.stream = driver.createStream();
  }

  /** The outputs of a scenario. */
  Map<String, Tensor> run(Scenario scenario, Target target) {
    Program program = Lowering.lower(scenario.graph());
    Run run = new Run(program, scenario.inputs());
    try {
      program.steps().forEach(step -> run.run(step, target));
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      program
          .outputs()
          .forEach(
              (name, output) ->
                  outputs.put(name, run.read(output.buffer(), output.type())));
      return outputs;
    } finally {
      run.memory.values().forEach(driver::free);
    }
  }

  @Override
  public void close() {
    modules.values().forEach(driver::unload);
    driver.destroy(stream);
    driver.releasePrimaryContext(0);
  }

  private final class Run {

    private final Program program;
    private final Map<Integer, Long> memory = new LinkedHashMap<>();

    Run(Program program, Map<String, Tensor> inputs) {
      this.program = program;
      for (Buffer buffer : program.buffers()) {
        if (buffer.size() > 0) {
          memory.put(buffer.id(), driver.allocate((long) buffer.dtype().bytes() * buffer.size()));
        }
        if (buffer.source() instanceof Buffer.Input input) {
          write(buffer, Objects.requireNonNull(inputs.get(input.name())));
        } else if (buffer.source() instanceof Buffer.Constant constant) {
          write(buffer, constant.tensor());
        }
      }
    }

    private void write(Buffer buffer, Tensor value) {
      if (buffer.size() == 0) {
        return;
      }
      long bytes = (long) buffer.dtype().bytes() * buffer.size();
      Driver.HostMemory host = driver.allocateHost(bytes);
      ByteBuffer to = host.bytes().duplicate().order(ByteOrder.nativeOrder()).clear();
      for (int i = 0; i < buffer.size(); i++) {
        switch (buffer.dtype()) {
          case F64 -> to.putDouble(value.doubles()[i]);
          case F32 -> to.putFloat(value.floats()[i]);
          case I64 -> to.putLong(value.longs()[i]);
          case BOOL -> to.put((byte) (value.booleans()[i] ? 1 : 0));
        }
      }
      driver.copyToDevice(address(buffer.id()), host, 0, bytes, stream);
      driver.synchronize(stream);
      driver.freeHost(host);
    }

    private long address(int buffer) {
      return Objects.requireNonNull(memory.get(buffer));
    }

    Tensor read(int buffer, TensorType type) {
      int count = type.shape().elements();
      DType dtype = type.dtype();
      Object array = dtype.array(count);
      if (count == 0) {
        return Tensor.wrap(type, array);
      }
      long bytes = (long) dtype.bytes() * count;
      Driver.HostMemory host = driver.allocateHost(bytes);
      driver.copyToHost(host, 0, address(buffer), bytes, stream);
      driver.synchronize(stream);
      ByteBuffer from = host.bytes().duplicate().order(ByteOrder.nativeOrder()).clear();
      for (int i = 0; i < count; i++) {
        switch (dtype) {
          case F64 -> ((double[]) array)[i] = from.getDouble();
          case F32 -> ((float[]) array)[i] = from.getFloat();
          case I64 -> ((long[]) array)[i] = from.getLong();
          case BOOL -> ((boolean[]) array)[i] = truth(from.get());
        }
      }
      driver.freeHost(host);
      return Tensor.wrap(type, array);
    }

    private static boolean truth(byte value) {
      if (value != 0 && value != 1) {
        throw new AssertionError("no truth value: " + value);
      }
      return value == 1;
    }

    void run(Step step, Target target) {
      if (step instanceof Defined defined) {
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < defined.operands().size(); i++) {
          operands.add(read(defined.operands().get(i), defined.operandTypes().get(i)));
        }
        Buffer result = program.buffers().get(defined.result());
        Tensor value = new Eager().apply(defined.op(), operands);
        write(result, value.reshape(Shape.of(result.size())));
        return;
      }
      Emission emission = Emitter.emit(step, program, target);
      List<Long> scratch = emission.scratch().stream().map(driver::allocate).toList();
      for (Launch launch : emission.launches()) {
        Driver.Module module =
            modules.computeIfAbsent(launch.kernel().text(), driver::load);
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
      if (argument instanceof Argument.Scratch own) {
        return scratch.get(own.index());
      }
      return ((Argument.Value) argument).value() & 0xffffffffL;
    }
  }
}

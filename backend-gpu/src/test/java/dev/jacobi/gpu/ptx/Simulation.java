package dev.jacobi.gpu.ptx;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Emissions run on a simulated device, with arrays of doubles or floats as buffers. */
final class Simulation {

  private final SimulatedDriver driver =
      new SimulatedDriver(new SimulatedDriver.Device(90, 1 << 28));
  private final Driver.Stream stream;

  /** A device of its own. */
  Simulation() {
    driver.initialize();
    driver.makeCurrent(driver.retainPrimaryContext(0));
    stream = driver.createStream();
  }

  /** Runs the launches in order; afterwards the arrays hold what the buffers hold. */
  void run(Emission emission, Object... buffers) {
    List<Long> addresses = new ArrayList<>();
    for (Object buffer : buffers) {
      addresses.add(copied(buffer));
    }
    List<Long> scratch = emission.scratch().stream().map(driver::allocate).toList();
    for (Launch launch : emission.launches()) {
      run(launch, addresses, scratch);
    }
    for (int i = 0; i < buffers.length; i++) {
      fetch(addresses.get(i), buffers[i]);
    }
    addresses.forEach(driver::free);
    scratch.forEach(driver::free);
  }

  private void run(Launch launch, List<Long> addresses, List<Long> scratch) {
    long[] arguments = new long[launch.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      Argument argument = launch.arguments().get(i);
      if (argument instanceof Argument.Address address) {
        arguments[i] = addresses.get(address.buffer());
      } else if (argument instanceof Argument.Scratch own) {
        arguments[i] = scratch.get(own.index());
      } else if (argument instanceof Argument.Value value) {
        arguments[i] = value.value() & 0xffffffffL;
      }
    }
    Driver.Module module = driver.load(launch.kernel().text());
    try {
      Driver.Function function = driver.function(module, launch.kernel().name());
      Blocks blocks = launch.blocks();
      driver.launch(
          function, blocks.x(), blocks.y(), blocks.z(), launch.threads(), arguments, stream);
      driver.synchronize(stream);
    } finally {
      driver.unload(module);
    }
  }

  private long copied(Object array) {
    Driver.HostMemory host = driver.allocateHost(bytes(array));
    ByteBuffer bytes = host.bytes().duplicate().clear().order(ByteOrder.nativeOrder());
    if (array instanceof double[] doubles) {
      bytes.asDoubleBuffer().put(doubles);
    } else {
      bytes.asFloatBuffer().put((float[]) array);
    }
    long address = driver.allocate(bytes(array));
    driver.copyToDevice(address, host, 0, bytes(array), stream);
    driver.synchronize(stream);
    driver.freeHost(host);
    return address;
  }

  private void fetch(long address, Object array) {
    Driver.HostMemory host = driver.allocateHost(bytes(array));
    driver.copyToHost(host, 0, address, bytes(array), stream);
    driver.synchronize(stream);
    ByteBuffer bytes = host.bytes().duplicate().clear().order(ByteOrder.nativeOrder());
    if (array instanceof double[] doubles) {
      bytes.asDoubleBuffer().get(doubles);
    } else {
      bytes.asFloatBuffer().get((float[]) array);
    }
    driver.freeHost(host);
  }

  private static long bytes(Object array) {
    return array instanceof double[] doubles ? 8L * doubles.length : 4L * ((float[]) array).length;
  }
}

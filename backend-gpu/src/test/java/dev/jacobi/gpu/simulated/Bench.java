package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A driver with a stream, for tests of single kernels. */
final class Bench implements AutoCloseable {

  static final String HEADER = ".version 6.3\n.target sm_75\n.address_size 64\n";

  private static final String REGISTERS =
      ".reg .f64 %d<32>;\n.reg .f32 %f<32>;\n.reg .b32 %r<32>;\n.reg .b64 %rd<32>;\n"
          + ".reg .pred %p<8>;\n";

  private final SimulatedDriver driver = new SimulatedDriver();
  private final Driver.Stream stream;
  private final List<Long> memory = new ArrayList<>();

  Bench() {
    driver.initialize();
    driver.makeCurrent(driver.retainPrimaryContext(0));
    stream = driver.createStream();
  }

  SimulatedDriver driver() {
    return driver;
  }

  Driver.Stream stream() {
    return stream;
  }

  /**
   * A module with one entry, {@code k}, of two addresses in {@code %rd0} and {@code %rd1} and a
   * number in {@code %r0}; {@code %r1} is the thread of the block, {@code %r2} that of the grid.
   */
  static String kernel(String body) {
    return kernel("", body);
  }

  /** The same with more before the entry. */
  static String kernel(String before, String body) {
    return HEADER
        + before
        + "\n.visible .entry k(.param .u64 a, .param .u64 b, .param .u32 n) {\n"
        + REGISTERS
        + "ld.param.u64 %rd0, [a];\nld.param.u64 %rd1, [b];\nld.param.u32 %r0, [n];\n"
        + "mov.u32 %r1, %tid.x;\nmov.u32 %r3, %ctaid.x;\nmov.u32 %r4, %ntid.x;\n"
        + "mad.lo.u32 %r2, %r3, %r4, %r1;\n"
        + body
        + "\nret;\n}\n";
  }

  long allocate(long bytes) {
    memory.add(driver.allocate(bytes));
    return memory.get(memory.size() - 1);
  }

  /** Device memory with bytes in it. */
  long memory(ByteBuffer from) {
    long address = allocate(from.capacity());
    Driver.HostMemory host = driver.allocateHost(from.capacity());
    host.bytes().duplicate().put(from.duplicate().clear());
    driver.copyToDevice(address, host, 0, from.capacity(), stream);
    driver.synchronize(stream);
    driver.freeHost(host);
    return address;
  }

  long doubles(double... values) {
    ByteBuffer buffer = buffer(8L * values.length);
    buffer.asDoubleBuffer().put(values);
    return memory(buffer);
  }

  long floats(float... values) {
    ByteBuffer buffer = buffer(4L * values.length);
    buffer.asFloatBuffer().put(values);
    return memory(buffer);
  }

  long longs(long... values) {
    ByteBuffer buffer = buffer(8L * values.length);
    buffer.asLongBuffer().put(values);
    return memory(buffer);
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of device memory. */
  ByteBuffer read(long address, long bytes) {
    Driver.HostMemory host = driver.allocateHost(bytes);
    driver.copyToHost(host, 0, address, bytes, stream);
    driver.synchronize(stream);
    ByteBuffer copy = buffer(bytes);
    copy.duplicate().put(host.bytes().duplicate().clear());
    driver.freeHost(host);
    return copy;
  }

  double[] doubles(long address, int count) {
    double[] values = new double[count];
    read(address, 8L * count).asDoubleBuffer().get(values);
    return values;
  }

  float[] floats(long address, int count) {
    float[] values = new float[count];
    read(address, 4L * count).asFloatBuffer().get(values);
    return values;
  }

  long[] longs(long address, int count) {
    long[] values = new long[count];
    read(address, 8L * count).asLongBuffer().get(values);
    return values;
  }

  int[] ints(long address, int count) {
    int[] values = new int[count];
    read(address, 4L * count).asIntBuffer().get(values);
    return values;
  }

  /** Runs the entry {@code k} of a text. */
  void run(String ptx, int blocks, int threads, long... arguments) {
    Driver.Module module = driver.load(ptx);
    driver.launch(driver.function(module, "k"), blocks, 1, 1, threads, arguments, stream);
    driver.synchronize(stream);
    driver.unload(module);
  }

  @Override
  public void close() {
    driver.destroy(stream);
    memory.forEach(driver::free);
    driver.releasePrimaryContext(0);
    if (!driver.held().isEmpty()) {
      throw new AssertionError(driver.held());
    }
  }
}

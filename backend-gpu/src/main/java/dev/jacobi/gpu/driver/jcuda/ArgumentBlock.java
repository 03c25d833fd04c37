package dev.jacobi.gpu.driver.jcuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import jcuda.Pointer;
import jcuda.driver.JCudaDriver;

/**
 * Memory of the host in which the arguments of one launch lie as the driver wants them: addresses
 * of values, then the values. The driver has read them when a launch returns. For one launch at a
 * time.
 */
final class ArgumentBlock {

  /** Devices take 4,096 bytes of arguments; each takes 8 here. */
  private static final int MOST = 512;

  private final HostAddress block;
  private final LongBuffer values;

  /** Addresses once, for good. */
  ArgumentBlock() {
    this.block = new HostAddress();
    Outcome.require("cuMemHostAlloc", JCudaDriver.cuMemHostAlloc(block, 16L * MOST, 0));
    ByteBuffer bytes = block.getByteBuffer(0, 16L * MOST);
    LongBuffer all = bytes.order(ByteOrder.nativeOrder()).asLongBuffer();
    long first = block.number() + 8L * MOST;
    for (int i = 0; i < MOST; i++) {
      all.put(i, first + 8L * i);
    }
    this.values = all.slice(MOST, MOST);
  }

  /** Lays out the arguments; the result is what the driver is given. */
  Pointer of(long[] arguments) {
    if (arguments.length > MOST) {
      throw new AssertionError(arguments.length + " arguments");
    }
    values.put(0, arguments);
    return block;
  }

  void free() {
    Outcome.require("cuMemFreeHost", JCudaDriver.cuMemFreeHost(block));
  }
}

package dev.jacobi.benchmarks.gpu;

import dev.jacobi.gpu.driver.Driver;

/**
 * The bandwidth of a device's memory, as copies show it: by the driver, and by a kernel that moves
 * 16 bytes at a time. Reading and writing both count.
 *
 * @param driver bytes a second of the driver's copy
 * @param kernel bytes a second of the kernel
 */
record Copies(double driver, double kernel) {

  private static final int THREADS = 256;
  private static final int PIECES = 4;
  private static final int PIECE = 16;

  /** What a block moves. */
  private static final int BLOCK = THREADS * PIECES * PIECE;

  /** Each thread loads four pieces that are a block's width apart, then stores them. */
  static final String TEXT =
      """
      .version 6.3
      .target sm_75
      .address_size 64
      .visible .entry copy(.param .u64 source, .param .u64 target)
      {
      .reg .b32 %r<3>;
      .reg .b64 %rd<4>;
      .reg .f32 %f<16>;
      ld.param.u64 %rd0, [source];
      ld.param.u64 %rd1, [target];
      cvta.to.global.u64 %rd0, %rd0;
      cvta.to.global.u64 %rd1, %rd1;
      mov.u32 %r0, %ctaid.x;
      mov.u32 %r1, %tid.x;
      mul.wide.u32 %rd2, %r0, 16384;
      mul.wide.u32 %rd3, %r1, 16;
      add.u64 %rd2, %rd2, %rd3;
      add.u64 %rd0, %rd0, %rd2;
      add.u64 %rd1, %rd1, %rd2;
      ld.global.v4.f32 {%f0, %f1, %f2, %f3}, [%rd0];
      ld.global.v4.f32 {%f4, %f5, %f6, %f7}, [%rd0+4096];
      ld.global.v4.f32 {%f8, %f9, %f10, %f11}, [%rd0+8192];
      ld.global.v4.f32 {%f12, %f13, %f14, %f15}, [%rd0+12288];
      st.global.v4.f32 [%rd1], {%f0, %f1, %f2, %f3};
      st.global.v4.f32 [%rd1+4096], {%f4, %f5, %f6, %f7};
      st.global.v4.f32 [%rd1+8192], {%f8, %f9, %f10, %f11};
      st.global.v4.f32 [%rd1+12288], {%f12, %f13, %f14, %f15};
      ret;
      }
      """;

  /** Measures with two stretches of memory, of at least so many bytes each. */
  static Copies measure(Driver driver, long least, Timing.Effort effort) {
    int blocks = Math.toIntExact((least - 1) / BLOCK + 1);
    long bytes = (long) blocks * BLOCK;
    long from = driver.allocate(bytes);
    long to = driver.allocate(bytes);
    Driver.Stream stream = driver.createStream();
    Driver.Module module = driver.load(TEXT);
    try {
      driver.fill(from, (byte) 1, bytes, stream);
      driver.fill(to, (byte) 0, bytes, stream);
      Driver.Function copy = driver.function(module, "copy");
      long[] places = {from, to};
      Timing byDriver =
          Timing.of(
              events(driver, stream, () -> driver.copyOnDevice(to, from, bytes, stream)), effort);
      Timing byKernel =
          Timing.of(
              events(
                  driver, stream, () -> driver.launch(copy, blocks, 1, 1, THREADS, places, stream)),
              effort);
      driver.fill(to, (byte) 0, bytes, stream);
      driver.launch(copy, blocks, 1, 1, THREADS, places, stream);
      check(driver, to, bytes, stream);
      return new Copies(rate(bytes, byDriver), rate(bytes, byKernel));
    } finally {
      driver.unload(module);
      driver.destroy(stream);
      driver.free(to);
      driver.free(from);
    }
  }

  /** Fails unless every byte has come. */
  private static void check(Driver driver, long address, long bytes, Driver.Stream stream) {
    Driver.HostMemory host = driver.allocateHost(BLOCK);
    try {
      for (long done = 0; done < bytes; done += BLOCK) {
        driver.copyToHost(host, 0, address + done, BLOCK, stream);
        driver.synchronize(stream);
        for (int i = 0; i < BLOCK; i++) {
          if (host.bytes().get(i) != 1) {
            throw new AssertionError("byte " + (done + i) + " was not copied");
          }
        }
      }
    } finally {
      driver.freeHost(host);
    }
  }

  private static double rate(long bytes, Timing timing) {
    return 2 * bytes / (timing.median() / 1e3);
  }

  /** The milliseconds that queued work takes on the device. */
  private static Timing.Work events(Driver driver, Driver.Stream stream, Runnable work) {
    return repetitions -> {
      Driver.Event begin = driver.createEvent();
      Driver.Event end = driver.createEvent();
      try {
        driver.record(begin, stream);
        for (int i = 0; i < repetitions; i++) {
          work.run();
        }
        driver.record(end, stream);
        driver.await(end);
        return driver.milliseconds(begin, end);
      } finally {
        driver.destroy(end);
        driver.destroy(begin);
      }
    };
  }

  /** The faster of the two: what every floor is reckoned with. */
  double bytesPerSecond() {
    return Math.max(driver, kernel);
  }
}

package dev.jacobi.gpu.driver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A program: makes every call of the port once, and prints what came of it. */
final class Session {

  private static final int BYTES = 4096;

  private Session() {}

  public static void main(String[] args) {
    Probe.Usable found = (Probe.Usable) Probe.result();
    Driver driver = found.driver();
    System.out.println("version " + driver.version() + ", devices " + driver.devices());
    System.out.println(driver.name(0) + ", " + driver.totalMemory(0) + " bytes");
    System.out.println("processors " + driver.attribute(Driver.Attribute.MULTIPROCESSORS, 0));
    Driver.Context context = driver.retainPrimaryContext(0);
    driver.makeCurrent(context);
    System.out.println("free " + driver.freeMemory());
    Driver.Stream stream = driver.createStream();
    memory(driver, stream);
    launches(driver, stream);
    events(driver, stream);
    refusals(driver);
    driver.destroy(stream);
    driver.releasePrimaryContext(0);
  }

  private static void memory(Driver driver, Driver.Stream stream) {
    long a = driver.allocate(BYTES);
    long b = driver.allocate(BYTES);
    Driver.HostMemory host = driver.allocateHost(2 * BYTES);
    if (host.bytes().capacity() != 2 * BYTES || host.bytes().order() != ByteOrder.nativeOrder()) {
      throw new AssertionError(host);
    }
    for (int i = 0; i < BYTES; i++) {
      host.bytes().put(i, (byte) i).put(BYTES + i, (byte) 0);
    }
    driver.copyToDevice(a, host, 16, BYTES - 16, stream);
    driver.fill(a + BYTES - 16, (byte) 7, 16, stream);
    driver.copyOnDevice(b, a, BYTES, stream);
    driver.copyToHost(host, BYTES, b, BYTES, stream);
    driver.synchronize(stream);
    ByteBuffer bytes = host.bytes();
    System.out.println(
        "copied " + bytes.get(BYTES) + " " + bytes.get(BYTES + 1) + " " + bytes.get(2 * BYTES - 1));
    driver.freeHost(host);
    driver.free(a);
    driver.free(b);
  }

  private static void launches(Driver driver, Driver.Stream stream) {
    Driver.Module module = driver.load("text with a kernel");
    Driver.Function kernel = driver.function(module, "kernel");
    long memory = driver.allocate(BYTES);
    Driver.HostMemory host = driver.allocateHost(8);
    driver.launch(kernel, 2, 3, 4, 64, new long[] {memory, 42}, stream);
    driver.beginCapture(stream);
    driver.launch(kernel, 2, 3, 4, 64, new long[] {memory + 4, 43}, stream);
    Driver.Replay replay = driver.endCapture(stream);
    driver.fill(memory + 4, (byte) 0, 4, stream);
    driver.replay(replay, stream);
    driver.copyToHost(host, 0, memory, 8, stream);
    driver.synchronize(stream);
    System.out.println("stored " + host.bytes().getInt(0) + " " + host.bytes().getInt(4));
    driver.destroy(replay);
    driver.freeHost(host);
    driver.free(memory);
    driver.unload(module);
  }

  private static void events(Driver driver, Driver.Stream stream) {
    Driver.Event from = driver.createEvent();
    Driver.Event to = driver.createEvent();
    boolean before = driver.isDone(to);
    driver.record(from, stream);
    driver.record(to, stream);
    driver.await(to);
    System.out.println(before + " " + driver.isDone(to) + " " + driver.milliseconds(from, to));
    driver.destroy(from);
    driver.destroy(to);
  }

  private static void refusals(Driver driver) {
    refused(() -> driver.load("broken"));
    refused(() -> driver.function(driver.load("text"), "stranger"));
    refused(() -> driver.allocate(1L << 40));
    refused(() -> driver.name(5));
  }

  private static void refused(Runnable call) {
    try {
      call.run();
      System.out.println("not refused");
    } catch (DriverFailure failure) {
      System.out.println(failure.getMessage());
    }
  }
}

package dev.jacobi.gpu.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The simulated driver keeps the rules of a driver, and holds its callers to them. */
class SimulatedDriverTest {

  private static final String DOUBLED =
      Bench.kernel(
          "mul.wide.u32 %rd2, %r2, 8;\nadd.u64 %rd3, %rd0, %rd2;\nld.global.f64 %d0, [%rd3];\n"
              + "add.rn.f64 %d0, %d0, %d0;\nst.global.f64 [%rd3], %d0;");

  private final Bench bench = new Bench();
  private final SimulatedDriver driver = bench.driver();
  private final Driver.Stream stream = bench.stream();

  private static void assertFault(String message, Executable act) {
    String found = String.valueOf(assertThrows(Fault.class, act).getMessage());
    assertTrue(found.contains(message), found);
  }

  private Driver.Function doubled() {
    return driver.function(driver.load(DOUBLED), "k");
  }

  private void launch(Driver.Function function, long address) {
    driver.launch(function, 1, 1, 1, 32, new long[] {address, 0, 32}, stream);
  }

  @Test
  void workIsDoneWhenSomebodyWaits() {
    long address = bench.doubles(new double[32]);
    Driver.HostMemory host = driver.allocateHost(256);
    driver.copyToHost(host, 0, address, 256, stream);
    assertEquals(0xa5a5a5a5a5a5a5a5L, host.bytes().getLong(0));
    driver.synchronize(stream);
    assertEquals(0, host.bytes().getLong(0));
  }

  @Test
  void aCopyReadsTheHostWhenItIsDone() {
    long address = bench.allocate(8);
    Driver.HostMemory host = driver.allocateHost(8);
    host.bytes().putDouble(0, 1);
    driver.copyToDevice(address, host, 0, 8, stream);
    host.bytes().putDouble(0, 2);
    driver.synchronize(stream);
    assertArrayEquals(new double[] {2}, bench.doubles(address, 1));
  }

  @Test
  void aRecordedSequenceIsReplayed() {
    double[] ones = new double[32];
    Arrays.fill(ones, 1);
    long address = bench.doubles(ones);
    Driver.Function function = doubled();
    driver.beginCapture(stream);
    launch(function, address);
    launch(function, address);
    Driver.Replay replay = driver.endCapture(stream);
    driver.synchronize(stream);
    assertEquals(1, bench.doubles(address, 1)[0]);
    for (int i = 0; i < 3; i++) {
      driver.replay(replay, stream);
    }
    driver.synchronize(stream);
    assertEquals(64, bench.doubles(address, 1)[0]);
    driver.destroy(replay);
    assertFault("was given back", () -> driver.replay(replay, stream));
  }

  @Test
  void nothingIsAllocatedOrAwaitedWhileAStreamRecords() {
    driver.beginCapture(stream);
    assertFault("is capturing", () -> driver.allocate(8));
    assertFault("is capturing", () -> driver.synchronize(stream));
    assertFault("is capturing", () -> driver.load(DOUBLED));
    assertFault("is capturing already", () -> driver.beginCapture(stream));
  }

  @Test
  void eventsArePassedInTheirTurn() {
    long address = bench.doubles(new double[32]);
    Driver.Event start = driver.createEvent();
    Driver.Event end = driver.createEvent();
    driver.record(start, stream);
    launch(doubled(), address);
    driver.record(end, stream);
    assertFault("was not passed", () -> driver.milliseconds(start, end));
    assertFalse(driver.isDone(end));
    assertTrue(driver.isDone(end));
    driver.await(end);
    assertTrue(driver.milliseconds(start, end) > 0);
  }

  @Test
  void memoryRunsOut() {
    SimulatedDriver small = new SimulatedDriver(new SimulatedDriver.Device(90, 1000));
    small.initialize();
    small.makeCurrent(small.retainPrimaryContext(0));
    long first = small.allocate(500);
    DriverFailure failure = assertThrows(DriverFailure.class, () -> small.allocate(500));
    assertEquals(DriverFailure.OUT_OF_MEMORY, failure.code());
    small.free(first);
    small.free(small.allocate(500));
    assertEquals(1000, small.freeMemory());
    assertEquals(9, small.attribute(Driver.Attribute.CAPABILITY_MAJOR, 0));
  }

  @Test
  void aPlannedCallFails() {
    driver.fail(Call.ALLOCATE, 2, 700);
    bench.allocate(8);
    DriverFailure failure = assertThrows(DriverFailure.class, () -> bench.allocate(8));
    assertEquals(700, failure.code());
    assertEquals("cuMemAlloc", failure.call());
    bench.allocate(8);
    assertEquals(3, driver.calls(Call.ALLOCATE));
  }

  @Test
  void whatWasGivenBackIsNotUsed() {
    long address = driver.allocate(256);
    driver.free(address);
    assertFault("lie in no memory", () -> driver.free(address));
    assertFault("lie in no memory", () -> driver.fill(address, (byte) 1, 8, stream));
    Driver.Module module = driver.load(DOUBLED);
    Driver.Function function = driver.function(module, "k");
    driver.unload(module);
    assertFault("was given back", () -> driver.unload(module));
    assertFault("was given back", () -> driver.function(module, "k"));
    assertFault("was given back", () -> launch(function, address));
    Driver.HostMemory host = driver.allocateHost(8);
    driver.freeHost(host);
    assertFault("was given back", () -> driver.copyToDevice(address, host, 0, 8, stream));
    Driver.Stream other = driver.createStream();
    driver.destroy(other);
    assertFault("was given back", () -> driver.synchronize(other));
  }

  @Test
  void memoryThatQueuedWorkNeedsIsNotGivenBack() {
    long address = driver.allocate(256);
    driver.fill(address, (byte) 1, 256, stream);
    driver.free(address);
    assertFault("lie in no memory", () -> driver.synchronize(stream));
  }

  @Test
  void aStreamIsNotGivenBackWithWorkInIt() {
    Driver.Stream other = driver.createStream();
    driver.fill(bench.allocate(8), (byte) 1, 8, other);
    assertFault("with work in it", () -> driver.destroy(other));
  }

  @Test
  void whatNobodyWroteIsNotCopiedToTheHost() {
    long address = bench.allocate(16);
    driver.fill(address, (byte) 1, 8, stream);
    Driver.HostMemory host = driver.allocateHost(16);
    driver.copyToHost(host, 0, address, 16, stream);
    assertFault("byte 8 of a copy to the host was never written", () -> driver.synchronize(stream));
  }

  @Test
  void eachThreadMakesTheContextCurrent() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(() -> assertFault("no current context", () -> driver.allocate(8))).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void theDriverIsInitialisedFirst() {
    SimulatedDriver fresh = new SimulatedDriver();
    assertFault("not initialised", fresh::devices);
    assertFault("not initialised", () -> fresh.retainPrimaryContext(0));
  }

  @Test
  void aLaunchGivesWhatTheKernelAsks() {
    Driver.Function function = doubled();
    assertFault(
        "k has 3 parameters, not 1",
        () -> driver.launch(function, 1, 1, 1, 32, new long[] {0}, stream));
    assertFault("2048 threads", () -> driver.launch(function, 1, 1, 1, 2048, new long[3], stream));
  }

  @Test
  void whatIsHeldIsTold() {
    Bench other = new Bench();
    other.allocate(24);
    other.driver().allocateHost(16);
    other.driver().load(DOUBLED);
    other.driver().createEvent();

    List<String> held = other.driver().held();

    assertEquals(6, held.size(), held.toString());
    assertTrue(held.get(1).startsWith("24 bytes of device memory"), held.toString());
    assertEquals("16 bytes of host memory", held.get(2));
    assertEquals("the module of [k]", held.get(3));
    assertEquals("the primary context", held.get(5));
  }

  @Test
  void manyThreadsMayCall() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Driver.Context context = driver.retainPrimaryContext(0);
    Driver.Function function = doubled();
    try {
      List<Future<Double>> results =
          IntStream.range(0, 64)
              .mapToObj(i -> pool.submit(() -> doubledValue(context, function, i)))
              .toList();
      for (int i = 0; i < 64; i++) {
        assertEquals(2 * i, results.get(i).get());
      }
    } finally {
      pool.shutdown();
    }
    assertTrue(driver.complaints().isEmpty());
  }

  private double doubledValue(Driver.Context context, Driver.Function function, double value) {
    driver.makeCurrent(context);
    Driver.Stream own = driver.createStream();
    Driver.HostMemory host = driver.allocateHost(256);
    for (int i = 0; i < 32; i++) {
      host.bytes().putDouble(8 * i, value);
    }
    long address = driver.allocate(256);
    driver.copyToDevice(address, host, 0, 256, own);
    driver.launch(function, 1, 1, 1, 32, new long[] {address, 0, 32}, own);
    driver.copyToHost(host, 0, address, 256, own);
    driver.synchronize(own);
    double result = host.bytes().getDouble(8 * 31);
    driver.free(address);
    driver.freeHost(host);
    driver.destroy(own);
    return result;
  }
}

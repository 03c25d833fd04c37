package dev.jacobi.gpu.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.GpuBackend;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.ptx.Emitter;
import dev.jacobi.gpu.simulated.Call;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How a device's memory, kernels and runs are kept. */
class DeviceTest {

  private static final int SMALL = 1 << 20;

  /** Squares of so many doubles: 16 bytes of device memory each. */
  private static Graph squares(int count) {
    Graph graph = new Graph();
    Node x = graph.input("x", count);
    return graph.extract(Map.of("y", x.times(x)));
  }

  private static Map<String, Tensor> input(int count) {
    return Map.of("x", Tensor.vector(new double[count]));
  }

  private static GpuBackend small(SimulatedDriver driver) {
    driver.initialize();
    return GpuBackend.on(new Device(driver, 0, 1 << 12));
  }

  @Test
  void memoryThatOnlyWaitsMakesRoom() {
    SimulatedDriver driver = new SimulatedDriver(new SimulatedDriver.Device(75, SMALL));
    try (GpuBackend backend = small(driver)) {
      int count = SMALL * 3 / 4 / 16;
      Executable first = backend.compile(squares(count));
      Executable second = backend.compile(squares(count - 1));
      for (int i = 0; i < 2; i++) {
        first.run(input(count));
        second.run(input(count - 1));
      }
    }
    assertEquals(List.of(), driver.held());
    assertEquals(List.of(), driver.complaints());
  }

  @Test
  void aProgramWithoutRoomIsToldWhatItWantsAndWhatThereIs() {
    SimulatedDriver driver = new SimulatedDriver(new SimulatedDriver.Device(75, SMALL));
    try (GpuBackend backend = small(driver)) {
      Executable large = backend.compile(squares(SMALL));
      DiagnosticException refusal =
          assertThrows(DiagnosticException.class, () -> large.run(input(SMALL)));
      assertEquals("gpu/memory", refusal.first().code());
      assertEquals(
          "the device has no room for a program of 16.0 MiB; 1.0 MiB are free",
          refusal.first().message());
      assertTrue(refusal.getCause() instanceof DriverFailure, refusal::toString);
      backend.compile(squares(3)).run(input(3));
    }
    assertEquals(List.of(), driver.held());
  }

  @Test
  void launchesAreCapturedOnceAndReplayed() {
    SimulatedDriver driver = new SimulatedDriver();
    try (GpuBackend backend = small(driver)) {
      Executable executable = backend.compile(squares(3));
      for (int i = 0; i < 5; i++) {
        executable.run(input(3));
      }
    }
    assertEquals(1, driver.calls(Call.BEGIN_CAPTURE));
    assertEquals(1, driver.calls(Call.LAUNCH));
    assertEquals(1, driver.calls(Call.ALLOCATE));
    assertEquals(1, driver.calls(Call.LOAD));
    assertEquals(5, driver.calls(Call.REPLAY));
  }

  @Test
  void theContextIsTakenWhenItIsNeeded() {
    SimulatedDriver driver = new SimulatedDriver();
    GpuBackend.on(driver).close();
    assertEquals(0, driver.calls(Call.RETAIN_PRIMARY_CONTEXT));
    assertEquals(0, driver.calls(Call.RELEASE_PRIMARY_CONTEXT));
  }

  @Test
  void whatIsNoLongerReachableGivesItsMemoryBack() throws Exception {
    SimulatedDriver driver = new SimulatedDriver();
    try (GpuBackend backend = small(driver)) {
      runAndForget(backend);
      assertTrue(driver.held().stream().anyMatch(DeviceTest::isFrame), driver.held()::toString);
      eventually(() -> driver.held().stream().noneMatch(DeviceTest::isFrame));
    }
  }

  /** Whether it is something that only a frame takes. */
  private static boolean isFrame(String held) {
    return held.startsWith("replay");
  }

  private static void runAndForget(GpuBackend backend) {
    Executable executable = backend.compile(Sample.graph());
    executable.run(Sample.inputs());
    executable.bind(Sample.buffers(executable)).run();
  }

  /** What the cleaner does is under way when the device is closed. */
  @Test
  void theContextIsReleasedAfterAllThatTheCleanerGivesBack() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    IdleDriver driver =
        new IdleDriver() {
          @Override
          public void free(long address) {
            begun.countDown();
            try {
              goOn.await();
            } catch (InterruptedException stop) {
              throw new AssertionError(stop);
            }
            order.add("free");
          }

          @Override
          public void releasePrimaryContext(int device) {
            order.add("release");
          }
        };
    Device device = new Device(driver, 0);
    Plan plan = new Plan(Lowering.lower(squares(3)), Emitter::emit, device.target());
    Frames frames = device.frames(this, plan);
    frames.give(device.run(0, frames::take));
    Thread cleaner = new Thread(frames::close);
    Thread user = new Thread(device::close);
    cleaner.start();
    begun.await();
    user.start();
    while (user.getState() != Thread.State.BLOCKED && user.isAlive()) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    cleaner.join();
    user.join();
    assertEquals(List.of("free", "release"), order);
  }

  private static void eventually(BooleanSupplier claim) throws InterruptedException {
    for (int i = 0; i < 600 && !claim.getAsBoolean(); i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertTrue(claim.getAsBoolean());
  }

  @Test
  void anInterruptedRunStopsAndTheNextIsRight() {
    SimulatedDriver driver = new SimulatedDriver();
    try (GpuBackend backend = small(driver)) {
      Executable executable = backend.compile(Sample.graph());
      executable.run(Sample.inputs());
      Thread.currentThread().interrupt();
      DiagnosticException stop =
          assertThrows(DiagnosticException.class, () -> executable.run(Sample.inputs()));
      assertTrue(Thread.interrupted());
      assertEquals("run/interrupted", stop.first().code());
      Sample.require(Sample.expected(), executable.run(Sample.inputs()));
    }
    assertEquals(List.of(), driver.complaints());
  }

  @Test
  void theHostsPartIsSaid() {
    SimulatedDriver driver = new SimulatedDriver();
    try (GpuBackend backend = small(driver)) {
      String description = backend.compile(Sample.graph()).description();
      assertTrue(description.startsWith("Simulated, sm_75, "), description);
      assertTrue(description.contains("\non the host, since no kernel does it: "), description);
      assertTrue(description.contains("\nlooked at by the host, "), description);
      assertTrue(description.contains("\ngrouped by the host, "), description);
      assertTrue(description.contains("\nreplayed: "), description);
    }
  }

  @Test
  void aClosedBackendRefuses() {
    GpuBackend backend = GpuBackend.on(new SimulatedDriver());
    Executable executable = backend.compile(squares(3));
    backend.close();
    backend.close();
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> executable.run(input(3)));
    assertEquals("gpu/closed", refusal.first().code());
  }

  @Test
  void largeFunctionsOfTensorsGoToTheDeviceAndSmallOnesDoNot() {
    SimulatedDriver driver = new SimulatedDriver();
    try (GpuBackend backend = GpuBackend.on(driver)) {
      Tensor small = Tensor.vector(0.5, 1.5);
      assertFalse(backend.tensors().map(ScalarOp.EXP, small).sameBits(small));
      assertEquals(0, driver.calls(Call.REPLAY));
      double[] many = new double[1 << 16];
      java.util.Arrays.setAll(many, i -> i * 1e-4 - 3);
      Tensor large = Tensor.vector(many);
      Tensor expected = new dev.jacobi.core.definition.Eager().map(ScalarOp.EXP, large);
      assertTrue(expected.sameBits(backend.tensors().map(ScalarOp.EXP, large)));
      assertEquals(1, driver.calls(Call.REPLAY));
    }
  }
}

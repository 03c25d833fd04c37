package dev.jacobi.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.GpuBackend;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is measured on devices runs on a simulated one, with the bits of the processor. */
class WorkloadsTest {

  private static final Timing.Effort NONE = new Timing.Effort(0, 1);

  private static final SimulatedDriver.Device DEVICE = new SimulatedDriver.Device(90, 64L << 20);

  private static Measurement.Outcome measure(Workload workload) {
    SimulatedDriver driver = new SimulatedDriver(DEVICE);
    try (GpuBackend device = GpuBackend.on(driver)) {
      Card card = Card.of(driver, 0);
      return new Measurement(device, Backends.load().named("cpu"), card, 1e9, NONE).of(workload);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyWorkloadRunsAsItIsMeasured() {
    return Workloads.tiny().stream()
        .map(workload -> dynamicTest(workload.name(), () -> check(workload)));
  }

  private static void check(Workload workload) {
    Measurement.Outcome outcome = measure(workload);
    Result result = outcome.result();
    assertTrue(result.milliseconds().orElseThrow() > 0, result.toString());
    assertEquals(result, Result.parse(result.line()));
    assertEquals(workload.outputs().size(), outcome.digests().size());
    assertTrue(outcome.digests().stream().allMatch(Double::isFinite), outcome.toString());
  }

  @Test
  void theChainTakesAHundredLaunches() {
    Workload chain = workload("chain");
    String limit = measure(chain).result().limit();
    int launches = Integer.parseInt(limit.substring(0, limit.indexOf(' ')));
    assertTrue(launches >= 100 && launches <= 101, limit);
  }

  private static Workload workload(String kind) {
    return Workloads.tiny().stream()
        .filter(workload -> workload.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySizeHasTheSameKinds() {
    assertEquals(kinds(Workloads.tiny()), kinds(Workloads.quick()));
    assertEquals(kinds(Workloads.tiny()), kinds(Workloads.thorough()));
  }

  private static Set<String> kinds(List<Workload> workloads) {
    Set<String> names = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (Workload workload : workloads) {
      assertTrue(names.add(workload.name()), workload.name() + " twice");
      kinds.add(workload.kind() + "-" + workload.dtype());
    }
    return kinds;
  }

  @Test
  void everyKindHasItsPeer() throws IOException {
    String peers = Files.readString(Path.of("..", "scripts", "gpu", "peers.py"));
    for (Workload workload : Workloads.tiny()) {
      String function = workload.kind().replace('-', '_');
      assertTrue(peers.contains("\n    def " + function + "(self"), workload.kind());
    }
  }

  @Test
  void copiesMoveEveryByte() {
    SimulatedDriver driver = new SimulatedDriver(DEVICE);
    driver.initialize();
    driver.makeCurrent(driver.retainPrimaryContext(0));
    Copies copies = Copies.measure(driver, 40_000, NONE);
    assertTrue(copies.bytesPerSecond() > 0, copies.toString());
    driver.releasePrimaryContext(0);
    assertEquals(List.of(), driver.held());
  }

  @Test
  void nothingWithOtherBitsIsTimed() {
    Workload right = workload("axpy");
    Workload wrong =
        new Workload(
            right.name(),
            right.kind(),
            right.dtype(),
            right.program().replace("2.5", "2.5000002"),
            right.inputs(),
            right.outputs(),
            right.limit(),
            right.goal());
    AssertionError refusal =
        assertThrows(
            AssertionError.class, () -> Measurement.check(right, values(wrong), values(right)));
    assertTrue(refusal.getMessage().contains("z of axpy-f32-1000"), refusal.getMessage());
  }

  private static Map<String, Tensor> values(Workload workload) {
    return workload.executable(Backends.load().named("cpu")).run(workload.values());
  }
}

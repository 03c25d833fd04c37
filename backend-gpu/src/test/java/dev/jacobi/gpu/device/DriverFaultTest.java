package dev.jacobi.gpu.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.GpuBackend;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.simulated.Call;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The driver fails once, at any call: a diagnostic, nothing kept, and the next run is right. */
class DriverFaultTest {

  private static final int CHUNK = 256;

  private static final int UNKNOWN = 999;

  /** Of each call the first few are made to fail, and the last. */
  private static final int MOST = 4;

  /** What the driver refuses to take back stays with it. */
  private static final Set<Call> RELEASES =
      EnumSet.of(
          Call.FREE,
          Call.FREE_HOST,
          Call.UNLOAD,
          Call.DESTROY_STREAM,
          Call.DESTROY_REPLAY,
          Call.DESTROY_EVENT,
          Call.RELEASE_PRIMARY_CONTEXT);

  private static final Map<String, Tensor> EXPECTED = Sample.expected();

  /** Everything that is done with a backend, each thing again if the driver failed. */
  private static int live(SimulatedDriver driver) {
    int[] refusals = new int[1];
    try (GpuBackend backend = again(refusals, () -> backend(driver))) {
      Executable executable = again(refusals, () -> backend.compile(Sample.graph()));
      for (int run = 0; run < 2; run++) {
        Sample.require(EXPECTED, again(refusals, () -> executable.run(Sample.inputs())));
      }
      Buffers buffers = Sample.buffers(executable);
      Bound bound = again(refusals, () -> executable.bind(buffers));
      again(
          refusals,
          () -> {
            bound.run();
            return bound;
          });
      Sample.require(EXPECTED, Sample.found(executable, buffers));
    }
    return refusals[0];
  }

  private static GpuBackend backend(SimulatedDriver driver) {
    // The probe says why a driver does not start; here it is the device's turn.
    driver.initialize();
    return GpuBackend.on(new Device(driver, 0, CHUNK));
  }

  private static <T> T again(int[] refusals, Supplier<T> act) {
    try {
      return act.get();
    } catch (DiagnosticException refusal) {
      assertTrue(refusal.first().code().startsWith("gpu/"), refusal.first()::toString);
    } catch (DriverFailure early) {
      // Devices are made by the backend, which has its own word for this.
      assertTrue(early.getMessage().contains("planned"), early::getMessage);
    }
    refusals[0]++;
    return act.get();
  }

  @TestFactory
  Stream<DynamicTest> oneFailureIsADiagnosticKeepsNothingAndHarmsNoLaterRun() {
    SimulatedDriver healthy = new SimulatedDriver();
    assertEquals(0, live(healthy));
    assertEquals(List.of(), healthy.held());
    return EnumSet.allOf(Call.class).stream()
        .filter(call -> healthy.calls(call) > 0)
        .flatMap(call -> tests(call, healthy.calls(call)));
  }

  private static Stream<DynamicTest> tests(Call call, int calls) {
    IntStream first = IntStream.rangeClosed(1, Math.min(MOST, calls));
    IntStream last = calls > MOST ? IntStream.of(calls) : IntStream.empty();
    return IntStream.concat(first, last)
        .boxed()
        .flatMap(
            nth ->
                Stream.of(UNKNOWN, DriverFailure.OUT_OF_MEMORY)
                    .map(
                        code ->
                            dynamicTest(
                                call + ", call " + nth + ", code " + code,
                                () -> check(call, nth, code))));
  }

  private static void check(Call call, int nth, int code) {
    SimulatedDriver driver = new SimulatedDriver();
    driver.fail(call, nth, code);
    int refusals = live(driver);
    assertTrue(refusals <= 1, () -> refusals + " refusals");
    assertEquals(List.of(), driver.complaints());
    if (!RELEASES.contains(call)) {
      assertEquals(List.of(), driver.held());
    }
  }
}

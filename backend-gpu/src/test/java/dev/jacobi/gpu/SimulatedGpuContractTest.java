package dev.jacobi.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.gpu.device.Device;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import dev.jacobi.testkit.BackendContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The whole contract, on a device in software that takes nothing on trust. */
class SimulatedGpuContractTest extends BackendContract {

  /** Small enough that most transfers take several. */
  private static final int CHUNK = 4096;

  private static final SimulatedDriver DRIVER = new SimulatedDriver();

  private static final GpuBackend BACKEND = backend(DRIVER);

  private static GpuBackend backend(SimulatedDriver driver) {
    driver.initialize();
    return GpuBackend.on(new Device(driver, 0, CHUNK));
  }

  @Override
  protected Backend backend() {
    return BACKEND;
  }

  @AfterAll
  static void everythingIsGivenBackAndNothingWasDoneWrong() {
    BACKEND.close();
    assertEquals(List.of(), DRIVER.held());
    assertEquals(List.of(), DRIVER.complaints());
  }
}

package dev.jacobi.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.testkit.BackendContract;
import org.junit.jupiter.api.Tag;

/** The whole contract, on the device of this machine; without one every test fails. */
@Tag("gpu")
class GpuContractTest extends BackendContract {

  private final GpuBackend backend = new GpuBackend();

  @Override
  protected Backend backend() {
    return backend;
  }
}

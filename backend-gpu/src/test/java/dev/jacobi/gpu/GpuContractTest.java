package dev.jacobi.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.testkit.BackendContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * The GPU backend as it is found, on this machine's device. Without one it fails, with the reason.
 */
@Tag("gpu")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GpuContractTest extends BackendContract {

  private GpuBackend backend;

  @BeforeAll
  void open() {
    backend = new GpuBackend();
  }

  @AfterAll
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  @Override
  protected Backend backend() {
    return backend;
  }
}

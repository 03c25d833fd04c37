package dev.jacobi.cpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.testkit.BackendContract;

/** The CPU backend, as it is found. */
class CpuContractTest extends BackendContract {

  /** One for all tests: what one has compiled serves the next. */
  private static final CpuBackend BACKEND = new CpuBackend();

  @Override
  protected Backend backend() {
    return BACKEND;
  }
}

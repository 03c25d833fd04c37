package dev.jacobi.testkit;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.reference.ReferenceBackend;

/** The reference backend passes the contract of every backend. */
class ReferenceContractTest extends BackendContract {

  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}

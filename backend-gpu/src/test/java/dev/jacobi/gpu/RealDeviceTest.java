package dev.jacobi.gpu;

import dev.jacobi.gpu.driver.Probe;
import org.junit.jupiter.api.Tag;
import org.opentest4j.AssertionFailedError;

/** This machine's device, at the sizes that devices are used for. Without one everything fails. */
@Tag("gpu")
class RealDeviceTest extends DeviceClaims {

  @Override
  Probe.Usable device() {
    Probe probe = Probe.result();
    if (probe instanceof Probe.Unusable none) {
      throw new AssertionFailedError("no device: " + none.reason() + " (" + none.hint() + ")");
    }
    return (Probe.Usable) probe;
  }

  @Override
  int elements() {
    return 1_000_003;
  }

  @Override
  int rows() {
    return 1024;
  }
}

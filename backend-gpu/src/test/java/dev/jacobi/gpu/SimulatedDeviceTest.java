package dev.jacobi.gpu;

import dev.jacobi.gpu.driver.Probe;
import dev.jacobi.gpu.simulated.SimulatedDriver;

/** A device made of Java, at sizes that it does not take long for. */
class SimulatedDeviceTest extends DeviceClaims {

  private final SimulatedDriver driver =
      new SimulatedDriver(new SimulatedDriver.Device(90, 64L << 20));

  @Override
  Probe.Usable device() {
    driver.initialize();
    return new Probe.Usable(driver, 0);
  }

  @Override
  int elements() {
    return 900;
  }

  @Override
  int rows() {
    return 36;
  }
}

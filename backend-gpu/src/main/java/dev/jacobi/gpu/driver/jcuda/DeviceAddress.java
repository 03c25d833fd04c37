package dev.jacobi.gpu.driver.jcuda;

import jcuda.driver.CUdeviceptr;

/** An address of device memory as a plain number. */
final class DeviceAddress extends CUdeviceptr {

  /** For the driver to fill in. */
  DeviceAddress() {}

  DeviceAddress(long address) {
    super(new CUdeviceptr(), address);
  }

  /** The number. */
  long number() {
    return getNativePointer() + getByteOffset();
  }
}

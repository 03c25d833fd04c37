package dev.jacobi.gpu.driver.jcuda;

import jcuda.Pointer;

/** An address of the host's memory as a plain number. */
final class HostAddress extends Pointer {

  /** For the driver to fill in. */
  HostAddress() {}

  HostAddress(long address) {
    super(address);
  }

  /** The number. */
  long number() {
    return getNativePointer() + getByteOffset();
  }
}

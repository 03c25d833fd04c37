package dev.jacobi.gpu.driver;

/** The devices of a driver, and what they must be. */
final class Devices {

  /** CUDA 12.0: older ones lack calls that JCuda's library makes. */
  static final int OLDEST_DRIVER = 12_000;

  /** Turing. */
  private static final int OLDEST_DEVICE = 75;

  private Devices() {}

  /** The first device that will do, or why none does. */
  static Probe first(Driver driver) {
    int count = driver.devices();
    for (int device = 0; device < count; device++) {
      if (capability(driver, device) >= OLDEST_DEVICE) {
        return new Probe.Usable(driver, device);
      }
    }
    return count == 0
        ? none()
        : new Probe.Unusable(
            driver.name(0)
                + " has compute capability "
                + text(capability(driver, 0))
                + ", but "
                + text(OLDEST_DEVICE)
                + " is needed",
            "devices from Turing (2018) on are used");
  }

  static Probe none() {
    return new Probe.Unusable(
        "the NVIDIA driver finds no device",
        "check that the machine has one and that CUDA_VISIBLE_DEVICES does not hide it");
  }

  static int capability(Driver driver, int device) {
    return 10 * driver.attribute(Driver.Attribute.CAPABILITY_MAJOR, device)
        + driver.attribute(Driver.Attribute.CAPABILITY_MINOR, device);
  }

  private static String text(int capability) {
    return capability / 10 + "." + capability % 10;
  }

  /** A version as people write it: 12060 is 12.6. */
  static String release(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }
}

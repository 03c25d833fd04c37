package dev.jacobi.gpu.ptx;

/** The instruction sets that text is written for: a version of PTX and the oldest device. */
public enum Target {
  /** Turing, and every newer device: enough for all kernels that compute the defined bits. */
  SM_75("6.3", 75),
  /** Ampere: asynchronous copies to shared memory, matrix instructions for f64. */
  SM_80("7.0", 80),
  /** Hopper. */
  SM_90("7.8", 90);

  private final String version;
  private final int capability;

  Target(String version, int capability) {
    this.version = version;
    this.capability = capability;
  }

  /** The best for a device of a compute capability such as 75; the device must reach the least. */
  public static Target of(int capability) {
    Target best = SM_75;
    for (Target target : values()) {
      if (target.capability <= capability) {
        best = target;
      }
    }
    return best;
  }

  /** Ten times the compute capability of the oldest device. */
  public int capability() {
    return capability;
  }

  /** The first lines of a module. */
  public String header() {
    return ".version " + version + "\n.target sm_" + capability + "\n.address_size 64\n";
  }
}

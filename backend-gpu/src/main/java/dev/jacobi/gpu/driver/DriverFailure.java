package dev.jacobi.gpu.driver;

/** A call of the driver did not succeed. */
public final class DriverFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The driver's code for a device that has no room left: CUDA_ERROR_OUT_OF_MEMORY. */
  public static final int OUT_OF_MEMORY = 2;

  /** The driver's code when there is no device: CUDA_ERROR_NO_DEVICE. */
  public static final int NO_DEVICE = 100;

  private final String call;
  private final int code;

  /**
   * A failed call.
   *
   * @param call the driver's function, such as {@code cuMemAlloc}
   * @param code what it returned
   * @param explanation the driver's name for the code, and what else it said
   */
  public DriverFailure(String call, int code, String explanation) {
    super(call + " failed with code " + code + ": " + explanation);
    this.call = call;
    this.code = code;
  }

  /** The driver's function. */
  public String call() {
    return call;
  }

  /** What it returned. */
  public int code() {
    return code;
  }
}

package dev.jacobi.gpu.simulated;

/** The calls of the driver that can be made to fail, with the driver's names for them. */
public enum Call {
  INITIALIZE("cuInit"),
  VERSION("cuDriverGetVersion"),
  DEVICES("cuDeviceGetCount"),
  NAME("cuDeviceGetName"),
  ATTRIBUTE("cuDeviceGetAttribute"),
  TOTAL_MEMORY("cuDeviceTotalMem"),
  RETAIN_PRIMARY_CONTEXT("cuDevicePrimaryCtxRetain"),
  RELEASE_PRIMARY_CONTEXT("cuDevicePrimaryCtxRelease"),
  MAKE_CURRENT("cuCtxSetCurrent"),
  FREE_MEMORY("cuMemGetInfo"),
  ALLOCATE("cuMemAlloc"),
  FREE("cuMemFree"),
  ALLOCATE_HOST("cuMemHostAlloc"),
  FREE_HOST("cuMemFreeHost"),
  COPY_TO_DEVICE("cuMemcpyHtoDAsync"),
  COPY_TO_HOST("cuMemcpyDtoHAsync"),
  COPY_ON_DEVICE("cuMemcpyDtoDAsync"),
  FILL("cuMemsetD8Async"),
  LOAD("cuModuleLoadDataEx"),
  UNLOAD("cuModuleUnload"),
  FUNCTION("cuModuleGetFunction"),
  LAUNCH("cuLaunchKernel"),
  CREATE_STREAM("cuStreamCreate"),
  DESTROY_STREAM("cuStreamDestroy"),
  SYNCHRONIZE("cuStreamSynchronize"),
  BEGIN_CAPTURE("cuStreamBeginCapture"),
  END_CAPTURE("cuStreamEndCapture"),
  REPLAY("cuGraphLaunch"),
  DESTROY_REPLAY("cuGraphExecDestroy"),
  CREATE_EVENT("cuEventCreate"),
  RECORD("cuEventRecord"),
  IS_DONE("cuEventQuery"),
  AWAIT("cuEventSynchronize"),
  MILLISECONDS("cuEventElapsedTime"),
  DESTROY_EVENT("cuEventDestroy");

  private final String function;

  Call(String function) {
    this.function = function;
  }

  /** The driver's function. */
  String function() {
    return function;
  }
}

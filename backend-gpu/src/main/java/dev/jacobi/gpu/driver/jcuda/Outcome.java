package dev.jacobi.gpu.driver.jcuda;

import dev.jacobi.gpu.driver.DriverFailure;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** What calls of the driver return. */
final class Outcome {

  private Outcome() {}

  /** Refuses any code but success. */
  static void require(String call, int code) {
    if (code != CUresult.CUDA_SUCCESS) {
      throw failure(call, code, "");
    }
  }

  /** A failed call, with the driver's name for the code, and what else is known. */
  static DriverFailure failure(String call, int code, String more) {
    String[] text = new String[1];
    boolean told = JCudaDriver.cuGetErrorString(code, text) == CUresult.CUDA_SUCCESS;
    String explanation = CUresult.stringFor(code);
    if (told && text[0] != null) {
      explanation += " (" + text[0] + ")";
    }
    return new DriverFailure(call, code, more.isBlank() ? explanation : explanation + ": " + more);
  }
}

package dev.jacobi.gpu.driver.jcuda;

import dev.jacobi.gpu.driver.Driver;
import jcuda.driver.CUcontext;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;

/** What the driver hands out, by JCuda's names for it. */
final class Handles {

  private Handles() {}

  record ContextHandle(CUcontext handle) implements Driver.Context {}

  /** A stream with the memory in which the arguments of its launches are laid out. */
  record StreamHandle(CUstream handle, ArgumentBlock arguments) implements Driver.Stream {}

  record ModuleHandle(CUmodule handle) implements Driver.Module {}

  record FunctionHandle(CUfunction handle) implements Driver.Function {}

  record ReplayHandle(CUgraphExec handle) implements Driver.Replay {}

  record EventHandle(CUevent handle) implements Driver.Event {}
}

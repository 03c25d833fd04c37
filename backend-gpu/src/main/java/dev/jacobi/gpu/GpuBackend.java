package dev.jacobi.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.device.Device;
import dev.jacobi.gpu.device.Emissions;
import dev.jacobi.gpu.device.GpuExecutable;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.driver.Probe;
import dev.jacobi.gpu.ptx.Emitter;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs on an NVIDIA device, through its driver alone: fused loops and matrix products as PTX, a
 * program's launches captured once and replayed. What no kernel does, the host does by definition.
 * All of it has the bits of the definition.
 */
public final class GpuBackend implements Backend, AutoCloseable {

  /**
   * Below the processor's backend: whether a device is quicker depends on sizes, and a device is
   * shared with others, so it is used when it is asked for.
   */
  private static final int PRIORITY = 5;

  private static final Emissions EMISSIONS = Emitter::emit;

  private final Device device;
  private final TensorAlgebra<Tensor> tensors;

  /**
   * On the first device of this machine that will do.
   *
   * @throws DiagnosticException {@code gpu/unavailable}, with the reason, where there is none
   */
  public GpuBackend() {
    this(open(Probe.result()));
  }

  private GpuBackend(Device device) {
    this.device = device;
    this.tensors = new GpuTensors(graph -> GpuExecutable.of(graph, device, EMISSIONS));
  }

  /**
   * On the first device of a driver that will do.
   *
   * @throws DiagnosticException {@code gpu/unavailable}, with the reason, where there is none
   */
  public static GpuBackend on(Driver driver) {
    return new GpuBackend(open(Probe.examine(driver)));
  }

  /** On a device, for tests of its parts. */
  public static GpuBackend on(Device device) {
    return new GpuBackend(device);
  }

  private static Device open(Probe probe) {
    if (probe instanceof Probe.Unusable none) {
      throw unavailable(none.reason(), none.hint());
    }
    Probe.Usable found = (Probe.Usable) probe;
    try {
      return new Device(found.driver(), found.device());
    } catch (DriverFailure failure) {
      DiagnosticException refusal = unavailable("the device failed: " + failure.getMessage(), "");
      refusal.initCause(failure);
      throw refusal;
    }
  }

  private static DiagnosticException unavailable(String reason, String hint) {
    return Diagnostic.error("gpu/unavailable", "gpu: " + reason, hint).exception();
  }

  @Override
  public String name() {
    return "gpu";
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public List<String> capabilities() {
    List<String> all = new ArrayList<>(device.properties());
    all.add("f32, f64, bool; i64 on the host");
    return all;
  }

  @Override
  public Executable compile(Graph graph) {
    return GpuExecutable.of(graph, device, EMISSIONS);
  }

  @Override
  public TensorAlgebra<Tensor> tensors() {
    return tensors;
  }

  /** Gives back what the device holds for this backend; no run may go on, and none follows. */
  @Override
  public void close() {
    device.close();
  }
}

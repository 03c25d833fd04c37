package dev.jacobi.gpu.driver.jcuda;

import static dev.jacobi.gpu.driver.jcuda.Outcome.require;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.driver.jcuda.Handles.ContextHandle;
import dev.jacobi.gpu.driver.jcuda.Handles.EventHandle;
import dev.jacobi.gpu.driver.jcuda.Handles.FunctionHandle;
import dev.jacobi.gpu.driver.jcuda.Handles.ModuleHandle;
import dev.jacobi.gpu.driver.jcuda.Handles.ReplayHandle;
import dev.jacobi.gpu.driver.jcuda.Handles.StreamHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUjit_option;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.driver.JITOptions;

/**
 * The driver of NVIDIA's devices. Every return code passes through {@link Outcome}. A stream is
 * used by one thread at a time.
 */
public final class CudaDriver implements Driver {

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_LOG = 1 << 14;

  /**
   * Loads JCuda's library from a file first, so that JCuda has nothing left to look for.
   *
   * @param library the absolute path of the library
   */
  public CudaDriver(String library) {
    System.load(library);
  }

  @Override
  public void initialize() {
    require("cuInit", JCudaDriver.cuInit(0));
  }

  @Override
  public int version() {
    int[] version = new int[1];
    require("cuDriverGetVersion", JCudaDriver.cuDriverGetVersion(version));
    return version[0];
  }

  @Override
  public int devices() {
    int[] count = new int[1];
    require("cuDeviceGetCount", JCudaDriver.cuDeviceGetCount(count));
    return count[0];
  }

  @Override
  public String name(int device) {
    byte[] name = new byte[LONGEST_NAME];
    require("cuDeviceGetName", JCudaDriver.cuDeviceGetName(name, LONGEST_NAME - 1, handle(device)));
    return text(name);
  }

  @Override
  public int attribute(Attribute attribute, int device) {
    int[] value = new int[1];
    int code = JCudaDriver.cuDeviceGetAttribute(value, attribute.number(), handle(device));
    require("cuDeviceGetAttribute", code);
    return value[0];
  }

  @Override
  public long totalMemory(int device) {
    long[] bytes = new long[1];
    require("cuDeviceTotalMem", JCudaDriver.cuDeviceTotalMem(bytes, handle(device)));
    return bytes[0];
  }

  private static CUdevice handle(int device) {
    CUdevice handle = new CUdevice();
    require("cuDeviceGet", JCudaDriver.cuDeviceGet(handle, device));
    return handle;
  }

  /** The text up to the first zero. */
  private static String text(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    int end = all.indexOf(0);
    return (end < 0 ? all : all.substring(0, end)).strip();
  }

  @Override
  public Context retainPrimaryContext(int device) {
    CUcontext context = new CUcontext();
    CUdevice handle = handle(device);
    require("cuDevicePrimaryCtxRetain", JCudaDriver.cuDevicePrimaryCtxRetain(context, handle));
    return new ContextHandle(context);
  }

  @Override
  public void releasePrimaryContext(int device) {
    require("cuDevicePrimaryCtxRelease", JCudaDriver.cuDevicePrimaryCtxRelease(handle(device)));
  }

  @Override
  public void makeCurrent(Context context) {
    require("cuCtxSetCurrent", JCudaDriver.cuCtxSetCurrent(((ContextHandle) context).handle()));
  }

  @Override
  public long freeMemory() {
    long[] free = new long[1];
    require("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, new long[1]));
    return free[0];
  }

  @Override
  public long allocate(long bytes) {
    DeviceAddress address = new DeviceAddress();
    require("cuMemAlloc", JCudaDriver.cuMemAlloc(address, bytes));
    return address.number();
  }

  @Override
  public void free(long address) {
    require("cuMemFree", JCudaDriver.cuMemFree(new DeviceAddress(address)));
  }

  @Override
  public HostMemory allocateHost(long bytes) {
    HostAddress address = new HostAddress();
    require("cuMemHostAlloc", JCudaDriver.cuMemHostAlloc(address, bytes, 0));
    // JCuda gives the memory in the byte order of the machine.
    return new HostMemory(address.getByteBuffer(0, bytes));
  }

  @Override
  public void freeHost(HostMemory memory) {
    require("cuMemFreeHost", JCudaDriver.cuMemFreeHost(Pointer.to(memory.bytes())));
  }

  @Override
  public void copyToDevice(long to, HostMemory from, long offset, long bytes, Stream stream) {
    Pointer source = Pointer.to(from.bytes()).withByteOffset(offset);
    CUstream queue = ((StreamHandle) stream).handle();
    int code = JCudaDriver.cuMemcpyHtoDAsync(new DeviceAddress(to), source, bytes, queue);
    require("cuMemcpyHtoDAsync", code);
  }

  @Override
  public void copyToHost(HostMemory to, long offset, long from, long bytes, Stream stream) {
    Pointer target = Pointer.to(to.bytes()).withByteOffset(offset);
    CUstream queue = ((StreamHandle) stream).handle();
    int code = JCudaDriver.cuMemcpyDtoHAsync(target, new DeviceAddress(from), bytes, queue);
    require("cuMemcpyDtoHAsync", code);
  }

  @Override
  public void copyOnDevice(long to, long from, long bytes, Stream stream) {
    CUstream queue = ((StreamHandle) stream).handle();
    DeviceAddress source = new DeviceAddress(from);
    int code = JCudaDriver.cuMemcpyDtoDAsync(new DeviceAddress(to), source, bytes, queue);
    require("cuMemcpyDtoDAsync", code);
  }

  @Override
  public void fill(long address, byte value, long bytes, Stream stream) {
    CUstream queue = ((StreamHandle) stream).handle();
    int code = JCudaDriver.cuMemsetD8Async(new DeviceAddress(address), value, bytes, queue);
    require("cuMemsetD8Async", code);
  }

  @Override
  public Module load(String ptx) {
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer image = ByteBuffer.allocateDirect(text.length).put(0, text);
    JITOptions options = new JITOptions();
    options.putInt(CUjit_option.CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, LONGEST_LOG);
    options.putBytes(CUjit_option.CU_JIT_ERROR_LOG_BUFFER, new byte[LONGEST_LOG]);
    CUmodule module = new CUmodule();
    int code = JCudaDriver.cuModuleLoadDataJIT(module, Pointer.to(image), options);
    if (code != CUresult.CUDA_SUCCESS) {
      String log = text(options.getBytes(CUjit_option.CU_JIT_ERROR_LOG_BUFFER));
      throw Outcome.failure("cuModuleLoadDataEx", code, log);
    }
    return new ModuleHandle(module);
  }

  @Override
  public void unload(Module module) {
    require("cuModuleUnload", JCudaDriver.cuModuleUnload(((ModuleHandle) module).handle()));
  }

  @Override
  public Function function(Module module, String name) {
    CUfunction function = new CUfunction();
    CUmodule owner = ((ModuleHandle) module).handle();
    require("cuModuleGetFunction", JCudaDriver.cuModuleGetFunction(function, owner, name));
    return new FunctionHandle(function);
  }

  @Override
  public void launch(
      Function function, int x, int y, int z, int threads, long[] arguments, Stream stream) {
    StreamHandle queue = (StreamHandle) stream;
    CUfunction kernel = ((FunctionHandle) function).handle();
    Pointer laid = queue.arguments().of(arguments);
    int code =
        JCudaDriver.cuLaunchKernel(kernel, x, y, z, threads, 1, 1, 0, queue.handle(), laid, null);
    require("cuLaunchKernel", code);
  }

  @Override
  public Stream createStream() {
    CUstream stream = new CUstream();
    require(
        "cuStreamCreate",
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
    try {
      return new StreamHandle(stream, new ArgumentBlock());
    } catch (DriverFailure failure) {
      require("cuStreamDestroy", JCudaDriver.cuStreamDestroy(stream));
      throw failure;
    }
  }

  @Override
  public void destroy(Stream stream) {
    StreamHandle own = (StreamHandle) stream;
    try {
      own.arguments().free();
    } finally {
      require("cuStreamDestroy", JCudaDriver.cuStreamDestroy(own.handle()));
    }
  }

  @Override
  public void synchronize(Stream stream) {
    require(
        "cuStreamSynchronize", JCudaDriver.cuStreamSynchronize(((StreamHandle) stream).handle()));
  }

  @Override
  public void beginCapture(Stream stream) {
    // Other threads go on allocating meanwhile.
    int mode = CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    CUstream queue = ((StreamHandle) stream).handle();
    require("cuStreamBeginCapture", JCudaDriver.cuStreamBeginCapture(queue, mode));
  }

  @Override
  public Replay endCapture(Stream stream) {
    CUgraph graph = new CUgraph();
    CUstream queue = ((StreamHandle) stream).handle();
    require("cuStreamEndCapture", JCudaDriver.cuStreamEndCapture(queue, graph));
    CUgraphExec ready = new CUgraphExec();
    int code = JCudaDriver.cuGraphInstantiate(ready, graph, 0);
    require("cuGraphDestroy", JCudaDriver.cuGraphDestroy(graph));
    require("cuGraphInstantiate", code);
    return new ReplayHandle(ready);
  }

  @Override
  public void replay(Replay replay, Stream stream) {
    CUstream queue = ((StreamHandle) stream).handle();
    require("cuGraphLaunch", JCudaDriver.cuGraphLaunch(((ReplayHandle) replay).handle(), queue));
  }

  @Override
  public void destroy(Replay replay) {
    require("cuGraphExecDestroy", JCudaDriver.cuGraphExecDestroy(((ReplayHandle) replay).handle()));
  }

  @Override
  public Event createEvent() {
    CUevent event = new CUevent();
    require("cuEventCreate", JCudaDriver.cuEventCreate(event, 0));
    return new EventHandle(event);
  }

  @Override
  public void record(Event event, Stream stream) {
    CUstream queue = ((StreamHandle) stream).handle();
    require("cuEventRecord", JCudaDriver.cuEventRecord(((EventHandle) event).handle(), queue));
  }

  @Override
  public boolean isDone(Event event) {
    int code = JCudaDriver.cuEventQuery(((EventHandle) event).handle());
    if (code == CUresult.CUDA_ERROR_NOT_READY) {
      return false;
    }
    require("cuEventQuery", code);
    return true;
  }

  @Override
  public void await(Event event) {
    require("cuEventSynchronize", JCudaDriver.cuEventSynchronize(((EventHandle) event).handle()));
  }

  @Override
  public float milliseconds(Event from, Event to) {
    float[] time = new float[1];
    int code =
        JCudaDriver.cuEventElapsedTime(
            time, ((EventHandle) from).handle(), ((EventHandle) to).handle());
    require("cuEventElapsedTime", code);
    return time[0];
  }

  @Override
  public void destroy(Event event) {
    require("cuEventDestroy", JCudaDriver.cuEventDestroy(((EventHandle) event).handle()));
  }
}

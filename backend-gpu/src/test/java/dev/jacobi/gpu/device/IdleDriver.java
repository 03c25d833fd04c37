package dev.jacobi.gpu.device;

import dev.jacobi.gpu.driver.Driver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A driver that does nothing at once: what is left is the cost of those who call it. */
class IdleDriver implements Driver {

  private enum Handle implements Context, Stream, Module, Function, Replay, Event {
    ONE
  }

  @Override
  public void initialize() {}

  @Override
  public int version() {
    return 12_060;
  }

  @Override
  public int devices() {
    return 1;
  }

  @Override
  public String name(int device) {
    return "Idle";
  }

  @Override
  public int attribute(Attribute attribute, int device) {
    return attribute == Attribute.CAPABILITY_MAJOR ? 7 : 5;
  }

  @Override
  public long totalMemory(int device) {
    return 1L << 30;
  }

  @Override
  public Context retainPrimaryContext(int device) {
    return Handle.ONE;
  }

  @Override
  public void releasePrimaryContext(int device) {}

  @Override
  public void makeCurrent(Context context) {}

  @Override
  public long freeMemory() {
    return 1L << 30;
  }

  @Override
  public long allocate(long bytes) {
    return 1 << 20;
  }

  @Override
  public void free(long address) {}

  @Override
  public HostMemory allocateHost(long bytes) {
    ByteBuffer memory = ByteBuffer.allocateDirect((int) bytes);
    return new HostMemory(memory.order(ByteOrder.nativeOrder()));
  }

  @Override
  public void freeHost(HostMemory memory) {}

  @Override
  public void copyToDevice(long to, HostMemory from, long offset, long bytes, Stream stream) {}

  @Override
  public void copyToHost(HostMemory to, long offset, long from, long bytes, Stream stream) {}

  @Override
  public void copyOnDevice(long to, long from, long bytes, Stream stream) {}

  @Override
  public void fill(long address, byte value, long bytes, Stream stream) {}

  @Override
  public Module load(String ptx) {
    return Handle.ONE;
  }

  @Override
  public void unload(Module module) {}

  @Override
  public Function function(Module module, String name) {
    return Handle.ONE;
  }

  @Override
  public void launch(
      Function function, int x, int y, int z, int threads, long[] arguments, Stream stream) {}

  @Override
  public Stream createStream() {
    return Handle.ONE;
  }

  @Override
  public void destroy(Stream stream) {}

  @Override
  public void synchronize(Stream stream) {}

  @Override
  public void beginCapture(Stream stream) {}

  @Override
  public Replay endCapture(Stream stream) {
    return Handle.ONE;
  }

  @Override
  public void replay(Replay replay, Stream stream) {}

  @Override
  public void destroy(Replay replay) {}

  @Override
  public Event createEvent() {
    return Handle.ONE;
  }

  @Override
  public void record(Event event, Stream stream) {}

  @Override
  public boolean isDone(Event event) {
    return true;
  }

  @Override
  public void await(Event event) {}

  @Override
  public float milliseconds(Event from, Event to) {
    return 0;
  }

  @Override
  public void destroy(Event event) {}
}

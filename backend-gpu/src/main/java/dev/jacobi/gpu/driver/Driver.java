package dev.jacobi.gpu.driver;

import java.nio.ByteBuffer;

/**
 * What Jacobi asks of the CUDA driver. Every method that cannot do what it says throws {@link
 * DriverFailure}. Methods that take a stream only queue their work; errors of that work may appear
 * at {@link #synchronize}. Safe to call from many threads; each calls {@link #makeCurrent} first.
 *
 * <p>Addresses of device memory are plain numbers. What else the driver hands out is an object
 * whose class belongs to the implementation.
 */
public interface Driver {

  /** A context of a device. */
  interface Context {}

  /** A queue of work that is done in order. */
  interface Stream {}

  /** Loaded PTX. */
  interface Module {}

  /** A kernel of a module. */
  interface Function {}

  /** A captured sequence of launches, ready for replay. */
  interface Replay {}

  /** A point in a stream. */
  interface Event {}

  /**
   * Page-locked memory of the host, which devices read and write directly.
   *
   * @param bytes the memory, in the byte order of the machine
   */
  record HostMemory(ByteBuffer bytes) {}

  /** The properties of a device that are asked for, with the driver's numbers for them. */
  enum Attribute {
    /** CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT. */
    MULTIPROCESSORS(16),
    /** CU_DEVICE_ATTRIBUTE_CLOCK_RATE, in kHz. */
    CLOCK_RATE(13),
    /** CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR. */
    CAPABILITY_MAJOR(75),
    /** CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR. */
    CAPABILITY_MINOR(76),
    /** CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH, in bits. */
    BUS_WIDTH(37),
    /** CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE, in kHz. */
    MEMORY_CLOCK_RATE(36);

    private final int number;

    Attribute(int number) {
      this.number = number;
    }

    /** The driver's number. */
    public int number() {
      return number;
    }
  }

  /** Prepares the driver; cuInit. Called before anything else. */
  void initialize();

  /** The newest CUDA version that the driver knows: 12060 is 12.6. */
  int version();

  /** The number of devices. */
  int devices();

  /** The name of a device. */
  String name(int device);

  /** A property of a device. */
  int attribute(Attribute attribute, int device);

  /** The bytes of memory that a device has. */
  long totalMemory(int device);

  /** The primary context of a device, which all libraries of a process share. */
  Context retainPrimaryContext(int device);

  /** Gives the primary context back. */
  void releasePrimaryContext(int device);

  /** Makes a context the one that the calls of this thread mean. */
  void makeCurrent(Context context);

  /** The bytes of device memory that are free. */
  long freeMemory();

  /** Device memory, aligned to 256 bytes at least; its contents are undefined. */
  long allocate(long bytes);

  /** Gives device memory back. */
  void free(long address);

  /** Page-locked host memory; its contents are undefined. */
  HostMemory allocateHost(long bytes);

  /** Gives page-locked memory back. */
  void freeHost(HostMemory memory);

  /** Queues a copy of bytes of host memory to the device. */
  void copyToDevice(long to, HostMemory from, long offset, long bytes, Stream stream);

  /** Queues a copy of bytes of device memory to the host. */
  void copyToHost(HostMemory to, long offset, long from, long bytes, Stream stream);

  /** Queues a copy within device memory. */
  void copyOnDevice(long to, long from, long bytes, Stream stream);

  /** Queues setting bytes of device memory to one value. */
  void fill(long address, byte value, long bytes, Stream stream);

  /** Compiles and loads PTX; a failure tells what the compiler said. */
  Module load(String ptx);

  /** Gives a module back. */
  void unload(Module module);

  /** The kernel of a name. */
  Function function(Module module, String name);

  /**
   * Queues a kernel.
   *
   * @param x the number of blocks along x
   * @param y the number of blocks along y
   * @param z the number of blocks along z
   * @param threads how many threads a block has
   * @param arguments the values of the parameters in order: an address, or a 32-bit number in the
   *     low half
   */
  void launch(Function function, int x, int y, int z, int threads, long[] arguments, Stream stream);

  /** A new stream that does not wait for the default one. */
  Stream createStream();

  /** Gives a stream back. */
  void destroy(Stream stream);

  /** Waits for all that was queued. */
  void synchronize(Stream stream);

  /** From here to {@link #endCapture}, what is queued is recorded instead of done. */
  void beginCapture(Stream stream);

  /** What was recorded, ready for replay. */
  Replay endCapture(Stream stream);

  /** Queues all of a recorded sequence. */
  void replay(Replay replay, Stream stream);

  /** Gives a recorded sequence back. */
  void destroy(Replay replay);

  /** A new event that measures time. */
  Event createEvent();

  /** Queues the passing of an event. */
  void record(Event event, Stream stream);

  /** Whether all that was queued before the event is done. */
  boolean isDone(Event event);

  /** Waits until all that was queued before the event is done. */
  void await(Event event);

  /** The milliseconds between two events that have passed. */
  float milliseconds(Event from, Event to);

  /** Gives an event back. */
  void destroy(Event event);
}

package dev.jacobi.gpu.device;

import java.util.concurrent.ConcurrentLinkedDeque;

/** The frames of an executable: those that wait for the next run, and the way to make one. */
final class Frames {

  private final Device device;
  private final Plan plan;
  private final ConcurrentLinkedDeque<Frame> idle = new ConcurrentLinkedDeque<>();

  Frames(Device device, Plan plan) {
    this.device = device;
    this.plan = plan;
  }

  /** One that waits, or a new one; the device is the current one. */
  Frame take() {
    Frame kept = idle.pollFirst();
    return kept == null ? new Frame(device, plan) : kept;
  }

  /** Keeps a frame for the next run. */
  void give(Frame frame) {
    frame.forget();
    idle.addFirst(frame);
  }

  /** Closes those that wait; the device is the current one. */
  void trim() {
    for (Frame frame = idle.pollFirst(); frame != null; frame = idle.pollFirst()) {
      frame.close();
    }
  }

  /** Closes those that wait; no run goes on. */
  void close() {
    device.forget(this);
  }
}

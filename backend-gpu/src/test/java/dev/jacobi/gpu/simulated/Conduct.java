package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What holds for every call of the driver: calls are done one at a time, fail where a test planned
 * it, and come from a thread with a context. What goes wrong is remembered.
 */
final class Conduct {

  private static final int INVALID_DEVICE = 101;

  /** The context of the only device. */
  private record Primary(Conduct owner) implements Driver.Context {
    @Override
    public String toString() {
      return "the primary context";
    }
  }

  private final Failures failures = new Failures();
  private final List<String> complaints = new ArrayList<>();
  private final Primary context = new Primary(this);
  private final ThreadLocal<Boolean> isCurrent = ThreadLocal.withInitial(() -> false);
  private boolean isInitialised;
  private int retained;

  /** Does a call of a thread that has a context, and gives its result. */
  <T> T call(Call call, Supplier<T> act) {
    return guarded(
        call,
        () -> {
          if (!isCurrent.get() || retained == 0) {
            throw new Violation("this thread has no current context");
          }
          return act.get();
        });
  }

  /** The same without a result. */
  void act(Call call, Runnable act) {
    call(
        call,
        () -> {
          act.run();
          return true;
        });
  }

  /** Does a call about a device, for which no context is needed. */
  <T> T ask(Call call, int device, Supplier<T> act) {
    return guarded(
        call,
        () -> {
          if (device != 0) {
            throw new DriverFailure(call.function(), INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE");
          }
          return act.get();
        });
  }

  private synchronized <T> T guarded(Call call, Supplier<T> act) {
    try {
      failures.count(call);
      if (!isInitialised && call != Call.INITIALIZE) {
        throw new Violation("the driver is not initialised");
      }
      return act.get();
    } catch (Violation violation) {
      String message = call.function() + ": " + violation.getMessage();
      complaints.add(message);
      throw new Fault(message);
    } catch (Fault fault) {
      complaints.add(String.valueOf(fault.getMessage()));
      throw fault;
    }
  }

  void initialize() {
    guarded(Call.INITIALIZE, () -> isInitialised = true);
  }

  Driver.Context retain(int device) {
    return ask(
        Call.RETAIN_PRIMARY_CONTEXT,
        device,
        () -> {
          retained++;
          return context;
        });
  }

  void release(int device) {
    ask(
        Call.RELEASE_PRIMARY_CONTEXT,
        device,
        () -> {
          if (retained == 0) {
            throw new Violation("nobody holds the primary context");
          }
          return retained--;
        });
  }

  void makeCurrent(Driver.Context wanted) {
    guarded(
        Call.MAKE_CURRENT,
        () -> {
          if (wanted != context || retained == 0) {
            throw new Violation("the context was given back, or comes from elsewhere");
          }
          isCurrent.set(true);
          return true;
        });
  }

  /** Remembers that a text was refused. */
  void complain(String message) {
    complaints.add(message);
  }

  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  synchronized void plan(Call call, int nth, int code) {
    failures.plan(call, nth, code);
  }

  synchronized int calls(Call call) {
    return failures.calls(call);
  }

  /** The primary context, as often as it is held. */
  List<String> held() {
    List<String> held = new ArrayList<>();
    for (int i = 0; i < retained; i++) {
      held.add(context.toString());
    }
    return held;
  }
}

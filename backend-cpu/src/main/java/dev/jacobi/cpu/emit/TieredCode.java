package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.backend.tile.Interpreter;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Function;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Code that is interpreted at first and compiled in the background once it is hot. What callers run
 * only ever gets faster, and its bits never change.
 */
public final class TieredCode implements Code {

  private final Compiler compiler;
  private final Body body;

  /** How many operations an element takes. */
  private final long length;

  private final AtomicLong operations = new AtomicLong();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile Code current;
  private volatile String note;

  TieredCode(Compiler compiler, Body body) {
    this.compiler = compiler;
    this.body = body;
    this.length = length(body);
    this.current = Interpreter.of(body);
    this.note = "";
  }

  /** With the operations of the functions that are called. */
  private static long length(Body body) {
    long sum = body.size();
    for (Function function : body.functions()) {
      sum += function.body().size();
    }
    return sum;
  }

  @Override
  public void run(Object[] arrays, int[] offsets, int count, Object[] scratch) {
    Code code = current;
    if (scratch[0] != code) {
      scratch[0] = code;
      scratch[1] = code.scratch();
    }
    code.run(arrays, offsets, count, (Object[]) scratch[1]);
    if (!asked.get() && operations.addAndGet(count * length) >= compiler.policy().threshold()) {
      compile();
    }
  }

  /** The code that it was made for, and that code's scratch: they are replaced together. */
  @Override
  public Object[] scratch() {
    Code code = current;
    return new Object[] {code, code.scratch()};
  }

  @Override
  public String description() {
    return current.description() + note;
  }

  /**
   * Compiles now, hot or not, and waits until that has succeeded or failed.
   *
   * @return whether it is known which; false when the time is over
   */
  public boolean settle(Duration most) throws InterruptedException {
    compile();
    return settled.await(most.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void compile() {
    if (asked.compareAndSet(false, true)) {
      note = "; being compiled";
      compiler.submit(this);
    }
  }

  Body body() {
    return body;
  }

  /** What runs so far. */
  Code current() {
    return current;
  }

  /** The last word on what runs, with what is to be known about it. */
  void settle(Code code, String about) {
    current = code;
    note = about;
    settled.countDown();
  }
}

package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.definition.Places;
import dev.jacobi.core.kernel.Scatter;
import java.nio.Buffer;
import java.util.Arrays;

/**
 * Sums by place. Outer positions and stretches of inner ones are shared out; each is done in the
 * order of the positions, so that the cut changes no bit.
 */
final class ScatterRunner implements StepRunner {

  private static final State NOTHING = new State() {};

  /** Fewer additions than this are not worth a second thread. */
  private static final long WORTH_SHARING = 1 << 17;

  /** Shorter stretches of inner positions are not worth the walk along the positions. */
  private static final int STRETCH = 64;

  private final Scatter step;
  private final int stretches;
  private final int parts;

  ScatterRunner(Scatter step, Machine machine) {
    this.step = step;
    int most = Math.max(step.inner() / STRETCH, 1);
    long work = (long) step.outer() * step.count() * step.inner();
    int threads = work < WORTH_SHARING ? 1 : machine.threads();
    this.stretches = Math.min(most, (threads - 1) / step.outer() + 1);
    this.parts = Math.min(threads, step.outer() * stretches);
  }

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, StepRunner.State state, Machine machine) {
    long[] positions = new long[step.count()];
    Storage.copy(buffers[step.positions()], 0, positions, 0, positions.length);
    int[] places = Places.places(positions, step.axis(), step.extent());
    int count = step.outer() * step.count() * step.inner();
    Object values = buffers[step.values()];
    if (values instanceof Buffer) {
      values = step.dtype().array(count);
      Storage.copy(buffers[step.values()], 0, values, 0, count);
    }
    Object target = buffers[step.result()];
    Object result = target instanceof Buffer ? step.dtype().array(step.elements()) : target;
    Object from = values;
    machine.run(parts, part -> run(part, from, places, result));
    if (result != target) {
      Storage.copy(result, 0, target, 0, step.elements());
    }
  }

  private void run(int part, Object values, int[] places, Object result) {
    int units = step.outer() * stretches;
    int end = cut(units, part + 1, parts);
    for (int unit = cut(units, part, parts); unit < end; unit++) {
      int outer = unit / stretches;
      int stretch = unit % stretches;
      int from = cut(step.inner(), stretch, stretches);
      int length = cut(step.inner(), stretch + 1, stretches) - from;
      int source = outer * step.count() * step.inner() + from;
      int target = outer * step.extent() * step.inner() + from;
      if (result instanceof double[] doubles) {
        add((double[]) values, source, places, doubles, target, length);
      } else {
        add((float[]) values, source, places, (float[]) result, target, length);
      }
    }
  }

  private static int cut(int whole, int part, int parts) {
    return (int) ((long) whole * part / parts);
  }

  private void add(double[] x, int source, int[] places, double[] to, int target, int length) {
    int inner = step.inner();
    for (int place = 0; place < step.extent(); place++) {
      Arrays.fill(to, target + place * inner, target + place * inner + length, 0);
    }
    int from = source;
    for (int place : places) {
      int at = target + place * inner;
      for (int j = 0; j < length; j++) {
        to[at + j] += x[from + j];
      }
      from += inner;
    }
  }

  private void add(float[] x, int source, int[] places, float[] to, int target, int length) {
    int inner = step.inner();
    for (int place = 0; place < step.extent(); place++) {
      Arrays.fill(to, target + place * inner, target + place * inner + length, 0);
    }
    int from = source;
    for (int place : places) {
      int at = target + place * inner;
      for (int j = 0; j < length; j++) {
        to[at + j] += x[from + j];
      }
      from += inner;
    }
  }

  @Override
  public String description() {
    return step.toString().strip() + (parts > 1 ? ", " + parts + " parts" : "");
  }
}

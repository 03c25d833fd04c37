package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Grouping;
import dev.jacobi.core.kernel.Scatter;
import java.nio.Buffer;
import java.util.Arrays;

/**
 * Sums by place. Each thread has places of its own, and adds to each in the order of its group; so
 * the cut changes no bit.
 */
final class ScatterRunner implements StepRunner {

  private static final State NOTHING = new State() {};

  /** Fewer additions than this are not worth a second thread. */
  private static final long WORTH_SHARING = 1 << 16;

  private final Scatter step;
  private final int rows;
  private final int parts;

  ScatterRunner(Scatter step, Machine machine) {
    this.step = step;
    this.rows = step.outer() * step.extent();
    long work = (long) step.outer() * (step.count() + step.extent()) * step.inner();
    this.parts = work < WORTH_SHARING ? 1 : Math.min(machine.threads(), rows);
  }

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {
    int count = step.outer() * step.count() * step.inner();
    Object values = array(buffers[step.values()], count, true);
    int grouped = Grouping.size(step.count(), step.extent());
    long[] groups = new long[grouped];
    Storage.copy(buffers[step.groups()], 0, groups, 0, grouped);
    Object target = buffers[step.result()];
    Object result = array(target, step.elements(), false);
    machine.run(parts, part -> add(values, groups, result, cut(part), cut(part + 1)));
    if (result != target) {
      Storage.copy(result, 0, target, 0, step.elements());
    }
  }

  /** Storage as an array. */
  private Object array(Object storage, int count, boolean filled) {
    if (!(storage instanceof Buffer)) {
      return storage;
    }
    Object array = step.dtype().array(count);
    if (filled) {
      Storage.copy(storage, 0, array, 0, count);
    }
    return array;
  }

  private int cut(int part) {
    return (int) ((long) rows * part / parts);
  }

  private void add(Object values, long[] groups, Object result, int from, int to) {
    int inner = step.inner();
    for (int row = from; row < to; row++) {
      int place = row % step.extent();
      int first = row / step.extent() * step.count();
      int target = row * inner;
      clear(result, target, inner);
      for (long i = groups[place]; i < groups[place + 1]; i++) {
        int source = (first + (int) groups[step.extent() + 1 + (int) i]) * inner;
        if (result instanceof double[] doubles) {
          add((double[]) values, source, doubles, target, inner);
        } else {
          add((float[]) values, source, (float[]) result, target, inner);
        }
      }
    }
  }

  private static void clear(Object result, int at, int count) {
    if (result instanceof double[] doubles) {
      Arrays.fill(doubles, at, at + count, 0);
    } else {
      Arrays.fill((float[]) result, at, at + count, 0);
    }
  }

  private static void add(double[] from, int source, double[] to, int target, int count) {
    for (int j = 0; j < count; j++) {
      to[target + j] += from[source + j];
    }
  }

  private static void add(float[] from, int source, float[] to, int target, int count) {
    for (int j = 0; j < count; j++) {
      to[target + j] += from[source + j];
    }
  }

  @Override
  public String description() {
    return step.toString().strip() + (parts > 1 ? ", " + parts + " parts" : "");
  }
}

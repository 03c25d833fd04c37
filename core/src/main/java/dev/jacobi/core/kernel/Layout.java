package dev.jacobi.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the elements of a value lie in a buffer: element (i, j, …) is at {@code offset + i·strides₀
 * + j·strides₁ + …}. Strides may be 0 (repetition) or negative (reversal).
 */
public record Layout(int buffer, int offset, List<Integer> sizes, List<Integer> strides) {

  /** Copies the lists. Strides along axes of extent 1 say nothing and become 0. */
  public Layout {
    sizes = List.copyOf(sizes);
    List<Integer> own = new ArrayList<>();
    for (int axis = 0; axis < strides.size(); axis++) {
      own.add(sizes.get(axis) == 1 ? 0 : strides.get(axis));
    }
    strides = List.copyOf(own);
  }

  /** The elements of a whole buffer in row-major order. */
  public static Layout dense(int buffer, int[] sizes) {
    return new Layout(buffer, 0, boxed(sizes), boxed(rowMajor(sizes)));
  }

  /** The elements of a whole buffer in row-major order. */
  public static Layout dense(int buffer, List<Integer> sizes) {
    return dense(buffer, sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int[] rowMajor(int[] sizes) {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(sizes[axis], 1);
    }
    return strides;
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** How many elements it shows. */
  public int elements() {
    return sizes.stream().reduce(1, (x, y) -> x * y);
  }

  /** Whether the elements lie one behind the other in row-major order. */
  public boolean isDense() {
    int next = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      if (sizes.get(axis) != 1 && strides.get(axis) != next) {
        return false;
      }
      next *= Math.max(sizes.get(axis), 1);
    }
    return true;
  }

  /** Whether its elements are all of a buffer of some size, each once, in any order. */
  public boolean isWhole(int size) {
    List<int[]> ascending = new ArrayList<>(runs());
    ascending.sort(Comparator.comparingInt(run -> run[1]));
    int next = 1;
    for (int[] run : ascending) {
      if (run[1] != next) {
        return false;
      }
      next *= run[0];
    }
    return offset == 0 && next == size;
  }

  /** Whether every element is the same one. */
  public boolean isRepeated() {
    return strides.stream().allMatch(stride -> stride == 0);
  }

  /** Repeated to a shape that it broadcasts to. */
  public Layout broadcast(int[] to) {
    int extra = to.length - sizes.size();
    List<Integer> repeated = new ArrayList<>();
    for (int axis = 0; axis < to.length; axis++) {
      boolean own = axis >= extra && sizes.get(axis - extra) == to[axis];
      repeated.add(own ? strides.get(axis - extra) : 0);
    }
    return new Layout(buffer, offset, boxed(to), repeated);
  }

  /** Axis i of the result is axis {@code axes[i]}. */
  public Layout permute(List<Integer> axes) {
    List<Integer> newSizes = new ArrayList<>();
    List<Integer> newStrides = new ArrayList<>();
    for (int axis : axes) {
      int from = Math.floorMod(axis, sizes.size());
      newSizes.add(sizes.get(from));
      newStrides.add(strides.get(from));
    }
    return new Layout(buffer, offset, newSizes, newStrides);
  }

  /** Of each axis {@code counts} elements from {@code starts}, {@code steps} apart. */
  public Layout slice(int[] starts, int[] steps, int[] counts) {
    int first = offset;
    List<Integer> newStrides = new ArrayList<>();
    for (int axis = 0; axis < counts.length; axis++) {
      first += counts[axis] == 0 ? 0 : starts[axis] * strides.get(axis);
      newStrides.add(steps[axis] * strides.get(axis));
    }
    return new Layout(buffer, first, boxed(counts), newStrides);
  }

  /** With a further axis. */
  Layout picked(int extent, int stride) {
    List<Integer> newSizes = new ArrayList<>(sizes);
    newSizes.add(extent);
    List<Integer> newStrides = new ArrayList<>(strides);
    newStrides.add(stride);
    return new Layout(buffer, offset, newSizes, newStrides);
  }

  /** Some positions of one axis. */
  public Layout part(int axis, int from, int count) {
    List<Integer> newSizes = new ArrayList<>(sizes);
    newSizes.set(axis, count);
    return new Layout(buffer, offset + from * strides.get(axis), newSizes, strides);
  }

  /** The same elements in row-major order under another shape, where strides can say it. */
  public Optional<Layout> reshape(int[] to) {
    List<int[]> runs = runs();
    List<Integer> newStrides = new ArrayList<>();
    int run = 0;
    int left = 0;
    int stride = 0;
    for (int size : to) {
      if (size == 1) {
        newStrides.add(0);
        continue;
      }
      if (left <= 1) {
        if (run == runs.size()) {
          return Optional.empty();
        }
        left = runs.get(run)[0];
        stride = runs.get(run++)[1] * left;
      }
      if (size == 0 || left % size != 0) {
        return Optional.empty();
      }
      left /= size;
      stride /= size;
      newStrides.add(stride);
    }
    return Optional.of(new Layout(buffer, offset, boxed(to), newStrides));
  }

  /**
   * The axes longer than 1 as pairs of size and stride, those that lie behind each other joined.
   */
  public List<int[]> runs() {
    List<int[]> runs = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      int size = sizes.get(axis);
      int stride = strides.get(axis);
      if (size == 1) {
        continue;
      }
      int[] last = runs.isEmpty() ? new int[] {0, 0} : runs.get(runs.size() - 1);
      if (!runs.isEmpty() && last[1] == stride * size) {
        last[0] *= size;
        last[1] = stride;
      } else {
        runs.add(new int[] {size, stride});
      }
    }
    return runs;
  }

  @Override
  public String toString() {
    String place = "@" + buffer + (offset == 0 ? "" : "+" + offset);
    return isDense() ? place : place + " strides " + strides;
  }
}

package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The axes of a space over which several layouts are read, as few as possible: two become one where
 * every layout goes through both with one stride. There is at least one.
 *
 * @param sizes the extents, outermost first; their product is the number of elements
 * @param strides by axis, then by layout
 */
record Axes(List<Integer> sizes, List<int[]> strides) {

  /** The axes of layouts over a space. */
  static Axes of(List<Integer> space, List<Layout> layouts) {
    List<Integer> sizes = new ArrayList<>();
    List<int[]> strides = new ArrayList<>();
    for (int axis = 0; axis < space.size(); axis++) {
      if (space.get(axis) > 1) {
        int at = axis;
        int[] own = layouts.stream().mapToInt(layout -> layout.strides().get(at)).toArray();
        join(sizes, strides, space.get(axis), own);
      }
    }
    if (sizes.isEmpty()) {
      sizes.add(1);
      strides.add(new int[layouts.size()]);
    }
    return new Axes(List.copyOf(sizes), List.copyOf(strides));
  }

  private static void join(List<Integer> sizes, List<int[]> strides, int size, int[] own) {
    int last = sizes.size() - 1;
    boolean joins = last >= 0;
    for (int i = 0; i < own.length && joins; i++) {
      joins = strides.get(last)[i] == own[i] * size;
    }
    if (joins) {
      sizes.set(last, sizes.get(last) * size);
      strides.set(last, own);
    } else {
      sizes.add(size);
      strides.add(own);
    }
  }

  /** How many there are. */
  int count() {
    return sizes.size();
  }

  /** The extent of the innermost. */
  int inner() {
    return sizes.get(count() - 1);
  }

  /** The stride of a layout along the innermost. */
  int innerStride(int layout) {
    return strides.get(count() - 1)[layout];
  }

  /** Whether every element of a layout is the same one. */
  boolean isRepeated(int layout) {
    return strides.stream().allMatch(own -> own[layout] == 0);
  }

  /** With further axes of extent 1 in front, up to so many. */
  Axes padded(int count) {
    List<Integer> longer = new ArrayList<>(sizes);
    List<int[]> further = new ArrayList<>(strides);
    while (longer.size() < count) {
      longer.add(0, 1);
      further.add(0, new int[strides.get(0).length]);
    }
    return new Axes(List.copyOf(longer), List.copyOf(further));
  }

  /**
   * The stride of every layout along some neighbouring elements, taken as the middle of outer ×
   * count × inner, or nothing where the elements of one layout have no single stride.
   */
  Optional<int[]> along(int count, int inner) {
    if (count == 1) {
      return Optional.of(new int[strides.get(0).length]);
    }
    long before = 1;
    for (int axis = count() - 1; axis >= 0; axis--) {
      long until = before * sizes.get(axis);
      if (inner < until) {
        // The elements lie along this axis, if they do not leave it.
        boolean whole = inner % before == 0 && (long) count * inner <= until;
        if (!whole || until % ((long) count * inner) != 0) {
          return Optional.empty();
        }
        int[] own = strides.get(axis).clone();
        for (int i = 0; i < own.length; i++) {
          own[i] *= (int) (inner / before);
        }
        return Optional.of(own);
      }
      before = until;
    }
    throw new AssertionError(count + " × " + inner + " elements in " + sizes);
  }
}

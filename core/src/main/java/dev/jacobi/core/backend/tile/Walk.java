package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Layout;
import java.util.List;

/** Reads or writes the elements that a layout shows, in row-major order, stretch by stretch. */
final class Walk {

  private final int first;
  private final int[] sizes;
  private final int[] strides;
  private final int[] position;
  private int offset;

  Walk(Layout layout) {
    List<int[]> runs = layout.runs();
    int count = Math.max(runs.size(), 1);
    first = layout.offset();
    sizes = new int[count];
    strides = new int[count];
    position = new int[count];
    sizes[0] = 1;
    for (int i = 0; i < runs.size(); i++) {
      sizes[i] = runs.get(i)[0];
      strides[i] = runs.get(i)[1];
    }
  }

  /** Goes to the element with a row-major number. */
  void seek(int element) {
    int left = element;
    offset = first;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position[axis] = left % sizes[axis];
      left /= sizes[axis];
      offset += position[axis] * strides[axis];
    }
  }

  /** Copies the next elements to the beginning of an array. */
  void read(Object from, Object to, int count) {
    int inner = sizes.length - 1;
    int filled = 0;
    while (filled < count) {
      int run = Math.min(sizes[inner] - position[inner], count - filled);
      Lanes.copy(from, offset, strides[inner], to, filled, run);
      filled += run;
      advance(inner, run);
    }
  }

  /** Copies the first elements of an array, from a place on, to the next elements. */
  void write(Object from, int at, Object to, int count) {
    int inner = sizes.length - 1;
    int taken = 0;
    while (taken < count) {
      int run = Math.min(sizes[inner] - position[inner], count - taken);
      Lanes.spread(from, at + taken, to, offset, strides[inner], run);
      taken += run;
      advance(inner, run);
    }
  }

  private void advance(int inner, int run) {
    position[inner] += run;
    offset += run * strides[inner];
    for (int axis = inner; position[axis] == sizes[axis]; axis--) {
      offset -= sizes[axis] * strides[axis];
      position[axis] = 0;
      if (axis == 0) {
        return;
      }
      position[axis - 1]++;
      offset += strides[axis - 1];
    }
  }
}

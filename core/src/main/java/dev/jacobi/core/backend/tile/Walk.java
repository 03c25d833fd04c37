package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Layout;
import java.nio.Buffer;
import java.util.List;

/** Reads or writes the elements that a layout shows, in row-major order, stretch by stretch. */
final class Walk {

  /** Rows of so few elements are copied many at a time. */
  private static final int SHORT = 32;

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
      int rows = from instanceof Buffer ? 0 : shortRows(count - filled);
      int run;
      if (rows > 1) {
        int across = strides[inner - 1];
        run = rows * sizes[inner];
        Lanes.copyRows(from, offset, across, strides[inner], to, filled, rows, sizes[inner]);
        advance(inner - 1, rows);
      } else {
        run = Math.min(sizes[inner] - position[inner], count - filled);
        Lanes.copy(from, offset, strides[inner], to, filled, run);
        advance(inner, run);
      }
      filled += run;
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

  /** How many whole rows, if they are short, come next within so many elements. */
  private int shortRows(int count) {
    int inner = sizes.length - 1;
    if (inner == 0 || sizes[inner] > SHORT || position[inner] > 0) {
      return 0;
    }
    return Math.min(sizes[inner - 1] - position[inner - 1], count / sizes[inner]);
  }

  private void advance(int from, int run) {
    position[from] += run;
    offset += run * strides[from];
    for (int axis = from; position[axis] == sizes[axis]; axis--) {
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

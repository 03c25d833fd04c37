package dev.jacobi.core.definition;

import dev.jacobi.core.type.Shape;
import java.util.Arrays;

/**
 * Walks the elements of a strided array in row-major order, run by run: a run is a stretch with one
 * stride. Axes that lie behind each other in memory count as one, so that a dense array is a single
 * run. The array has at least one element.
 */
final class Cursor {

  private final int[] sizes;
  private final int[] strides;
  private final int[] position;
  private int offset;

  private Cursor(int[] sizes, int[] strides, int offset) {
    this.sizes = sizes;
    this.strides = strides;
    this.position = new int[sizes.length];
    this.offset = offset;
  }

  /** Over axes of the given sizes and strides, from an offset. */
  static Cursor of(int[] sizes, int[] strides, int offset) {
    int[] joinedSizes = new int[sizes.length + 1];
    int[] joinedStrides = new int[sizes.length + 1];
    int count = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == 1) {
        continue;
      }
      boolean joins = count > 0 && joinedStrides[count - 1] == strides[axis] * sizes[axis];
      if (joins) {
        joinedSizes[count - 1] *= sizes[axis];
        joinedStrides[count - 1] = strides[axis];
      } else {
        joinedSizes[count] = sizes[axis];
        joinedStrides[count] = strides[axis];
        count++;
      }
    }
    if (count == 0) {
      joinedSizes[0] = 1;
      joinedStrides[0] = 1;
      count = 1;
    }
    return new Cursor(
        Arrays.copyOf(joinedSizes, count), Arrays.copyOf(joinedStrides, count), offset);
  }

  /** Over elements that lie at equal distances. */
  static Cursor even(int count, int stride) {
    return new Cursor(new int[] {count}, new int[] {stride}, 0);
  }

  /** Over a dense array of a shape, repeated to another shape that it broadcasts to. */
  static Cursor broadcast(Shape from, Shape to) {
    if (from.equals(to)) {
      return even(to.elements(), 1);
    }
    return of(to.sizes(), broadcastStrides(from, to), 0);
  }

  private static int[] broadcastStrides(Shape from, Shape to) {
    int[] own = from.strides();
    int[] sizes = from.sizes();
    int[] result = new int[to.rank()];
    int extra = result.length - own.length;
    for (int axis = extra; axis < result.length; axis++) {
      result[axis] = sizes[axis - extra] == 1 ? 0 : own[axis - extra];
    }
    return result;
  }

  /** How many elements are left in the present run. */
  int run() {
    int inner = sizes.length - 1;
    return sizes[inner] - position[inner];
  }

  /** Where the next element lies. */
  int offset() {
    return offset;
  }

  /** How far apart the elements of a run lie. */
  int stride() {
    return strides[strides.length - 1];
  }

  /** Whether the elements lie one behind the other, as in a dense array. */
  boolean isDense() {
    return sizes.length == 1 && (strides[0] == 1 || sizes[0] == 1);
  }

  /** Goes on by at most {@link #run} elements; after the last element it is at the first again. */
  void advance(int count) {
    int axis = sizes.length - 1;
    position[axis] += count;
    offset += count * strides[axis];
    while (position[axis] == sizes[axis]) {
      offset -= sizes[axis] * strides[axis];
      position[axis] = 0;
      if (axis == 0) {
        return;
      }
      axis--;
      position[axis]++;
      offset += strides[axis];
    }
  }

  /** Goes back to the first element, and moves that to the offset. */
  void restart(int first) {
    Arrays.fill(position, 0);
    offset = first;
  }
}

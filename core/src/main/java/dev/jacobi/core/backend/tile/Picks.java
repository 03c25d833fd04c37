package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;

/**
 * Brings elements that integers pick into a tile, in row-major order, stretch by stretch. Belongs
 * to one thread at a time.
 */
final class Picks {

  private final Demand.Pick pick;
  private final int first;
  private final int[] sizes;
  private final int[] strides;
  private final int[] position;
  private final Walk walk;
  private final long[] given = new long[Code.TILE];
  private final boolean steady;
  private int offset;

  Picks(Load load, Demand.Pick pick) {
    Layout place = load.place();
    this.pick = pick;
    this.first = place.offset();
    this.sizes = place.sizes().stream().mapToInt(Integer::intValue).toArray();
    this.strides = place.strides().stream().mapToInt(Integer::intValue).toArray();
    this.position = new int[sizes.length];
    this.walk = new Walk(pick.integers());
    this.steady = sizes.length > 0 && pick.integers().strides().get(sizes.length - 1) == 0;
  }

  /** Goes to the element with a row-major number. */
  void seek(int element) {
    walk.seek(element);
    int left = element;
    offset = first;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position[axis] = left % sizes[axis];
      left /= sizes[axis];
      offset += position[axis] * strides[axis];
    }
  }

  /** Copies the next elements to the beginning of a tile. */
  void read(Object from, Object positions, Object tile, int count) {
    walk.read(positions, given, count);
    int inner = sizes.length - 1;
    for (int filled = 0; filled < count; ) {
      int run = inner < 0 ? 1 : Math.min(sizes[inner] - position[inner], count - filled);
      if (steady) {
        Lanes.copy(from, offset + step(filled), strides[inner], tile, filled, run);
      } else {
        pick(from, inner < 0 ? 0 : strides[inner], tile, filled, run);
      }
      filled += run;
      advance(inner, run);
    }
  }

  /** How much further the element of a position lies. */
  private int step(int at) {
    long place = given[at];
    return (int) (place < 0 ? place + pick.extent() : place) * pick.stride();
  }

  private void pick(Object from, int stride, Object tile, int filled, int run) {
    if (from instanceof double[] source) {
      double[] target = (double[]) tile;
      for (int i = 0; i < run; i++) {
        target[filled + i] = source[offset + i * stride + step(filled + i)];
      }
    } else if (from instanceof float[] source) {
      float[] target = (float[]) tile;
      for (int i = 0; i < run; i++) {
        target[filled + i] = source[offset + i * stride + step(filled + i)];
      }
    } else if (from instanceof long[] source) {
      long[] target = (long[]) tile;
      for (int i = 0; i < run; i++) {
        target[filled + i] = source[offset + i * stride + step(filled + i)];
      }
    } else {
      for (int i = 0; i < run; i++) {
        Storage.copy(from, offset + i * stride + step(filled + i), tile, filled + i, 1);
      }
    }
  }

  private void advance(int inner, int run) {
    if (inner < 0) {
      return;
    }
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

package dev.jacobi.core.definition;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Optional;

/** Operations that an integer tensor steers: elements picked, added and marked by position. */
public final class Places {

  private Places() {}

  static Tensor gather(Op.Gather op, Tensor x, Tensor positions, TensorType type) {
    int[] sizes = x.shape().sizes();
    int extent = sizes[op.axis()];
    int block = product(sizes, op.axis() + 1, sizes.length);
    int outer = product(sizes, 0, op.axis());
    int[] places = places(positions.longs(), op.axis(), extent);
    Object from = x.array();
    Object result = type.dtype().array(type.shape().elements());
    int target = 0;
    for (int i = 0; i < outer && block > 0; i++) {
      for (int place : places) {
        System.arraycopy(from, (i * extent + place) * block, result, target, block);
        target += block;
      }
    }
    return Tensor.wrap(type, result);
  }

  static Tensor scatterAdd(Op.ScatterAdd op, Tensor x, Tensor positions, TensorType type) {
    int[] sizes = type.shape().sizes();
    int extent = sizes[op.axis()];
    int block = product(sizes, op.axis() + 1, sizes.length);
    int outer = product(sizes, 0, op.axis());
    int[] places = places(positions.longs(), op.axis(), extent);
    Object from = x.array();
    Object result = type.dtype().array(type.shape().elements());
    int source = 0;
    for (int i = 0; i < outer; i++) {
      for (int place : places) {
        add(type.dtype(), from, source, result, (i * extent + place) * block, block);
        source += block;
      }
    }
    return Tensor.wrap(type, result);
  }

  private static void add(DType dtype, Object from, int source, Object to, int start, int count) {
    switch (dtype) {
      case F64 -> {
        for (int i = 0; i < count; i++) {
          ((double[]) to)[start + i] += ((double[]) from)[source + i];
        }
      }
      case F32 -> {
        for (int i = 0; i < count; i++) {
          ((float[]) to)[start + i] += ((float[]) from)[source + i];
        }
      }
      case I64 -> addExact((long[]) from, source, (long[]) to, start, count);
      case BOOL -> {
        for (int i = 0; i < count; i++) {
          ((boolean[]) to)[start + i] |= ((boolean[]) from)[source + i];
        }
      }
    }
  }

  private static void addExact(long[] from, int source, long[] to, int start, int count) {
    try {
      for (int i = 0; i < count; i++) {
        to[start + i] = Math.addExact(to[start + i], from[source + i]);
      }
    } catch (ArithmeticException overflow) {
      throw ElementWise.overflow("scatter_add").exception();
    }
  }

  /**
   * Positions along an axis, grouped by the place that they name: for each place where its group
   * begins, and where the last one ends; behind that the numbers of the positions, group by group,
   * ascending. A position outside is {@code index/range}.
   */
  public static long[] grouped(long[] positions, int axis, int extent) {
    int[] places = places(positions, axis, extent);
    long[] groups = new long[extent + 1 + places.length];
    for (int place : places) {
      groups[place + 1]++;
    }
    for (int place = 0; place < extent; place++) {
      groups[place + 1] += groups[place];
    }
    int[] taken = new int[extent];
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      groups[extent + 1 + (int) groups[place] + taken[place]++] = i;
    }
    return groups;
  }

  /** Positions counted from the start; one that is outside is {@code index/range}. */
  public static int[] places(long[] given, int axis, int extent) {
    int[] places = new int[given.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(given[i], axis, extent);
    }
    return places;
  }

  /**
   * A position along an axis, counted from the start; one that is outside is {@code index/range}.
   */
  public static int place(long given, int axis, int extent) {
    long place = given < 0 ? given + extent : given;
    if (place < 0 || place >= extent) {
      throw Diagnostic.error(
              "index/range",
              "index " + given + " is out of bounds for dimension " + axis + " with size " + extent,
              extent == 0
                  ? "there is nothing to pick from: check the shape"
                  : "use an index from " + -extent + " to " + (extent - 1))
          .exception();
    }
    return (int) place;
  }

  static Tensor oneHot(Op.OneHot op, Tensor positions, TensorType type) {
    long extent = type.shape().dim(type.shape().rank() - 1).size();
    boolean[] result = new boolean[type.shape().elements()];
    long[] given = positions.longs();
    for (int i = 0; i < given.length; i++) {
      requireLabel(given[i], extent, op.ignored());
      if (op.ignored().isEmpty() || op.ignored().get() != given[i]) {
        result[(int) (i * extent + given[i])] = true;
      }
    }
    return Tensor.wrap(type.shape(), result);
  }

  /** Refuses what is neither from 0 up to an extent nor the label ignored: {@code index/range}. */
  public static void requireLabel(long given, long extent, Optional<Long> ignored) {
    boolean inside = given >= 0 && given < extent;
    if (!inside && !(ignored.isPresent() && ignored.get() == given)) {
      throw Diagnostic.error(
              "index/range",
              "Target "
                  + given
                  + " is out of bounds: a position in an axis of extent "
                  + extent
                  + " is needed",
              extent == 0
                  ? "there is no position: check the shape"
                  : "use labels from 0 to " + (extent - 1))
          .exception();
    }
  }

  private static int product(int[] sizes, int from, int to) {
    int result = 1;
    for (int axis = from; axis < to; axis++) {
      result *= sizes[axis];
    }
    return result;
  }
}

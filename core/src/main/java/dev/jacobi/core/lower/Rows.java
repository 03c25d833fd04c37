package dev.jacobi.core.lower;

import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.type.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Where the elements of rows lie: for each position of the axes that are kept, in row-major order,
 * the elements along the others, in row-major order.
 */
final class Rows {

  private final int[] starts;
  private final int[] steps;

  Rows(Shape shape, List<Integer> axes) {
    this.starts = places(shape, axes, false);
    this.steps = places(shape, axes, true);
  }

  /** The distances of all positions of the axes in a list, or of those that are not in it. */
  private static int[] places(Shape shape, List<Integer> axes, boolean listed) {
    int[] sizes = shape.sizes();
    int[] strides = shape.strides();
    int[] places = {0};
    for (int axis = 0; axis < sizes.length; axis++) {
      if (axes.contains(axis) == listed) {
        places = times(places, sizes[axis], strides[axis]);
      }
    }
    return places;
  }

  /** Each place followed by so many steps from it. */
  static int[] times(int[] places, int count, int stride) {
    int[] result = new int[places.length * count];
    for (int i = 0; i < result.length; i++) {
      result[i] = places[i / count] + i % count * stride;
    }
    return result;
  }

  int count() {
    return starts.length;
  }

  /** A row of the elements of a tensor. */
  Value[] row(Value[] elements, int index) {
    return Arrays.stream(steps)
        .mapToObj(step -> elements[starts[index] + step])
        .toArray(Value[]::new);
  }

  /** Puts a row where it belongs. */
  void put(Value[] row, Value[] elements, int index) {
    for (int i = 0; i < row.length; i++) {
      elements[starts[index] + steps[i]] = row[i];
    }
  }
}

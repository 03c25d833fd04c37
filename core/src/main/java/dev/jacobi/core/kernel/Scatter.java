package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import java.util.List;

/**
 * Sums by place: outer × count × inner values become outer × extent × inner. The result at (o,
 * place, j) is 0, and then the values at (o, i, j) are added one after the other, for the numbers i
 * in the place's group.
 *
 * @param dtype f64 or f32
 * @param groups the buffer of a {@link Grouping} of so many positions and places
 */
public record Scatter(
    DType dtype, int outer, int count, int extent, int inner, int values, int groups, int result)
    implements Step {

  /** The number of results. */
  public int elements() {
    return outer * extent * inner;
  }

  @Override
  public List<Integer> reads() {
    return List.of(values, groups);
  }

  @Override
  public List<Integer> writes() {
    return List.of(result);
  }

  @Override
  public String toString() {
    return "scatter "
        + dtype
        + " "
        + outer
        + "*["
        + count
        + " -> "
        + extent
        + "]*"
        + inner
        + ": @"
        + values
        + " by @"
        + groups
        + " -> @"
        + result
        + "\n";
  }
}

package dev.jacobi.core.kernel;

import java.util.List;

/**
 * Positions along an axis, grouped by the place that they name: where the group of each place
 * begins, and where the last one ends; behind that the numbers of the positions, group by group,
 * ascending. The first position that is outside is an error, {@code index/range}.
 *
 * @param positions the buffer that they are
 * @param count how many there are
 * @param axis the axis, as the error names it
 * @param extent how many places there are
 * @param result the buffer of the groups
 */
public record Grouping(int positions, int count, int axis, int extent, int result) implements Step {

  /** How many integers the groups of so many positions are. */
  public static int size(int count, int extent) {
    return extent + 1 + count;
  }

  @Override
  public List<Integer> reads() {
    return List.of(positions);
  }

  @Override
  public List<Integer> writes() {
    return List.of(result);
  }

  @Override
  public String toString() {
    return "group "
        + count
        + " of "
        + extent
        + " axis "
        + axis
        + ": @"
        + positions
        + " -> @"
        + result
        + "\n";
  }
}

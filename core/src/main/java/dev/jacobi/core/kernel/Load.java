package dev.jacobi.core.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the elements of a loop's parameter come from.
 *
 * @param place where they lie; its sizes are the space's
 * @param pick what picks among elements that begin there, if anything does
 */
public record Load(Layout place, Optional<Pick> pick) {

  /** Elements that lie where a layout says. */
  public Load(Layout place) {
    this(place, Optional.empty());
  }

  /**
   * Integers that say how much further an element lies: {@code position·stride}. Negative positions
   * count from the end. Before anything is loaded, the first position in row-major order that is
   * outside is an error, {@code index/range}.
   *
   * @param positions where the integers lie; its sizes are the space's
   * @param axis the axis that is picked along, as the error names it
   * @param extent how many elements there are to pick from
   * @param stride how far apart these lie
   */
  public record Pick(Layout positions, int axis, int extent, int stride) {

    /** The positions without repetition, in the same order. */
    public Layout distinct() {
      List<Integer> strides = positions.strides();
      int[] kept =
          IntStream.range(0, strides.size()).filter(axis -> strides.get(axis) != 0).toArray();
      return new Layout(
          positions.buffer(),
          positions.offset(),
          Arrays.stream(kept).mapToObj(positions.sizes()::get).toList(),
          Arrays.stream(kept).mapToObj(strides::get).toList());
    }

    @Override
    public String toString() {
      return positions + " of " + extent + " step " + stride + " axis " + axis;
    }
  }

  @Override
  public String toString() {
    return place + pick.map(own -> " pick " + own).orElse("");
  }
}

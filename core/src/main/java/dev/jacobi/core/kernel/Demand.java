package dev.jacobi.core.kernel;

import dev.jacobi.core.definition.Places;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What integers must be before a loop that loads them runs. The first one in row-major order that
 * is not is an error, {@code index/range}.
 */
public sealed interface Demand {

  /** Where the integers lie; its sizes are the space's. */
  Layout integers();

  /** Refuses an integer that is outside. */
  void require(long given);

  /** The integers without repetition, in the same order. */
  default Layout distinct() {
    Layout all = integers();
    List<Integer> strides = all.strides();
    int[] kept =
        IntStream.range(0, strides.size()).filter(axis -> strides.get(axis) != 0).toArray();
    return new Layout(
        all.buffer(),
        all.offset(),
        Arrays.stream(kept).mapToObj(all.sizes()::get).toList(),
        Arrays.stream(kept).mapToObj(strides::get).toList());
  }

  /**
   * Integers that say how much further an element lies: {@code position·stride}. Negative positions
   * count from the end.
   *
   * @param integers the positions
   * @param axis the axis that is picked along, as the error names it
   * @param extent how many elements there are to pick from
   * @param stride how far apart these lie
   */
  record Pick(Layout integers, int axis, int extent, int stride) implements Demand {
    @Override
    public void require(long given) {
      Places.place(given, axis, extent);
    }

    @Override
    public String toString() {
      return "pick " + integers + " of " + extent + " step " + stride + " axis " + axis;
    }
  }

  /**
   * Integers that are labels: from 0 up to an extent, or the one that is ignored.
   *
   * @param integers the labels: what is loaded
   */
  record Labels(Layout integers, int extent, Optional<Long> ignored) implements Demand {
    @Override
    public void require(long given) {
      Places.requireLabel(given, extent, ignored);
    }

    @Override
    public String toString() {
      return "labels of " + extent + ignored.map(label -> " ignore " + label).orElse("");
    }
  }
}

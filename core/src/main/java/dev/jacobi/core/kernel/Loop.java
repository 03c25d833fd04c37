package dev.jacobi.core.kernel;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A fused loop nest: for each element of a space, in row-major order, loads, straight-line code,
 * and what becomes of the results.
 *
 * @param space the extents; none is 0
 * @param loads the parameters of the body
 * @param body what is computed for one element
 * @param targets what becomes of the body's results, in order
 */
public record Loop(List<Integer> space, List<Load> loads, Body body, List<Target> targets)
    implements Step {

  /** Checks that everything fits together. */
  public Loop {
    space = List.copyOf(space);
    loads = List.copyOf(loads);
    targets = List.copyOf(targets);
    if (loads.size() != body.parameters().size() || targets.size() != body.results().size()) {
      throw new AssertionError("loads and targets do not fit " + body);
    }
    for (Load load : loads) {
      requireSpace(load.place(), space);
      if (load.demand().isPresent()) {
        requireSpace(load.demand().get().integers(), space);
      }
    }
    for (Target target : targets) {
      if (target instanceof Store store) {
        requireSpace(store.place(), space);
      }
    }
  }

  private static void requireSpace(Layout layout, List<Integer> space) {
    if (!layout.sizes().equals(space)) {
      throw new AssertionError(layout + " does not fit the space " + space);
    }
  }

  /** What becomes of a result of the body. */
  public sealed interface Target {
    /** The buffer that is written. */
    int buffer();
  }

  /**
   * Every element is stored.
   *
   * @param place where; its sizes are the space's, and no two elements share a place
   */
  public record Store(Layout place) implements Target {
    @Override
    public int buffer() {
      return place.buffer();
    }

    @Override
    public String toString() {
      return "store " + place;
    }
  }

  /**
   * The space is taken as outer × reduced × inner elements in row-major order; for each outer and
   * inner position the reduced ones become one. What a sum's tree looks like, {@link Reduction}
   * defines by the count of reduced elements alone. Sums of integers wrap.
   */
  public record Reduce(Reduction reduction, int outer, int reduced, int inner, int buffer)
      implements Target {

    /** Whether values of a lane can be reduced so. */
    public static boolean takes(Reduction reduction, Lane lane) {
      boolean isFloat = lane == Lane.F64 || lane == Lane.F32;
      return switch (reduction) {
        case ANY, ALL -> lane == Lane.TRUTH;
        case SUM, MAX, MIN, AMAX, AMIN -> isFloat || lane == Lane.I64;
        case PROD -> isFloat;
        case NORM, LOGSUMEXP -> false;
      };
    }

    @Override
    public String toString() {
      return reduction.text() + " " + outer + "*[" + reduced + "]*" + inner + " @" + buffer;
    }
  }

  /** The number of elements of the space. */
  public int elements() {
    return space.stream().reduce(1, (x, y) -> x * y);
  }

  /** What integers must be before it runs, each demand once. */
  public List<Demand> demands() {
    return loads.stream().flatMap(load -> load.demand().stream()).distinct().toList();
  }

  @Override
  public List<Integer> reads() {
    Set<Integer> read = new LinkedHashSet<>();
    for (Load load : loads) {
      read.add(load.place().buffer());
      load.demand().ifPresent(demand -> read.add(demand.integers().buffer()));
    }
    return List.copyOf(read);
  }

  @Override
  public List<Integer> writes() {
    List<Integer> written = new ArrayList<>();
    targets.forEach(target -> written.add(target.buffer()));
    return written;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("loop ").append(space).append('\n');
    for (int i = 0; i < loads.size(); i++) {
      text.append("  load %").append(i).append(" = ").append(loads.get(i)).append('\n');
    }
    text.append("  ").append(body.toString().replace("\n", "\n  ")).append('\n');
    for (int i = 0; i < targets.size(); i++) {
      text.append("  %").append(body.results().get(i)).append(": ").append(targets.get(i));
      text.append('\n');
    }
    return text.toString();
  }
}

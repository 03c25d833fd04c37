package dev.jacobi.core.kernel;

import java.util.Optional;

/**
 * Where the elements of a loop's parameter come from.
 *
 * @param place where they lie; its sizes are the space's
 * @param demand what picks among elements that begin there, or what they must be, if anything
 */
public record Load(Layout place, Optional<Demand> demand) {

  /** Elements that lie where a layout says. */
  public Load(Layout place) {
    this(place, Optional.empty());
  }

  /** Elements that integers pick among those that begin at a place. */
  public static Load picked(Layout place, Demand.Pick pick) {
    return new Load(place, Optional.of(pick));
  }

  /** Integers that must be labels. */
  public static Load labels(Layout place, int extent, Optional<Long> ignored) {
    return new Load(place, Optional.of(new Demand.Labels(place, extent, ignored)));
  }

  /** What picks, if anything does. */
  public Optional<Demand.Pick> pick() {
    return demand.filter(Demand.Pick.class::isInstance).map(Demand.Pick.class::cast);
  }

  @Override
  public String toString() {
    return place + demand.map(own -> " " + own).orElse("");
  }
}

package dev.jacobi.gpu.ptx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The loads of the elements that a thread reduces: first + r·inner for all r. Where every load has
 * a stride along them, a place is one multiplication, and what has the stride 0 is loaded once.
 */
final class RowLoads {

  private final Listing code;
  private final Loads loads;
  private final String first;
  private final String inner;
  private final String[] places;
  private final Optional<String[]> steps;
  private final String[] held;

  /**
   * Writes what is done once.
   *
   * @param first the number of the first element, which exists
   * @param inner how many elements lie between neighbours: a register or a constant
   */
  RowLoads(Listing code, Loads loads, String first, String inner, Geometry geometry) {
    this.code = code;
    this.loads = loads;
    this.first = first;
    this.inner = inner;
    this.places = loads.places(first);
    Optional<int[]> along = loads.along(geometry.reduced(), geometry.inner());
    this.steps = along.map(loads::steps);
    this.held = new String[places.length];
    Arrays.fill(held, "");
    for (int load = 0; load < held.length; load++) {
      boolean steady = along.isPresent() && along.get()[load] == 0 && loads.isPlain(load);
      if (steady && !places[load].isEmpty()) {
        held[load] = loads.single(load, places[load]);
      }
    }
  }

  /** The values, by element, then by load, of neighbours from a number r on. */
  List<List<String>> read(String number, int width) {
    return loads.read(placesOf(number), width, held);
  }

  private String[] placesOf(String number) {
    return steps
        .map(own -> loads.further(places, own, number))
        .orElseGet(() -> loads.places(element(number)));
  }

  /** The number of an element. */
  String element(String number) {
    return inner.equals("1")
        ? code.b32("add.u32", first, number)
        : code.b32("mad.lo.u32", number, inner, first);
  }
}

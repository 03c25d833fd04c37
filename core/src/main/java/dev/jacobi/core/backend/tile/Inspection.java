package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Layout;

/** A look at integers before something relies on them. */
public final class Inspection {

  private Inspection() {}

  /**
   * Refuses the first integer, in row-major order, that is not what is demanded: {@code
   * index/range}.
   *
   * @param integers the storage of the buffer they lie in
   */
  public static void run(Demand demand, Object integers) {
    Layout distinct = demand.distinct();
    Walk walk = new Walk(distinct);
    walk.seek(0);
    int size = distinct.elements();
    long[] some = new long[Math.min(size, Code.TILE)];
    for (int start = 0; start < size; start += some.length) {
      int count = Math.min(some.length, size - start);
      walk.read(integers, some, count);
      for (int i = 0; i < count; i++) {
        demand.require(some[i]);
      }
    }
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import java.util.List;

/** A derivative rule, of the catalogue or with a fault planted in it. */
interface Partial {

  /** As {@code ScalarOp.timesPartial}. */
  <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y);
}

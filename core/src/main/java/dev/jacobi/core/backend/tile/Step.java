package dev.jacobi.core.backend.tile;

/** One prebuilt loop over a few elements. Its operands and its result are whole arrays: slots. */
interface Step {

  /**
   * Runs over the first {@code count} elements.
   *
   * @param slots the arrays by number
   */
  void run(Object[] slots, int count);
}

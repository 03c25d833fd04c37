package dev.jacobi.gpu.simulated;

/** What an instruction computes for all lanes of a warp, whether they are active or not. */
interface Row {

  /**
   * Computes.
   *
   * @param to where the result's first lane lies; of a predicate, its word
   * @param a where the first operand lies, and so on; operands that there are not are 0
   */
  void compute(Registers r, int to, int a, int b, int c);
}

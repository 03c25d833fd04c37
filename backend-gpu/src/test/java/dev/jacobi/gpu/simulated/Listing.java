package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module as it was read.
 *
 * @param target ten times the least compute capability
 * @param tables constant and global memory of the module
 */
record Listing(int target, List<Symbol> tables, Map<String, Routine> routines) {

  /**
   * A kernel or a device function.
   *
   * @param results of a function: what it gives back
   * @param mostThreads how many threads a block may have, where the text says so
   * @param exactThreads how many threads a block must have, where the text says so
   * @param shared shared memory that is declared in it
   */
  record Routine(
      String name,
      boolean isEntry,
      List<Symbol> results,
      List<Symbol> parameters,
      Optional<Integer> mostThreads,
      Optional<Integer> exactThreads,
      List<Symbol> shared,
      List<Statement> body,
      int line) {}
}

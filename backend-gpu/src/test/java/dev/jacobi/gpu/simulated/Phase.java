package dev.jacobi.gpu.simulated;

/**
 * A span in which threads run in no order. Their numbers follow its start; the number after the
 * last stands for several of them.
 *
 * @param threads how many there are
 * @param perBlock how many a block has, to name them
 */
record Phase(int start, int threads, int perBlock) {

  int several() {
    return start + threads + 1;
  }

  /** Words for a number. */
  String name(int number) {
    if (number == several()) {
      return "another thread, or a load of read-only memory,";
    }
    int thread = number - start - 1;
    return "thread " + thread % perBlock + " of block " + thread / perBlock;
  }

  /** The next one of the same threads. */
  Phase next() {
    return new Phase(start + threads + 2, threads, perBlock);
  }

  /** Whether numbers run out. */
  boolean isLast() {
    return start > Integer.MAX_VALUE - 4 * (threads + 2);
  }
}

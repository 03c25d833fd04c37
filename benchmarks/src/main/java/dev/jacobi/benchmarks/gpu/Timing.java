package dev.jacobi.benchmarks.gpu;

import java.util.Arrays;

/**
 * Times of work that was repeated, in milliseconds for one repetition.
 *
 * @param median of the samples
 * @param least of them
 * @param most of them
 * @param repetitions in each sample
 */
record Timing(double median, double least, double most, int repetitions) {

  private static final int MOST_REPETITIONS = 1 << 14;

  /** Work that says how many milliseconds so many repetitions took together. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    double milliseconds(int repetitions);
  }

  /**
   * How long is measured.
   *
   * @param sample the milliseconds that a sample takes at least
   * @param samples an odd number
   */
  record Effort(double sample, int samples) {
    static final Effort THOROUGH = new Effort(20, 31);
    static final Effort QUICK = new Effort(2, 5);
  }

  /** Warms up until a sample is long enough, and as long again; then takes the samples. */
  static Timing of(Work work, Effort effort) {
    int repetitions = 1;
    while (work.milliseconds(repetitions) < effort.sample() && repetitions < MOST_REPETITIONS) {
      repetitions *= 2;
    }
    work.milliseconds(repetitions);
    double[] times = new double[effort.samples()];
    for (int i = 0; i < times.length; i++) {
      times[i] = work.milliseconds(repetitions) / repetitions;
    }
    Arrays.sort(times);
    return new Timing(times[times.length / 2], times[0], times[times.length - 1], repetitions);
  }
}

package dev.jacobi.benchmarks.gpu;

/** What a device allows a workload at best, and how near to it we want to come. */
sealed interface Limit {

  /** Each input read once and each output written once, at the bandwidth of a copy. */
  record Traffic() implements Limit {

    /** The largest ratio of a time to this limit that we want. */
    static final double GOAL = 1.25;
  }

  /** Multiplications and additions, as many as the device's units can do. */
  record Arithmetic(double operations) implements Limit {}

  /** A time for each launch of a kernel. */
  record Launches(double microseconds) implements Limit {}

  /** A time of the host's for each replay. */
  record Host(double microseconds) implements Limit {}

  /** No more than the peers need. */
  record Peers() implements Limit {}
}

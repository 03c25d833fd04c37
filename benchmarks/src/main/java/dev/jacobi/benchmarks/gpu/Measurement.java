package dev.jacobi.benchmarks.gpu;

import dev.jacobi.benchmarks.Row;
import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.device.GpuExecutable;
import dev.jacobi.gpu.device.Resident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures workloads on a device. What the device gives is compared with another backend, bit by
 * bit, before anything is timed.
 *
 * @param device the backend that is measured
 * @param judge the backend whose bits are right
 * @param card the device in numbers
 * @param bandwidth bytes a second of a copy on it
 * @param effort how long to measure
 */
record Measurement(
    Backend device, Backend judge, Card card, double bandwidth, Timing.Effort effort) {

  private static final int BURST = 64;

  /**
   * What was measured, and what the peers compare themselves with.
   *
   * @param digests of each output the sum of the sizes of its elements
   */
  record Outcome(Result result, List<Double> digests) {}

  /**
   * Measures one; an error is a wrong bit, a refusal of the backend, or a failure of the device.
   */
  Outcome of(Workload workload) {
    Executable executable = workload.executable(device);
    Map<String, Tensor> inputs = workload.values();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Buffers buffers = new Buffers();
    inputs.forEach((name, value) -> bind(buffers, name, value));
    executable
        .graph()
        .outputs()
        .forEach(
            (name, node) -> {
              outputs.put(name, zeros(node));
              bind(buffers, name, outputs.get(name));
            });
    try (Resident resident = ((GpuExecutable) executable).resident(buffers)) {
      resident.upload();
      resident.replay();
      resident.download();
      check(workload, outputs, workload.executable(judge).run(inputs));
      return new Outcome(timed(workload, resident, bytes(inputs, outputs)), digests(outputs));
    }
  }

  private static Tensor zeros(Node node) {
    return Tensor.wrap(node.type(), node.dtype().array(node.shape().elements()));
  }

  private static void bind(Buffers buffers, String name, Tensor value) {
    switch (value.dtype()) {
      case F64 -> buffers.and(name, value.doubles());
      case F32 -> buffers.and(name, value.floats());
      case I64 -> buffers.and(name, value.longs());
      case BOOL -> buffers.and(name, value.booleans());
    }
  }

  private static long bytes(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    long sum = 0;
    for (Map<String, Tensor> some : List.of(inputs, outputs)) {
      for (Tensor tensor : some.values()) {
        sum += (long) tensor.size() * tensor.dtype().bytes();
      }
    }
    return sum;
  }

  /** Fails unless every output has the bits expected. */
  static void check(Workload workload, Map<String, Tensor> found, Map<String, Tensor> expected) {
    for (String output : workload.outputs()) {
      Tensor right = expected.get(output);
      Tensor given = found.get(output);
      if (right == null || given == null || !right.sameBits(given)) {
        throw new AssertionError(
            output + " of " + workload.name() + " has other bits than on the processor");
      }
    }
  }

  private static List<Double> digests(Map<String, Tensor> outputs) {
    List<Double> digests = new ArrayList<>();
    for (Tensor output : outputs.values()) {
      double sum = 0;
      for (int i = 0; i < output.size(); i++) {
        sum += Math.abs(output.getDouble(i));
      }
      digests.add(sum);
    }
    return digests;
  }

  private Result timed(Workload workload, Resident resident, long bytes) {
    if (workload.limit() instanceof Limit.Host host) {
      Timing timing = Timing.of(repetitions -> queueing(resident, repetitions), effort);
      return result(workload, timing, microseconds(host.microseconds()), 1, "the host's, a replay");
    }
    Timing timing = Timing.of(resident::milliseconds, effort);
    if (workload.limit() instanceof Limit.Launches launches) {
      int count = resident.launches();
      String limit = count + " launches of " + Row.digits(launches.microseconds()) + " µs";
      return result(workload, timing, microseconds(launches.microseconds() * count), 1, limit);
    }
    if (workload.limit() instanceof Limit.Traffic) {
      String limit = String.format(Locale.ROOT, "%.1f MB moved", bytes / 1e6);
      return result(workload, timing, bytes / bandwidth * 1e3, Limit.Traffic.GOAL, limit);
    }
    if (workload.limit() instanceof Limit.Arithmetic arithmetic) {
      return product(workload, timing, arithmetic.operations());
    }
    return new Result(
        workload.name(),
        Optional.of(timing.median()),
        spread(timing),
        Optional.empty(),
        Optional.empty(),
        resident.launches() + " launches",
        workload.goal());
  }

  private Result product(Workload workload, Timing timing, double operations) {
    double rate = operations / (timing.median() / 1e3);
    String reached = Row.digits(rate / 1e12) + " TFLOP/s";
    Optional<Double> peak = card.peak(workload.dtype());
    return new Result(
        workload.name(),
        Optional.of(timing.median()),
        spread(timing),
        peak.map(most -> operations / most * 1e3),
        Optional.empty(),
        peak.map(most -> reached + " of " + Row.digits(most / 1e12)).orElse(reached),
        workload.goal());
  }

  private static double microseconds(double microseconds) {
    return microseconds / 1e3;
  }

  private static Result result(
      Workload workload, Timing timing, double floor, double goal, String limit) {
    return new Result(
        workload.name(),
        Optional.of(timing.median()),
        spread(timing),
        Optional.of(floor),
        Optional.of(goal),
        limit,
        workload.goal());
  }

  private static String spread(Timing timing) {
    return Row.time(timing.least() * 1e6)
        + " to "
        + Row.time(timing.most() * 1e6)
        + ", "
        + timing.repetitions()
        + " at a time";
  }

  /** What the host needs to queue replays: in bursts, so that it never waits for the device. */
  private static double queueing(Resident resident, int repetitions) {
    double[] bursts = new double[(repetitions - 1) / BURST + 1];
    for (int burst = 0; burst < bursts.length; burst++) {
      resident.synchronize();
      long begin = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        resident.replay();
      }
      bursts[burst] = (System.nanoTime() - begin) / 1e6 / BURST;
    }
    resident.synchronize();
    return Arrays.stream(bursts).average().orElseThrow() * repetitions;
  }
}

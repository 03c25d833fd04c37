package dev.jacobi.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures comparisons. Each variant of a comparison runs in JVMs of its own, one after the other
 * within a run, all with the same options.
 *
 * @param forks how many JVMs for each variant
 * @param warmups how many iterations come before those that count: code is generated in the
 *     background when it is hot, and on one processor that takes its time
 * @param iterations how often to measure in each
 * @param length how long an iteration takes
 */
record Session(int forks, int warmups, int iterations, TimeValue length) {

  /** What figures that are published are measured with. */
  static final Session THOROUGH = new Session(2, 12, 5, TimeValue.seconds(1));

  /** Enough to see whether all works. */
  static final Session QUICK = new Session(1, 2, 2, TimeValue.milliseconds(200));

  /** What a variant took. */
  private record Score(double nanoseconds, Optional<Double> allocated) {}

  /**
   * The options of every JVM that measures.
   *
   * @param threads how many processors it may use; libraries with threads of their own are told by
   *     their benchmark
   */
  static List<String> jvm(int threads) {
    List<String> options = new ArrayList<>();
    options.add("-Xms6g");
    options.add("-Xmx6g");
    options.add("-XX:+UseParallelGC");
    options.add("-XX:ActiveProcessorCount=" + threads);
    options.add("--add-modules=jdk.incubator.vector");
    // Native memory of peers is freed when a call ends; nothing waits for the garbage collector.
    options.add("-Dorg.bytedeco.javacpp.nopointergc=true");
    options.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  /** One row for each peer that could be measured; none if Jacobi could not. */
  List<Row> measure(Comparison comparison, Comparison.Setting setting) throws RunnerException {
    Map<String, Score> scores = run(comparison, setting);
    Score jacobi = scores.get(comparison.jacobi().benchmark());
    List<Row> rows = new ArrayList<>();
    for (Variant peer : comparison.peers()) {
      Score score = scores.get(peer.benchmark());
      if (jacobi != null && score != null) {
        rows.add(
            new Row(
                setting.name(),
                Runtime.version().feature(),
                Row.time(jacobi.nanoseconds()),
                peer.label(),
                Row.time(score.nanoseconds()),
                jacobi.nanoseconds() / score.nanoseconds(),
                "x the time of the peer",
                setting.goal(peer),
                floor(comparison, scores, score),
                jacobi.allocated()));
      }
    }
    return rows;
  }

  private static String floor(Comparison comparison, Map<String, Score> scores, Score peer) {
    return comparison
        .floor()
        .flatMap(
            floor ->
                Optional.ofNullable(scores.get(floor.benchmark()))
                    .map(least -> floor(floor, least, peer)))
        .orElse(comparison.description().floor());
  }

  private static String floor(Variant floor, Score least, Score peer) {
    return Row.digits(least.nanoseconds() / peer.nanoseconds())
        + ": "
        + floor.label()
        + ", "
        + Row.time(least.nanoseconds());
  }

  private Map<String, Score> run(Comparison comparison, Comparison.Setting setting)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(forks)
            .warmupIterations(warmups)
            .warmupTime(length)
            .measurementIterations(iterations)
            .measurementTime(length)
            .jvmArgs(jvm(setting.threads()).toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(false);
    comparison
        .variants()
        .forEach(variant -> options.include("^" + variant.benchmark().replace(".", "\\.") + "$"));
    setting.parameters().forEach(options::param);
    Map<String, Score> scores = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      scores.put(
          result.getParams().getBenchmark(),
          new Score(
              result.getPrimaryResult().getScore(),
              Optional.ofNullable(allocated).map(Result::getScore)));
    }
    return scores;
  }
}

package dev.jacobi.gpu.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.gpu.GpuBackend;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the host spends on a program that is replayed, besides the driver. */
@Tag("long")
class ReplayCostTest {

  /** The time of this thread alone, whatever else the machine does. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 201;
  private static final int RUNS = 2_000;
  private static final double MOST_NANOSECONDS = 2_000;

  @Test
  void aReplayedProgramCostsTheHostLessThanTwoMicroseconds() {
    Graph graph = new Graph();
    Node x = graph.input("x", 8);
    Node w = graph.input("w", 8);
    Node y = x.times(w).map(ScalarOp.EXP);
    try (GpuBackend backend = GpuBackend.on(new IdleDriver())) {
      Executable executable = backend.compile(graph.extract(Map.of("y", y, "s", y.sum())));
      double[] eight = new double[8];
      Map<String, Tensor> inputs = Map.of("x", Tensor.vector(eight), "w", Tensor.vector(eight));
      double free = median(() -> executable.run(inputs));
      Bound run =
          executable.bind(
              new Buffers()
                  .and("x", eight)
                  .and("w", new double[8])
                  .and("y", new double[8])
                  .and("s", new double[1]));
      double bound = median(run::run);
      System.out.printf("a run %.0f ns, a bound run %.0f ns%n", free, bound);
      assertTrue(bound < MOST_NANOSECONDS, () -> "a bound run takes " + bound + " ns");
      assertTrue(free < MOST_NANOSECONDS, () -> "a run takes " + free + " ns");
    }
  }

  private static double median(Runnable run) {
    double[] times = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < RUNS; i++) {
        run.run();
      }
      times[round] = (THREADS.getCurrentThreadCpuTime() - start) / (double) RUNS;
    }
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }
}

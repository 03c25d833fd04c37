package dev.jacobi.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.cpu.jvm.VectorSupport;
import dev.jacobi.cpu.jvm.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Integers shared out among threads are those of the definition, and so are their overflows. */
class SharedIntegersTest {

  private static final int ROWS = 20_000;
  private static final int COLUMNS = 10;

  private static Graph graph() {
    Graph graph = new Graph();
    TensorType type = new TensorType(DType.I64, Shape.of(ROWS, COLUMNS));
    Node x = graph.input("x", type);
    Node y = graph.input("y", type);
    Node both = x.times(3).plus(y);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("rows", reduce(Reduction.SUM, 1, both));
    outputs.put("columns", reduce(Reduction.SUM, 0, both));
    outputs.put("largest", reduce(Reduction.MAX, 1, x.minus(y)));
    outputs.put("count", graph.sum(graph.cast(graph.map(ScalarOp.EQ, x, y), DType.I64)));
    return graph.extract(outputs);
  }

  private static Node reduce(Reduction reduction, int axis, Node x) {
    return x.graph().apply(new Op.Reduce(reduction, List.of(axis), false), List.of(x));
  }

  private static long[] integers(long seed) {
    return new Random(seed).longs(ROWS * COLUMNS, -40, 40).toArray();
  }

  private static Map<String, Tensor> at(long[] x) {
    Shape shape = Shape.of(ROWS, COLUMNS);
    return Map.of("x", Tensor.wrap(shape, x), "y", Tensor.wrap(shape, integers(2)));
  }

  @Test
  void anyNumberOfThreadsGivesTheDefinition() {
    Executable reference = new ReferenceBackend().compile(graph());
    Map<String, Tensor> expected = reference.run(at(integers(1)));
    long[] wrong = integers(1);
    wrong[wrong.length - 7] = Long.MAX_VALUE / 3 + 1;
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> reference.run(at(wrong)));
    for (int threads : new int[] {1, 2, 5}) {
      CpuBackend backend = new CpuBackend(VectorSupport.detect(), Workers.of(threads));
      Executable executable = backend.compile(graph());
      String description = executable.description();
      assertEquals(threads > 1, description.contains(threads + " parts"), description);
      assertTrue(!description.contains("by definition multiply"), description);
      assertEquals(expected, executable.run(at(integers(1))));
      DiagnosticException found =
          assertThrows(DiagnosticException.class, () -> executable.run(at(wrong)));
      assertEquals(refusal.first(), found.first());
      assertEquals(expected, executable.run(at(integers(1))), "after a refusal");
    }
  }
}

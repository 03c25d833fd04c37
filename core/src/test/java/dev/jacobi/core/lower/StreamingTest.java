package dev.jacobi.core.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Streamed;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products over the rows of one tall matrix are done together, and change no bit. */
class StreamingTest {

  private final Random random = new Random(5);

  private Tensor tensor(int... sizes) {
    long[] extents = new long[sizes.length];
    int count = 1;
    for (int i = 0; i < sizes.length; i++) {
      extents[i] = sizes[i];
      count *= sizes[i];
    }
    return Tensor.wrap(Shape.of(extents), random.doubles(count, -1, 1).toArray());
  }

  private static Graph leastSquares(int rows, int columns) {
    Graph graph = new Graph();
    Node x = graph.input("x", rows, columns);
    Node w = graph.input("w", columns);
    Node y = graph.input("y", rows);
    Node rest = x.matmul(w).minus(y);
    Node loss = rest.times(rest).sum();
    Node gradient = Reverse.gradients(graph, loss, graph.constant(1, DType.F64), List.of(w)).get(0);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("loss", loss);
    outputs.put("gradient", gradient);
    outputs.put("worst", graph.reduce(Reduction.MAX, rest, List.of(0), false));
    return graph.extract(outputs);
  }

  private static long streamed(Graph graph) {
    Program program = Lowering.lower(graph);
    assertEquals(program, Program.parse(program.toString()));
    return program.steps().stream().filter(step -> step instanceof Streamed).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {30_000, 30_001, 32_768})
  void aRegressionReadsItsMatrixOnceAndKeepsItsBits(int rows) {
    Graph graph = leastSquares(rows, 7);
    assertEquals(1, streamed(graph));
    Map<String, Tensor> at = Map.of("x", tensor(rows, 7), "w", tensor(7), "y", tensor(rows));
    assertEquals(
        new ReferenceBackend().compile(graph).run(at),
        TileExecutable.of(graph, new Interpretation()).run(at));
  }

  @Test
  void severalColumnsStreamAsWell() {
    Graph graph = new Graph();
    Node x = graph.input("x", 20_000, 8);
    Node w = graph.input("w", 8, 3);
    Node z = x.matmul(w);
    Node loss = z.times(z).sum();
    Node gradient = Reverse.gradients(graph, loss, graph.constant(1, DType.F64), List.of(w)).get(0);
    Node columns = graph.reduce(Reduction.SUM, z, List.of(0), false);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("loss", loss);
    outputs.put("gradient", gradient);
    outputs.put("columns", columns);
    outputs.put("rows", graph.reduce(Reduction.SUM, z, List.of(1), false));
    Graph frozen = graph.extract(outputs);
    assertEquals(1, streamed(frozen));
    Map<String, Tensor> at = Map.of("x", tensor(20_000, 8), "w", tensor(8, 3));
    assertEquals(
        new ReferenceBackend().compile(frozen).run(at),
        TileExecutable.of(frozen, new Interpretation()).run(at));
  }

  @Test
  void whatHangsOnAllRowsIsNotStreamed() {
    Graph graph = new Graph();
    Node x = graph.input("x", 20_000, 8);
    Node w = graph.input("w", 8);
    Node z = x.matmul(w);
    Node centred = z.minus(z.mean());
    Graph frozen = graph.extract(Map.of("g", x.transpose().matmul(centred)));
    assertEquals(0, streamed(frozen));
    Map<String, Tensor> at = Map.of("x", tensor(20_000, 8), "w", tensor(8));
    assertEquals(
        new ReferenceBackend().compile(frozen).run(at),
        TileExecutable.of(frozen, new Interpretation()).run(at));
  }

  @Test
  void smallMatricesAreNotCut() {
    assertTrue(streamed(leastSquares(100, 7)) == 0);
  }
}

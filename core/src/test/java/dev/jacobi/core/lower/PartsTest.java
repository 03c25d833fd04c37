package dev.jacobi.core.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values made of parts, or picked by integers, are loops, and change no bit. */
class PartsTest {

  private static Program lower(Node... outputs) {
    Program program = Lowering.lower(graph(outputs));
    assertTrue(
        program.steps().stream().noneMatch(step -> step instanceof Defined), program::toString);
    return program;
  }

  private static Graph graph(Node... outputs) {
    Map<String, Node> named = new LinkedHashMap<>();
    for (Node output : outputs) {
      named.put("y" + named.size(), output);
    }
    return outputs[0].graph().extract(named);
  }

  private static void agree(Map<String, Tensor> at, Node... outputs) {
    Graph graph = graph(outputs);
    assertEquals(
        new ReferenceBackend().compile(graph).run(at),
        TileExecutable.of(graph, new Interpretation()).run(at));
  }

  private static Node concat(int axis, Node... operands) {
    return operands[0].graph().apply(new Op.Concat(axis), List.of(operands));
  }

  private static Node embed(Node x, Shape shape, Op.Range... ranges) {
    return x.graph().apply(new Op.Embed(shape, List.of(ranges)), List.of(x));
  }

  private static Tensor numbers(int rows, int columns) {
    double[] elements = new double[rows * columns];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i % 7 == 3 ? -0.0 : i * 0.37 - 5;
    }
    return Tensor.wrap(Shape.of(rows, columns), elements);
  }

  @Test
  void whatALoopComputesIsStoredWhereItIsJoined() {
    Graph graph = new Graph();
    Node x = graph.input("x", 40, 30);
    Node joined = concat(1, x.times(2), x, x.minus(3), x.times(2));
    Program program = lower(joined);
    assertEquals(2, program.steps().size(), program::toString);
    assertEquals(3, ((Loop) program.steps().get(0)).targets().size());
    agree(Map.of("x", numbers(40, 30)), joined, concat(0, x.times(2), x), joined.sum());
  }

  @Test
  void operandsOfOneShapeAreCopiedTogether() {
    Graph graph = new Graph();
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      operands.add(graph.input("x" + i, 1));
    }
    Node joined = concat(0, operands.toArray(new Node[0]));
    assertEquals(1, lower(joined).steps().size());
  }

  @Test
  void whatIsNeededElsewhereIsStoredThereToo() {
    Graph graph = new Graph();
    Node x = graph.input("x", 9, 8);
    Node twice = x.times(2);
    Node joined =
        concat(0, twice, graph.apply(new Op.Permute(List.of(1, 0)), List.of(twice)).reshape(9, 8));
    lower(joined, twice);
    agree(Map.of("x", numbers(9, 8)), joined, twice, twice.sum());
  }

  @Test
  void elementsAmongZerosNeedNoDefinition() {
    Graph graph = new Graph();
    Node x = graph.input("x", 3, 5);
    Shape shape = Shape.of(9, 20);
    Op.Range down = new Op.Range(8, -3, Dim.of(3));
    Op.Range part = new Op.Range(2, 4, Dim.of(5));
    Node computed = embed(x.times(3), shape, down, part);
    Node copied = embed(x, shape, down, part);
    lower(computed, copied);
    agree(Map.of("x", numbers(3, 5)), computed, copied, computed.plus(copied));
    Node whole = embed(x, Shape.of(3, 5), Op.Range.all(Dim.of(3)), Op.Range.all(Dim.of(5)));
    agree(Map.of("x", numbers(3, 5)), whole);
  }

  @Test
  void everyElementTypeIsJoinedAndPutAmongZeros() {
    for (DType dtype : DType.values()) {
      Graph graph = new Graph();
      Node x = graph.input("x", new TensorType(dtype, Shape.of(4, 6)));
      Op.Range odd = new Op.Range(1, 2, Dim.of(6));
      Node joined = concat(1, x, x);
      Node among = embed(x, Shape.of(4, 13), Op.Range.all(Dim.of(4)), odd);
      lower(joined, among);
      agree(Map.of("x", numbers(4, 6).cast(dtype)), joined, among);
    }
  }

  @Test
  void reductionsOfAxesThatLieApartAreLoops() {
    Graph graph = new Graph();
    Node x = graph.input("x", 40, 30).reshape(4, 10, 3, 10);
    Node sum = graph.reduce(Reduction.SUM, x, List.of(0, 2), false);
    Node most = graph.reduce(Reduction.MAX, x.times(2), List.of(1, 3), true);
    Node norm = graph.reduce(Reduction.NORM, x, List.of(0, 2), true);
    lower(sum, most, norm);
    agree(Map.of("x", numbers(40, 30)), sum, most, norm);
  }

  @Test
  void whatHasNoElementsIsKnownBeforehand() {
    Graph graph = new Graph();
    Node x = graph.input("x", 0, 3);
    Node sum = graph.reduce(Reduction.SUM, x.times(2), List.of(0), false);
    Node among = embed(x, Shape.of(2, 3), new Op.Range(0, 1, Dim.of(0)), Op.Range.all(Dim.of(3)));
    lower(sum, among);
    agree(Map.of("x", Tensor.wrap(Shape.of(0, 3), new double[0])), sum, among, x.times(2));
  }

  private static Node gather(int axis, Node x, Node positions) {
    return x.graph().apply(new Op.Gather(axis), List.of(x, positions));
  }

  @Test
  void whatIntegersPickIsLoadedByTheLoopThatUsesIt() {
    Graph graph = new Graph();
    Node x = graph.input("x", 40, 30);
    Node places = graph.input("places", new TensorType(DType.I64, Shape.of(40)));
    Node number = graph.input("number", TensorType.scalar(DType.I64));
    Node turned = graph.apply(new Op.Permute(List.of(1, 0)), List.of(x));
    Node rows = gather(0, x, places).plus(x);
    assertEquals(1, lower(rows).steps().size());
    long[] given = new long[40];
    for (int i = 0; i < given.length; i++) {
      given[i] = (i * 17) % 60 - 30;
    }
    Map<String, Tensor> at =
        Map.of(
            "x", numbers(40, 30),
            "places", Tensor.integers(given),
            "number", Tensor.integers(Shape.SCALAR, 7L));
    Node turnedRows = gather(0, turned, places).times(3);
    Node columns = gather(1, x, places.reshape(5, 8));
    Node one = gather(0, gather(1, x, number), number);
    Node part = gather(1, x, number).times(gather(0, turned, number));
    lower(turnedRows, columns, one, part);
    agree(at, rows, turnedRows, columns, one, part, gather(0, places, number));
  }

  @Test
  void theFirstPositionOutsideIsNamedAsTheDefinitionNamesIt() {
    Graph graph = new Graph();
    Node x = graph.input("x", 4, 1000);
    Node places = graph.input("places", new TensorType(DType.I64, Shape.of(700)));
    long[] given = new long[700];
    given[650] = -1001;
    given[680] = 1000;
    Map<String, Tensor> at = Map.of("x", numbers(4, 1000), "places", Tensor.integers(given));
    Graph picked = graph(gather(1, x, places).times(2));
    DiagnosticException found =
        assertThrows(
            DiagnosticException.class,
            () -> TileExecutable.of(picked, new Interpretation()).run(at));
    DiagnosticException expected =
        assertThrows(
            DiagnosticException.class, () -> new ReferenceBackend().compile(picked).run(at));
    assertEquals(expected.first(), found.first());
    assertTrue(found.first().message().startsWith("index -1001"), found.first().message());
  }
}

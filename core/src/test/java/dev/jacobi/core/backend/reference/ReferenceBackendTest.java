package dev.jacobi.core.backend.reference;

import static dev.jacobi.core.definition.Samples.assertDiagnostic;
import static dev.jacobi.core.definition.Samples.floats;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceBackendTest {

  private final Graph graph = new Graph();

  private Executable compiled(Map<String, Node> outputs) {
    return new ReferenceBackend().compile(graph.extract(outputs));
  }

  private Executable compiled(Node output) {
    return compiled(Map.of("y", output));
  }

  @Test
  void scalarsAndTensorsMeet() {
    Node x = graph.input("x");
    Node p = graph.input("p", 2, 2);
    Node z = x.times(x).times(2).plus(p.times(p).times(2));
    Map<String, Tensor> inputs =
        Map.of("x", Tensor.scalar(3), "p", Tensor.matrix(new double[][] {{1, 2}, {3, 4}}));
    assertEquals(
        Tensor.matrix(new double[][] {{20, 26}, {36, 50}}), compiled(z).run(inputs).get("y"));
    assertEquals(Tensor.scalar(132), compiled(z.sum()).run(inputs).get("y"));
  }

  @Test
  void outputsComeInTheOrderOfTheGraph() {
    Node x = graph.input("x");
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("zebra", x.plus(1));
    outputs.put("x", x);
    outputs.put("ape", graph.constant(2, DType.F64));
    outputs.put("again", x.plus(1));
    Map<String, Tensor> result = compiled(outputs).run(Map.of("x", Tensor.scalar(1)));
    assertEquals(List.of("zebra", "x", "ape", "again"), List.copyOf(result.keySet()));
    assertEquals(List.of(2.0, 1.0, 2.0, 2.0), result.values().stream().map(Tensor::item).toList());
  }

  @Test
  void scalarsOfEveryTypeAreKeptExactly() {
    Node f = graph.input("f", TensorType.scalar(DType.F32));
    Node k = graph.input("k", TensorType.scalar(DType.I64));
    Node b = graph.map(ScalarOp.LT, f, graph.constant(1, DType.F32));
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("f", graph.div(f, graph.constant(3, DType.F32)));
    outputs.put("k", graph.plus(k, k));
    outputs.put("b", graph.map(ScalarOp.NOT, b));
    outputs.put("c", graph.map(ScalarOp.EQ, k, graph.constant((1L << 53) + 1, DType.I64)));
    outputs.put("w", graph.where(b, k, graph.constant(0, DType.I64)));
    Map<String, Tensor> result =
        compiled(outputs)
            .run(
                Map.of(
                    "f", Tensor.floats(Shape.SCALAR, new float[] {0.1f}),
                    "k", Tensor.integers(Shape.SCALAR, new long[] {(1L << 53) + 1})));
    assertEquals(Tensor.floats(Shape.SCALAR, new float[] {0.1f / 3}), result.get("f"));
    assertEquals(Tensor.integers(Shape.SCALAR, new long[] {(1L << 54) + 2}), result.get("k"));
    assertEquals(Tensor.of(Shape.SCALAR, new boolean[] {false}), result.get("b"));
    assertEquals(Tensor.of(Shape.SCALAR, new boolean[] {true}), result.get("c"));
    assertEquals(Tensor.integers(Shape.SCALAR, new long[] {(1L << 53) + 1}), result.get("w"));
  }

  @Test
  void graphsThatCannotRunAreRefused() {
    ReferenceBackend backend = new ReferenceBackend();
    assertDiagnostic("graph/open", "the graph can still grow", () -> backend.compile(graph));
    assertDiagnostic(
        "graph/output", "the graph has no outputs", () -> backend.compile(graph.extract(Map.of())));
    TensorType named = new TensorType(DType.F64, Shape.of(List.of(Dim.named("n"))));
    Node a = graph.input("a", named);
    assertDiagnostic(
        "graph/unbound",
        "the shape of a : f64[n] is not known: a named dimension has no size",
        () -> compiled(a.sum()));
    Node count = graph.apply(new Op.SizeOf(Dim.named("n"), DType.F64), List.of());
    assertDiagnostic(
        "graph/unbound",
        "the size of dimension n is not known: a named dimension has no size",
        () -> backend.compile(countOnly(count)));
  }

  private static Graph countOnly(Node count) {
    Graph only = new Graph();
    return only.extract(Map.of("n", only.apply(count.op(), List.of())));
  }

  @Test
  void everyInputIsCheckedBeforeTheRun() {
    Node x = graph.input("x", 2);
    Node i = graph.input("i", new TensorType(DType.I64, Shape.of(1)));
    Node f = graph.input("f", TensorType.scalar(DType.F32));
    Node unused = graph.input("unused");
    Node sum = x.plus(graph.cast(i, DType.F64)).plus(graph.cast(f, DType.F64));
    Executable run = compiled(Map.of("y", sum));
    assertEquals("unused", ((Op.Input) unused.op()).name());
    DiagnosticException error =
        assertThrows(
            DiagnosticException.class,
            () -> run.run(Map.of("x", Tensor.vector(1.0), "i", Tensor.vector(1.0))));
    assertEquals(
        List.of(
            "input x is f64[2], but the value given is f64[1]",
            "input i is i64[1], but the value given is f64[1]",
            "input f : f32 has no value"),
        error.diagnostics().stream().map(Diagnostic::message).toList());
    assertEquals(
        List.of("input/type", "input/type", "input/missing"),
        error.diagnostics().stream().map(Diagnostic::code).toList());
  }

  @Test
  void inputsAreConvertedOnlyWhereThatIsExact() {
    Node x = graph.input("x", 2);
    Executable run = compiled(x.plus(1));
    Tensor expected = Tensor.vector(2.0, 3);
    assertEquals(expected, run.run(Map.of("x", Tensor.integers(1L, 2))).get("y"));
    assertEquals(expected, run.run(Map.of("x", floats(1, 2))).get("y"));
    for (long inexact : new long[] {(1L << 53) + 1, Long.MAX_VALUE}) {
      assertDiagnostic(
          "input/type",
          "input x is f64[2], but the value given is i64[2]",
          () -> run.run(Map.of("x", Tensor.integers(inexact, 0))));
    }
    Graph other = new Graph();
    Node f = other.input("f", new TensorType(DType.F32, Shape.of(1)));
    Executable single = new ReferenceBackend().compile(other.extract(Map.of("y", f)));
    assertEquals(
        "convert the value to f32 first",
        assertDiagnostic(
                "input/type",
                "input f is f32[1], but the value given is f64[1]",
                () -> single.run(Map.of("f", Tensor.vector(0.5))))
            .hint());
  }

  @Test
  void aRunThatCannotFitIsRefusedBeforeItStarts() {
    Node big = graph.broadcast(graph.input("x"), Shape.of(2_000_000_000L));
    Executable run = compiled(big.map(ScalarOp.SIN).plus(big).sum());
    DiagnosticException error =
        assertThrows(DiagnosticException.class, () -> run.run(Map.of("x", Tensor.scalar(1))));
    assertEquals("memory/limit", error.first().code());
    assertTrue(
        error
            .first()
            .message()
            .startsWith("this needs 44.7 GiB at once, but the JVM may use only "),
        error.first().message());
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefused() {
    Node big = graph.broadcast(graph.input("x"), Shape.of(100_000, 100_000));
    assertEquals(
        "shape/too-large",
        assertThrows(DiagnosticException.class, () -> compiled(big)).first().code());
  }

  @Test
  void valuesAreLetGoAfterTheirLastUse() {
    Node x = graph.input("x", 1000);
    for (int i = 0; i < 100; i++) {
      x = x.map(ScalarOp.SIN).plus(1);
    }
    // Input, operand and result of one step: never more than 3 × 8000 bytes.
    assertTrue(
        compiled(x).description().endsWith("at most 16000 bytes of tensors at once"),
        compiled(x).description());
  }

  @Test
  void anInterruptEndsTheRunAndStays() {
    Executable run = compiled(graph.input("x").plus(1));
    Thread.currentThread().interrupt();
    try {
      assertDiagnostic(
          "run/interrupted",
          "the run was interrupted",
          () -> run.run(Map.of("x", Tensor.scalar(1))));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aMillionNodesRunWithoutRecursion() {
    Node x = graph.input("x");
    Node y = x;
    for (int i = 0; i < 500_000; i++) {
      y = y.map(ScalarOp.NEG).plus(x);
    }
    // x, 0, x, 0, …: after an even number of steps x.
    assertEquals(Map.of("y", Tensor.scalar(2)), compiled(y).run(Map.of("x", Tensor.scalar(2))));
  }

  @Test
  void threadsShareAnExecutable() {
    Node x = graph.input("x", 100);
    Executable run = compiled(x.map(ScalarOp.EXP).times(x).sum());
    List<Tensor> serial = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      serial.add(run.run(inputs(i)).get("y"));
    }
    List<Tensor> parallel =
        IntStream.range(0, 64).parallel().mapToObj(i -> run.run(inputs(i)).get("y")).toList();
    assertEquals(serial, parallel);
  }

  private static Map<String, Tensor> inputs(int seed) {
    double[] elements = new double[100];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.sin(seed + i);
    }
    return Map.of("x", Tensor.vector(elements));
  }
}

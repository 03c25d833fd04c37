package dev.jacobi.core.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.backend.tile.Interpretation;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Integers are computed with in loops, and give what the definition gives. */
class IntegerLoopsTest {

  private final Graph graph = new Graph();

  private Node integers(String name, long... sizes) {
    return graph.input(name, new TensorType(DType.I64, Shape.of(sizes)));
  }

  private static Graph result(Node y) {
    return y.graph().extract(Map.of("y", y));
  }

  private static Program lower(Node y) {
    Program program = Lowering.lower(result(y));
    assertEquals(program, Program.parse(program.toString()), "the text is read back");
    return program;
  }

  private static boolean isLooped(Program program) {
    return program.steps().stream().noneMatch(step -> step instanceof Defined);
  }

  private static long demands(Program program) {
    return program.steps().stream().mapToLong(step -> ((Loop) step).demands().size()).sum();
  }

  private static Tensor run(Node y, Map<String, Tensor> at) {
    Map<String, Tensor> found = TileExecutable.of(result(y), new Interpretation()).run(at);
    assertEquals(new ReferenceBackend().compile(result(y)).run(at), found);
    return found.values().iterator().next();
  }

  private static boolean isSure(Program program) {
    return program.steps().stream().noneMatch(step -> step instanceof Doubt);
  }

  /** What the definition refuses, a program refuses in the same words. */
  private static String refusal(Node y, Map<String, Tensor> at) {
    DiagnosticException defined =
        assertThrows(
            DiagnosticException.class, () -> new ReferenceBackend().compile(result(y)).run(at));
    DiagnosticException found = assertThrows(DiagnosticException.class, () -> run(y, at));
    assertEquals(defined.first(), found.first());
    return found.first().message();
  }

  @Test
  void everyOperationIsALoopAndOnlyThoseThatMayNotFitLeaveDoubt() {
    Set<ScalarOp> doubtful = EnumSet.noneOf(ScalarOp.class);
    for (ScalarOp op : ScalarOp.values()) {
      if (op.integerFunction().isPresent()) {
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          boolean condition = op.kind() == ScalarKind.CHOICE && i == 0;
          DType dtype = condition ? DType.BOOL : DType.I64;
          operands.add(graph.input(op + " " + i, new TensorType(dtype, Shape.of(3))));
        }
        Program program = lower(graph.apply(new Op.Map(op), operands));
        assertTrue(isLooped(program), op::text);
        if (!isSure(program)) {
          doubtful.add(op);
        }
      }
    }
    Set<ScalarOp> arithmetic =
        EnumSet.of(
            ScalarOp.ADD, ScalarOp.SUB, ScalarOp.MUL, ScalarOp.NEG, ScalarOp.SQUARE, ScalarOp.ABS);
    assertEquals(arithmetic, doubtful);
  }

  @Test
  void conversionsAreLoops() {
    for (DType from : DType.values()) {
      for (DType to : DType.values()) {
        Node x = graph.input(from + " " + to, new TensorType(from, Shape.of(3)));
        assertTrue(isLooped(lower(graph.cast(x, to))), from + " to " + to);
      }
    }
  }

  @Test
  void anIntegerConstantStandsInTheCode() {
    Node labels = integers("labels", 5);
    Program program = lower(graph.map(ScalarOp.EQ, labels, graph.constant(7L, DType.I64)));
    assertEquals(2, program.buffers().size(), program::toString);
  }

  @Test
  void theLargestIsFoundInTwoPasses() {
    Node x = graph.input("x", 30, 40);
    Program program = lower(graph.apply(new Op.ArgMax(1), List.of(x)));
    assertTrue(isLooped(program), program::toString);
    assertEquals(2, program.steps().size(), program::toString);
  }

  @Test
  void theLargestIntegerIsFoundInTwoPasses() {
    Node largest = graph.apply(new Op.ArgMax(1), List.of(integers("x", 2, 3)));
    Program program = lower(largest);
    assertTrue(isLooped(program) && isSure(program), program::toString);
    long least = Long.MIN_VALUE;
    long most = Long.MAX_VALUE;
    Tensor x = Tensor.integers(Shape.of(2, 3), least, least, least, most - 1, most, most);
    assertEquals(Tensor.integers(0L, 1L), run(largest, Map.of("x", x)));
  }

  @Test
  void countsOfWhatIsTrueAreOneLoopWithoutDoubt() {
    Node equal = graph.map(ScalarOp.EQ, integers("x", 3), integers("y", 3));
    Node count = graph.sum(graph.cast(equal, DType.I64));
    Program program = lower(count);
    assertEquals(1, program.steps().size(), program::toString);
    assertTrue(isLooped(program), program::toString);
    Map<String, Tensor> at =
        Map.of("x", Tensor.integers(1L, 2L, 3L), "y", Tensor.integers(1L, 0L, 3L));
    assertEquals(Tensor.integers(Shape.SCALAR, 2L), run(count, at));
    Node twice = graph.plus(graph.times(count, count), graph.constant(1L, DType.I64));
    assertTrue(isSure(lower(twice)), "the square of a count fits");
  }

  @Test
  void sumsThatOverflowOnTheWayAreRefusedThoughTheyFit() {
    Node sum = graph.sum(integers("x", 3));
    Program program = lower(sum);
    assertTrue(isLooped(program) && !isSure(program), program::toString);
    long most = Long.MAX_VALUE;
    refusal(sum, Map.of("x", Tensor.integers(most, 1L, -1L)));
    refusal(sum, Map.of("x", Tensor.integers(most, most, 2L)));
    assertEquals(
        Tensor.integers(Shape.SCALAR, most),
        run(sum, Map.of("x", Tensor.integers(most, -1L, 1L))),
        "what is large may fit all the same");
  }

  @Test
  void theFirstOperationThatDoesNotFitIsNamed() {
    Node x = integers("x", 2);
    Node sum = graph.plus(x, graph.constant(Long.MAX_VALUE, DType.I64));
    Node product = graph.times(sum, sum);
    Node total = graph.sum(product);
    assertTrue(refusal(total, Map.of("x", Tensor.integers(0L, 1L))).contains("result of add"));
    long minusMost = -Long.MAX_VALUE;
    Map<String, Tensor> large = Map.of("x", Tensor.integers(minusMost, 1L - (1L << 62)));
    assertTrue(refusal(total, large).contains("result of multiply"));
    assertEquals(
        Tensor.integers(Shape.SCALAR, 5L),
        run(total, Map.of("x", Tensor.integers(minusMost + 1, minusMost + 2))));
  }

  @Test
  void positionsThatWrappedAreNotPickedAt() {
    Node x = graph.input("x", 6);
    Node i = integers("i", 2);
    Node row = graph.times(i, graph.constant(3L, DType.I64));
    Node picked = graph.apply(new Op.Gather(0), List.of(x, row));
    assertTrue(isLooped(lower(picked)));
    Map<String, Tensor> at =
        Map.of("x", Tensor.vector(0.0, 1, 2, 3, 4, 5), "i", Tensor.integers(1L, -1L));
    assertEquals(Tensor.vector(3.0, 3), run(picked, at));
    // A third of 2⁶⁴ + 2, times three, wraps to 2.
    Map<String, Tensor> wrapped =
        Map.of(
            "x", Tensor.vector(0.0, 1, 2, 3, 4, 5), "i", Tensor.integers(1L, 0x5555555555555556L));
    assertTrue(refusal(picked, wrapped).contains("result of multiply"));
  }

  @Test
  void boundRunsInDoubtGiveTheDefinitionToo() {
    Node sum = graph.sum(integers("x", 2));
    long[] x = {Long.MAX_VALUE, -1};
    long[] y = new long[1];
    Bound bound =
        TileExecutable.of(result(sum), new Interpretation())
            .bind(new Buffers().and("x", x).and("y", y));
    bound.run();
    assertEquals(Long.MAX_VALUE - 1, y[0]);
    x[1] = 1;
    assertThrows(DiagnosticException.class, bound::run);
    x[0] = 1;
    bound.run();
    assertEquals(2, y[0]);
  }

  @Test
  void labelsAreLookedAtBeforeTheyMark() {
    Node labels = integers("labels", 4);
    Node ignoring = graph.apply(new Op.OneHot(Dim.of(3), Optional.of(-100L)), List.of(labels));
    Program program = lower(ignoring);
    assertTrue(isLooped(program), program::toString);
    assertEquals(1, demands(program));
    assertTrue(program.toString().contains("labels of 3 ignore -100\n"), program::toString);
    run(ignoring, Map.of("labels", Tensor.integers(2L, -100L, 0L, 1L)));
    for (long wrong : new long[] {3, -1, -99, Long.MIN_VALUE}) {
      Map<String, Tensor> at = Map.of("labels", Tensor.integers(2L, -100L, wrong, 7L));
      DiagnosticException refusal =
          assertThrows(DiagnosticException.class, () -> run(ignoring, at));
      assertTrue(refusal.getMessage().contains("Target " + wrong + " is"), refusal.getMessage());
    }
  }

  @Test
  void positionsThatAreAlwaysInsideAreNotLookedAt() {
    Node x = graph.input("x", 30, 40);
    Node largest = graph.apply(new Op.ArgMax(1), List.of(x));
    assertEquals(0, demands(lower(graph.apply(new Op.OneHot(Dim.of(40)), List.of(largest)))));
    assertEquals(1, demands(lower(graph.apply(new Op.OneHot(Dim.of(39)), List.of(largest)))));
    Node counted = graph.apply(new Op.Iota(Dim.of(6)), List.of());
    assertEquals(0, demands(lower(graph.apply(new Op.OneHot(Dim.of(6)), List.of(counted)))));
    assertEquals(1, demands(lower(graph.apply(new Op.OneHot(Dim.of(5)), List.of(counted)))));
  }
}

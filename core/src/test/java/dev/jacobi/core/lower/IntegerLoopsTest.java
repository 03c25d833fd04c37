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
import dev.jacobi.core.kernel.Defined;
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

/** Integers are computed with in loops, but for what may not fit. */
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

  @Test
  void onlyOperationsThatMayNotFitRunByDefinition() {
    Set<ScalarOp> defined = EnumSet.noneOf(ScalarOp.class);
    for (ScalarOp op : ScalarOp.values()) {
      if (op.integerFunction().isPresent()) {
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          boolean condition = op.kind() == ScalarKind.CHOICE && i == 0;
          DType dtype = condition ? DType.BOOL : DType.I64;
          operands.add(graph.input(op + " " + i, new TensorType(dtype, Shape.of(3))));
        }
        if (!isLooped(lower(graph.apply(new Op.Map(op), operands)))) {
          defined.add(op);
        }
      }
    }
    Set<ScalarOp> arithmetic =
        EnumSet.of(
            ScalarOp.ADD, ScalarOp.SUB, ScalarOp.MUL, ScalarOp.NEG, ScalarOp.SQUARE, ScalarOp.ABS);
    assertEquals(arithmetic, defined);
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
    assertEquals(3, program.steps().size(), program::toString);
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

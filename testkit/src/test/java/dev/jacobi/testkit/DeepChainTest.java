package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Operand;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A chain of a million operations is built, differentiated and run: nothing recurses over a graph.
 */
@Isolated("needs most of the heap")
class DeepChainTest {

  private static final int OPERATIONS = 1_000_000;

  private static final double POINT = 0.5;

  /** x, sin x, x·sin x, sin(x·sin x), …: the first operand comes back in every other step. */
  private static <T extends Operand<T>> T chain(T x) {
    T y = x;
    for (int i = 0; i < OPERATIONS / 2; i++) {
      y = y.map(ScalarOp.SIN).plus(x);
    }
    return y;
  }

  /** The value and the derivative of the chain, by hand. */
  private static double[] expected() {
    double y = POINT;
    double dy = 1;
    for (int i = 0; i < OPERATIONS / 2; i++) {
      dy = dy * StrictMath.cos(y) + 1;
      y = StrictMath.sin(y) + POINT;
    }
    return new double[] {y, dy};
  }

  /** What is derived from the chain, ready to run; the graph it grew in is let go. */
  private static Graph derived(BiFunction<Node, Node, Node> derivative) {
    Graph graph = new Graph();
    Node x = graph.input("x");
    Node y = chain(x);
    assertEquals(OPERATIONS + 1, graph.nodes().size());
    return graph.extract(Map.of("y", y, "derivative", derivative.apply(x, y)));
  }

  private static void check(Graph graph) {
    Map<String, Tensor> found =
        new ReferenceBackend().compile(graph).run(Map.of("x", Tensor.scalar(POINT)));
    double[] expected = expected();
    assertEquals(Tensor.scalar(expected[0]), found.get("y"));
    Tensor derivative = Objects.requireNonNull(found.get("derivative"));
    assertEquals(expected[1], derivative.item(), 1e-12 * expected[1]);
  }

  @Test
  void aGraphOfAMillionOperationsIsDifferentiatedInReverseModeAndRuns() {
    check(
        derived(
            (x, y) -> {
              Node one = y.graph().constant(1, DType.F64);
              return Reverse.gradients(y.graph(), y, one, List.of(x)).get(0);
            }));
  }

  @Test
  void aGraphOfAMillionOperationsIsDifferentiatedInForwardModeAndRuns() {
    check(
        derived(
            (x, y) -> {
              Node one = y.graph().constant(1, DType.F64);
              return Forward.tangent(y.graph(), y, Map.of(x, one));
            }));
  }

  @Test
  void aTapeOfAMillionOperationsIsWalkedBack() {
    Tape tape = new Tape(new Eager());
    Variable x = tape.variable(POINT);
    Variable y = chain(x);
    y.backward();
    double[] expected = expected();
    assertEquals(expected[0], y.item());
    assertEquals(expected[1], x.grad().item(), 1e-12 * expected[1]);
  }
}

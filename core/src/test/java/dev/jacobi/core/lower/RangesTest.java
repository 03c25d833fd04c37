package dev.jacobi.core.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.IntegerFunction;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ranges hold what may come, and no less is said to fit than does. */
class RangesTest {

  private final Graph graph = new Graph();

  private Node data(long... integers) {
    return graph.data(Tensor.integers(integers));
  }

  private Ranges.Range range(Node node) {
    return Ranges.of(graph).of(node);
  }

  private boolean mayOverflow(Node node) {
    return Ranges.of(graph).mayOverflow(node);
  }

  private static long within(Random random, long low, long high) {
    long width = high - low + 1;
    return width > 0 ? low + Math.floorMod(random.nextLong(), width) : random.nextLong();
  }

  @Test
  void everyFunctionOfIntegersStaysInItsRangeOrMayOverflow() {
    Random random = new Random(1);
    for (ScalarOp op : ScalarOp.values()) {
      IntegerFunction function = op.integerFunction().orElse(null);
      if (function == null || op.kind().isTruth()) {
        continue;
      }
      for (int trial = 0; trial < 200; trial++) {
        int shift = random.nextInt(64);
        long[][] ends = new long[3][2];
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          long first = random.nextLong() >> shift;
          long second = first + random.nextInt(20) - 10L;
          boolean truth = op.kind() == ScalarKind.CHOICE && i == 0;
          ends[i][0] = truth ? 0 : Math.min(first, second);
          ends[i][1] = truth ? 1 : Math.max(first, second);
          operands.add(
              truth
                  ? graph.input(op + " " + trial, new TensorType(DType.BOOL, Shape.of(2)))
                  : data(ends[i]));
        }
        check(graph.apply(new Op.Map(op), operands), function, ends, random);
      }
    }
  }

  private void check(Node node, IntegerFunction function, long[][] ends, Random random) {
    Ranges ranges = Ranges.of(graph);
    for (int i = 0; i < 20; i++) {
      long x = within(random, ends[0][0], ends[0][1]);
      long y = within(random, ends[1][0], ends[1][1]);
      long z = within(random, ends[2][0], ends[2][1]);
      if (!ranges.mayOverflow(node)) {
        long value = function.apply(x, y, z);
        Ranges.Range range = ranges.of(node);
        assertTrue(range.low() <= value && value <= range.high(), node + " at " + x + " " + y);
      }
    }
  }

  /** Around 0, around the ends, and between, of every length. */
  private static long some(Random random) {
    long end = random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(7) - 3L;
      case 1 -> end - Long.signum(end) * random.nextInt(5);
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  @Test
  void anOperandBesideConstantsDecidesWhetherTheValueFits() {
    Random random = new Random(2);
    int decided = 0;
    for (ScalarOp op : ScalarOp.values()) {
      IntegerFunction function = op.integerFunction().orElse(null);
      if (function == null || op.kind() == ScalarKind.CHOICE) {
        continue;
      }
      for (int trial = 0; trial < 100; trial++) {
        int own = random.nextInt(op.arity());
        long[] point = {some(random), some(random), some(random)};
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          TensorType any = new TensorType(DType.I64, Shape.of(1));
          operands.add(i == own ? graph.input(op + " of " + trial, any) : data(point[i]));
        }
        Op.Map map = new Op.Map(op);
        Node node = graph.apply(map, operands);
        Ranges ranges = Ranges.of(graph);
        if (ranges.mayOverflow(node)) {
          Ranges.Decision decision = ranges.decision(map, node).orElseThrow();
          assertEquals(own, decision.operand());
          decided++;
          checkDecision(function, decision, point, random);
        }
      }
    }
    assertTrue(decided > 100, () -> "too few decisions were judged");
  }

  private static void checkDecision(
      IntegerFunction function, Ranges.Decision decision, long[] point, Random random) {
    long low = decision.fitting().low();
    long high = decision.fitting().high();
    long[] ends = {low, low - 1, high, high + 1, 0, some(random), some(random), some(random)};
    for (long x : ends) {
      point[decision.operand()] = x;
      boolean fits = true;
      try {
        function.apply(point[0], point[1], point[2]);
      } catch (ArithmeticException overflow) {
        fits = false;
      }
      assertEquals(fits, low <= x && x <= high, decision + " at " + x);
    }
  }

  @Test
  void positionsAreBoundedByTheirExtents() {
    Node position = graph.apply(new Op.ArgMax(1), List.of(graph.input("x", 3, 7)));
    assertEquals(new Ranges.Range(0, 6), range(position));
    Node counted = graph.apply(new Op.Iota(Dim.of(5)), List.of());
    assertEquals(new Ranges.Range(0, 4), range(counted));
    assertEquals(new Ranges.Range(0, 20), range(graph.sum(counted)));
  }

  @Test
  void aSumMayOverflowWhereItsElementsAreTooLargeForTheirNumber() {
    long half = Long.MAX_VALUE / 2;
    assertFalse(mayOverflow(graph.sum(data(half, -half))));
    assertTrue(mayOverflow(graph.sum(data(half + 1, -half))));
    assertTrue(mayOverflow(graph.sum(data(half, -half - 1))));
    Node largest =
        graph.apply(new Op.Reduce(Reduction.MAX, List.of(0), false), List.of(data(half, 3)));
    assertEquals(new Ranges.Range(3, half), range(largest));
  }
}

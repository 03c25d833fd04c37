package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.IntegerFunction;
import dev.jacobi.core.type.DType;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Between which integers the elements of each node lie, truth values as 0 and 1, and which nodes
 * may have elements that do not fit 64 bits. Invariant: as long as all fit, every element lies in
 * its range.
 */
final class Ranges {

  private static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Range TRUTH = new Range(0, 1);

  private final Range[] ranges;
  private final boolean[] overflows;

  /**
   * An interval; both ends belong to it.
   *
   * @param low the lower end
   * @param high the upper end
   */
  record Range(long low, long high) {

    /** The least interval that has both in it. */
    Range and(Range other) {
      return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    private boolean isConstant() {
      return low == high;
    }

    /** Its ends, and 0 if that lies between. */
    long[] corners() {
      return LongStream.of(low, Math.min(Math.max(low, 0), high), high).distinct().toArray();
    }
  }

  private Ranges(Graph graph) {
    this.ranges = new Range[graph.nodes().size()];
    this.overflows = new boolean[ranges.length];
    Arrays.fill(ranges, ALL);
    for (Node node : graph.nodes()) {
      boolean some = node.shape().elements() > 0;
      if (node.dtype() == DType.BOOL) {
        ranges[node.id()] = TRUTH;
      } else if (node.dtype() == DType.I64 && some) {
        ranges[node.id()] = range(node);
      }
    }
  }

  /** Those of all nodes of a graph without named dimensions. */
  static Ranges of(Graph graph) {
    return new Ranges(graph);
  }

  /** Between which integers the elements of a node of integers lie. */
  Range of(Node node) {
    return ranges[node.id()];
  }

  /** Whether an element, or one on the way to it, may not fit though its operands do. */
  boolean mayOverflow(Node node) {
    return overflows[node.id()];
  }

  /** Elements of which so many have a sum that fits, in any order. */
  static Range summands(int count) {
    long most = Long.MAX_VALUE / count;
    return new Range(-most, most);
  }

  /**
   * What decides whether a value fits, where one operand does.
   *
   * @param operand which
   * @param fitting its elements for which the value fits
   */
  record Decision(int operand, Range fitting) {}

  /** The operand that decides whether the value of a map fits, if the others are constants. */
  Optional<Decision> decision(Op.Map map, Node node) {
    IntegerFunction function = map.op().integerFunction().orElseThrow();
    List<Range> operands = node.operands().stream().map(this::of).toList();
    for (int i = 0; i < operands.size(); i++) {
      int own = i;
      boolean alone =
          IntStream.range(0, operands.size())
              .allMatch(k -> k == own || operands.get(k).isConstant());
      LongPredicate fits = x -> fits(function, operands, own, x);
      if (alone && fits.test(0)) {
        return Optional.of(
            new Decision(i, new Range(last(Long.MIN_VALUE, fits), last(Long.MAX_VALUE, fits))));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(IntegerFunction function, List<Range> operands, int own, long x) {
    long[] point = new long[3];
    for (int i = 0; i < operands.size(); i++) {
      point[i] = i == own ? x : operands.get(i).low();
    }
    try {
      function.apply(point[0], point[1], point[2]);
      return true;
    } catch (ArithmeticException overflow) {
      return false;
    }
  }

  /** The last integer on the way from 0 to an end of which something holds that once ceases to. */
  private static long last(long end, LongPredicate holds) {
    if (holds.test(end)) {
      return end;
    }
    long inside = 0;
    long outside = end;
    while (outside - inside != Long.signum(end)) {
      long middle = inside + (outside - inside) / 2;
      if (holds.test(middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  private Range range(Node node) {
    Op op = node.op();
    if (op instanceof Op.Constant || op instanceof Op.Data || op instanceof Op.SizeOf) {
      return range(Definitions.value(node).longs());
    }
    if (op instanceof Op.Iota iota) {
      return new Range(0, iota.extent().size() - 1);
    }
    if (op instanceof Op.Map map) {
      return map(map.op().integerFunction().orElseThrow(), node);
    }
    if (op instanceof Op.Reduce reduce) {
      return reduce(reduce, node);
    }
    if (op instanceof Op.ArgMax arg) {
      Node x = node.operand(0);
      return new Range(0, x.shape().sizes()[x.shape().axis(arg.axis())] - 1L);
    }
    if (op instanceof Op.Embed) {
      return of(node.operand(0)).and(new Range(0, 0));
    }
    return moves(op) ? ofOperands(node) : ALL;
  }

  /** The least interval that some integers lie in. */
  private static Range range(long[] integers) {
    LongSummaryStatistics all = Arrays.stream(integers).summaryStatistics();
    return new Range(all.getMin(), all.getMax());
  }

  /** Whether every element is one of an operand that has elements of the result's sort. */
  private static boolean moves(Op op) {
    return op instanceof Op.Broadcast
        || op instanceof Op.Reshape
        || op instanceof Op.Permute
        || op instanceof Op.Slice
        || op instanceof Op.Concat
        || op instanceof Op.Gather
        || op instanceof Op.Cast
        || op instanceof Op.Detach;
  }

  private Range ofOperands(Node node) {
    Range range = of(node.operand(0));
    if (node.op() instanceof Op.Concat) {
      for (Node operand : node.operands()) {
        range = range.and(of(operand));
      }
    }
    return range;
  }

  private Range map(IntegerFunction function, Node node) {
    List<Node> operands = node.operands();
    Range x = of(operands.get(0));
    Range y = operands.size() > 1 ? of(operands.get(1)) : x;
    Range z = operands.size() > 2 ? of(operands.get(2)) : x;
    try {
      LongStream.Builder values = LongStream.builder();
      for (long first : x.corners()) {
        for (long second : y.corners()) {
          for (long third : z.corners()) {
            values.add(function.apply(first, second, third));
          }
        }
      }
      return range(values.build().toArray());
    } catch (ArithmeticException overflow) {
      overflows[node.id()] = true;
      return ALL;
    }
  }

  private Range reduce(Op.Reduce op, Node node) {
    Range x = of(node.operand(0));
    int count = node.operand(0).shape().elements() / node.shape().elements();
    return switch (op.reduction()) {
      case SUM -> {
        Range fitting = summands(Math.max(count, 1));
        if (x.low < fitting.low || x.high > fitting.high) {
          overflows[node.id()] = true;
          yield ALL;
        }
        yield new Range(x.low * count, x.high * count);
      }
      case MAX, MIN, AMAX, AMIN -> x;
      default -> ALL;
    };
  }
}

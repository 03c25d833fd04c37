package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Inputs at which two values of a graph are compared, and the comparison. */
final class Points {

  private static final double[] AWKWARD_BITS = {
    0.0,
    -0.0,
    1,
    -1,
    2,
    -2,
    0.5,
    -0.5,
    3,
    -7.25,
    0.1,
    1e-300,
    -1e-300,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e300,
    -1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    0x1p53,
    -0x1p-1030
  };

  private static final double[] AWKWARD_REALS = {-2, -1, -0.5, 0, 0.5, 1, 2};

  private static final double TOLERANCE = 1e-11;
  private static final double GROSS = 1e-6;
  private static final double LARGE = 1e6;

  /** Whether two numbers may stand for each other. */
  private interface Agreement {
    boolean holds(double left, double right);
  }

  private final Validity validity;
  private final Random random;

  Points(Validity validity, long seed) {
    this.validity = validity;
    this.random = new Random(seed);
  }

  private double draw(boolean awkward) {
    if (validity == Validity.EXACT) {
      return awkward
          ? AWKWARD_BITS[random.nextInt(AWKWARD_BITS.length)]
          : Double.longBitsToDouble(random.nextLong());
    }
    return awkward
        ? AWKWARD_REALS[random.nextInt(AWKWARD_REALS.length)]
        : -3 + 6 * random.nextDouble();
  }

  private Tensor draw(TensorType type, boolean awkward) {
    int count = type.shape().elements();
    if (type.dtype() == DType.I64) {
      return Tensor.integers(type.shape(), random.longs(count, 0, 2).toArray());
    }
    if (type.dtype() == DType.BOOL) {
      boolean[] truths = new boolean[count];
      for (int i = 0; i < count; i++) {
        truths[i] = random.nextBoolean();
      }
      return Tensor.of(type.shape(), truths);
    }
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = draw(awkward);
    }
    return Tensor.of(type.shape(), elements);
  }

  /** The values of the nodes at one point. */
  static List<Tensor> values(List<Node> nodes, Map<String, Tensor> inputs) {
    Map<Node, Tensor> values = new HashMap<>();
    boolean[] live = nodes.get(0).graph().live(nodes);
    for (Node node : nodes.get(0).graph().nodes()) {
      if (node.id() < live.length && live[node.id()]) {
        List<Tensor> operands = new ArrayList<>();
        node.operands().forEach(operand -> operands.add(values.get(operand)));
        values.put(
            node,
            node.op() instanceof Op.Input input
                ? inputs.get(input.name())
                : new Eager().apply(node.op(), operands));
      }
    }
    return nodes.stream().map(values::get).toList();
  }

  /** As {@link #faults}, where both are defined and of moderate size, but for some lost digits. */
  List<String> gross(Node before, Node after, int points) {
    return faults(
        before,
        after,
        points,
        (left, right) ->
            !(Math.abs(left) < LARGE && Math.abs(right) < LARGE)
                || Math.abs(left - right) <= GROSS * Math.max(1, Math.abs(left)));
  }

  /** What is wrong with taking one value for the other; empty when nothing is. */
  List<String> faults(Node before, Node after, int points) {
    return faults(before, after, points, this::agree);
  }

  private List<String> faults(Node before, Node after, int points, Agreement agreement) {
    List<String> faults = new ArrayList<>();
    if (!before.type().equals(after.type())) {
      return List.of("type " + before.type() + " becomes " + after.type());
    }
    for (int i = 0; i < points && faults.isEmpty(); i++) {
      Map<String, Tensor> inputs = new HashMap<>();
      boolean awkward = i % 2 == 0;
      before.graph().inputs().forEach((name, node) -> inputs.put(name, draw(node.type(), awkward)));
      List<Tensor> values = values(List.of(before, after), inputs);
      double[] left = values.get(0).toDoubles();
      double[] right = values.get(1).toDoubles();
      for (int k = 0; k < left.length; k++) {
        if (!agreement.holds(left[k], right[k])) {
          faults.add(left[k] + " becomes " + right[k] + " at " + inputs);
        }
      }
    }
    return faults;
  }

  private boolean agree(double left, double right) {
    if (validity == Validity.EXACT) {
      return Double.doubleToLongBits(left) == Double.doubleToLongBits(right);
    }
    if (Double.isFinite(left) && Double.isFinite(right)) {
      double size = Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
      return Math.abs(left - right) <= TOLERANCE * size;
    }
    return Double.isFinite(left) == Double.isFinite(right);
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program drawn at random in which every value is used once, at a point of small whole numbers,
 * where values and derivatives are often infinite or NaN. One path leads from each element to the
 * result, so that its derivative is one product, whatever the order of its factors.
 */
final class RandomTree {

  private static final int DEPTH = 4;
  private static final Shape SCALAR = Shape.of();
  private static final Shape VECTOR = Shape.of(3);

  private static final List<ScalarOp> OPERATIONS =
      Arrays.stream(ScalarOp.values())
          .filter(op -> op.isDifferentiable() && op != ScalarOp.WHERE && op != ScalarOp.POLYGAMMA)
          .toList();

  private static final List<ScalarOp> CHOOSING =
      List.of(ScalarOp.RELU, ScalarOp.CLIP, ScalarOp.MAXIMUM, ScalarOp.MINIMUM);

  private static final List<Reduction> REDUCTIONS =
      Arrays.stream(Reduction.values()).filter(kind -> !kind.isLogical()).toList();

  private final Graph graph = new Graph();
  private final Random random;
  private final List<Node> inputs = new ArrayList<>();
  private final Map<String, Tensor> point = new LinkedHashMap<>();
  private final Node result;

  /** The program of a seed; the same on every run. */
  RandomTree(long seed) {
    random = new Random(seed);
    result = value(SCALAR, DEPTH);
  }

  /** Not frozen. */
  Graph graph() {
    return graph;
  }

  /** Of one element. */
  Node result() {
    return result;
  }

  /** Those that carry a derivative. */
  List<Node> inputs() {
    return inputs;
  }

  /** A value for each input, by name. */
  Map<String, Tensor> point() {
    return point;
  }

  private Node value(Shape shape, int depth) {
    if (depth == 0) {
      Node input = number(shape);
      inputs.add(input);
      return input;
    }
    return switch (random.nextInt(6)) {
      case 0 -> choice(shape, depth - 1);
      case 1 -> shape.equals(SCALAR) ? reduction(depth - 1) : joined(depth - 1);
      case 2 -> map(CHOOSING, shape, depth - 1);
      default -> map(OPERATIONS, shape, depth - 1);
    };
  }

  private Node number(Shape shape) {
    double[] elements = new double[shape.elements()];
    Arrays.setAll(elements, i -> random.nextInt(4) - 1);
    String name = "x" + point.size();
    Tensor value = Tensor.wrap(shape, elements);
    point.put(name, value);
    return graph.input(name, value.type());
  }

  private Node map(List<ScalarOp> from, Shape shape, int depth) {
    ScalarOp op = from.get(random.nextInt(from.size()));
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      operands.add(value(shape, i == 0 ? depth : random.nextInt(depth + 1)));
    }
    return graph.apply(Op.Map.of(op), operands);
  }

  private Node choice(Shape shape, int depth) {
    Node condition = graph.map(ScalarOp.LT, number(shape), graph.constant(1, DType.F64));
    Node constant = graph.full(random.nextInt(2), type(shape));
    return switch (random.nextInt(3)) {
      case 0 -> graph.where(condition, value(shape, depth), constant);
      case 1 -> graph.where(condition, constant, value(shape, depth));
      default -> graph.where(condition, value(shape, depth), value(shape, depth));
    };
  }

  private static TensorType type(Shape shape) {
    return new TensorType(DType.F64, shape);
  }

  private Node reduction(int depth) {
    Reduction kind = REDUCTIONS.get(random.nextInt(REDUCTIONS.size()));
    return graph.reduce(kind, value(VECTOR, depth), List.of(0), false);
  }

  /** A vector made of scalars, one of them a constant. */
  private Node joined(int depth) {
    Node constant = graph.full(random.nextInt(2), type(Shape.of(1)));
    List<Node> parts =
        List.of(value(SCALAR, depth).reshape(1), constant, value(SCALAR, depth).reshape(1));
    return graph.apply(new Op.Concat(0), parts);
  }
}

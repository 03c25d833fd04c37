package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.MatrixProduct;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A program of operations drawn at random, with sharing, views between element-wise operations and
 * several outputs: what a backend that fuses operations is most likely to get wrong.
 */
final class RandomProgram {

  private static final int OPERATIONS = 40;
  private static final int OUTPUTS = 3;
  private static final double LARGE = 1e6;
  private static final int ROWS = 5;
  private static final int COLUMNS = 9;

  private static final List<ScalarOp> SMOOTH =
      Arrays.stream(ScalarOp.values())
          .filter(op -> op.kind() == ScalarKind.ARITHMETIC || op.kind() == ScalarKind.FLOAT)
          .filter(op -> ElementWiseScenarios.differentiable(op).size() == op.arity())
          .toList();

  private final Scenario.Builder builder = new Scenario.Builder();
  private final Random random;
  private final DType dtype;
  private final List<Node> pool = new ArrayList<>();
  private final Eager tensors = new Eager();

  /** The value of each node of the graph. */
  private final List<Tensor> values = new ArrayList<>();

  private RandomProgram(long seed) {
    random = new Random(seed);
    dtype = seed % 3 == 2 ? DType.F32 : DType.F64;
  }

  /** The program of a seed, with the gradient of its last output; the same on every run. */
  static Scenario scenario(long seed) {
    RandomProgram program = new RandomProgram(seed);
    List<Node> inputs = new ArrayList<>();
    long[][] shapes = {{ROWS, COLUMNS}, {COLUMNS}, {ROWS, 1}, {}};
    for (long[] shape : shapes) {
      TensorType type = new TensorType(program.dtype, Shape.of(shape));
      Node input =
          program.builder.input("x" + inputs.size(), Samples.numbers(type, program.random));
      inputs.add(input);
    }
    program.pool.addAll(inputs);
    while (program.pool.size() < OPERATIONS) {
      Node candidate = program.step();
      if (program.isTame(candidate)) {
        program.pool.add(candidate);
      }
    }
    for (int i = 1; i <= OUTPUTS; i++) {
      program.builder.output("y" + i, program.pool.get(program.pool.size() - i));
    }
    Node last = program.pool.get(program.pool.size() - 1);
    program.builder.derivatives("the last", last, inputs, program.random);
    return program.builder.build("random program " + seed + ", " + program.dtype);
  }

  /** Whether a value is finite and not large everywhere, so that what is made of it says much. */
  private boolean isTame(Node candidate) {
    List<Node> nodes = builder.graph().nodes();
    for (Node node : nodes.subList(values.size(), nodes.size())) {
      if (node.op() instanceof Op.Input input) {
        values.add(builder.value(input.name()));
      } else {
        List<Tensor> operands = node.operands().stream().map(x -> values.get(x.id())).toList();
        values.add(tensors.apply(node.op(), operands));
      }
    }
    double[] elements = values.get(candidate.id()).toDoubles();
    return Arrays.stream(elements).allMatch(element -> Math.abs(element) < LARGE);
  }

  private Node pick() {
    int recent = Math.min(pool.size(), 12);
    return pool.get(pool.size() - 1 - random.nextInt(recent));
  }

  private Node step() {
    Graph a = builder.graph();
    Node x = pick();
    Node y = pick();
    boolean fits = x.shape().broadcast(y.shape()).isPresent();
    switch (random.nextInt(10)) {
      case 0 -> {
        return fits ? a.where(a.map(ScalarOp.LT, x, y), x, y.plus(1)) : x.map(ScalarOp.ABS);
      }
      case 1 -> {
        return reduce(x);
      }
      case 2 -> {
        return view(x);
      }
      case 3 -> {
        return matrix(x, y);
      }
      default -> {
        return elementWise(x, y, fits);
      }
    }
  }

  private Node elementWise(Node x, Node y, boolean fits) {
    ScalarOp op = SMOOTH.get(random.nextInt(SMOOTH.size()));
    Node other = fits ? y : x;
    List<Node> operands = new ArrayList<>(List.of(x));
    while (operands.size() < op.arity()) {
      operands.add(operands.size() == 1 ? other : x.plus(operands.size()));
    }
    return builder.graph().apply(Op.Map.of(op), operands.subList(0, op.arity()));
  }

  private Node reduce(Node x) {
    int rank = x.shape().rank();
    if (rank == 0) {
      return x.map(ScalarOp.TANH);
    }
    int axis = random.nextInt(rank);
    if (random.nextInt(3) == 0) {
      Normalization[] kinds = Normalization.values();
      Op op = new Op.Normalize(kinds[random.nextInt(kinds.length)], axis);
      return builder.graph().apply(op, List.of(x));
    }
    Reduction[] kinds = {Reduction.SUM, Reduction.MAX, Reduction.AMIN, Reduction.LOGSUMEXP};
    Reduction kind = kinds[random.nextInt(kinds.length)];
    return builder.graph().reduce(kind, x, List.of(axis), random.nextBoolean());
  }

  private Node view(Node x) {
    Graph a = builder.graph();
    int rank = x.shape().rank();
    if (rank == 0) {
      return a.broadcast(x, Shape.of(COLUMNS));
    }
    long extent = x.shape().dim(rank - 1).size();
    switch (random.nextInt(3)) {
      case 0 -> {
        return a.transpose(x);
      }
      case 1 -> {
        List<Op.Range> ranges = new ArrayList<>();
        x.shape().dims().forEach(dim -> ranges.add(Op.Range.all(dim)));
        ranges.set(rank - 1, new Op.Range(extent - 1, -1, Dim.of(extent)));
        return a.apply(new Op.Slice(ranges), List.of(x));
      }
      default -> {
        return a.apply(new Op.Concat(rank - 1), List.of(x, x.times(x)));
      }
    }
  }

  private Node matrix(Node x, Node y) {
    boolean matrices = x.shape().rank() == 2 && y.shape().rank() == 2;
    if (!matrices) {
      return x.times(x).plus(0.5);
    }
    Node right = x.shape().dim(1).equals(y.shape().dim(0)) ? y : x.transpose();
    return MatrixProduct.of(builder.graph(), x, right);
  }
}

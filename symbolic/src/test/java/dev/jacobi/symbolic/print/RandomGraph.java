package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Graphs of random operations of every kind. The same seed gives the same graph. */
final class RandomGraph {

  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.SCALAR,
          Shape.of(3),
          Shape.of(2, 3),
          Shape.of(3, 3),
          Shape.of(2, 1, 3),
          Shape.of(List.of(Dim.named("n"))),
          Shape.of(List.of(Dim.named("n"), Dim.of(3))));

  private static final List<Optional<Long>> IGNORED = List.of(Optional.empty(), Optional.of(-100L));

  private final Graph graph = new Graph();
  private final Random random;
  private final List<Node> pool = new ArrayList<>();

  /** A graph of about as many operations. */
  RandomGraph(long seed, int size) {
    random = new Random(seed);
    pool.add(graph.input("v", new TensorType(DType.F64, Shape.of(List.of(Dim.named("n"))))));
    String names = "abcdefg";
    for (int i = 0; i < names.length(); i++) {
      DType dtype =
          pick(List.of(DType.F64, DType.F64, DType.F64, DType.F32, DType.I64, DType.BOOL));
      pool.add(graph.input(names.substring(i, i + 1), new TensorType(dtype, pick(SHAPES))));
    }
    for (int i = 0; i < size; i++) {
      attempt(this::operation).ifPresent(pool::add);
    }
  }

  Graph graph() {
    return graph;
  }

  private <E> E pick(List<E> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Node node() {
    int recent = Math.min(pool.size(), 12);
    return random.nextInt(3) == 0 ? pick(pool) : pool.get(pool.size() - 1 - random.nextInt(recent));
  }

  /** Truth values become integers. */
  private Node numeric() {
    Node x = node();
    return x.dtype() == DType.BOOL ? graph.cast(x, DType.I64) : x;
  }

  /** Operands may not fit; then there is no operation. */
  private static Optional<Node> attempt(Supplier<Node> step) {
    try {
      return Optional.of(step.get());
    } catch (RuntimeException | AssertionError unfit) {
      return Optional.empty();
    }
  }

  private Node operation() {
    return switch (random.nextInt(26)) {
      case 0, 1, 2 -> number();
      case 3 -> data();
      case 4 -> reduced();
      case 5 -> graph.apply(new Op.ArgMax(random.nextInt(2)), List.of(numeric()));
      case 6 ->
          graph.apply(
              new Op.Normalize(pick(List.of(Normalization.values())), random.nextInt(2)),
              List.of(node()));
      case 7 -> graph.broadcast(node(), pick(SHAPES));
      case 8 -> reshaped();
      case 9 -> permuted();
      case 10 -> sliced();
      case 11 -> embedded();
      case 12 -> graph.apply(new Op.Concat(random.nextInt(2)), List.of(node(), node()));
      case 13, 14 -> contracted();
      case 15 -> gathered();
      case 16 -> graph.apply(new Op.OneHot(Dim.of(4), pick(IGNORED)), List.of(node()));
      case 17 -> graph.cast(node(), pick(List.of(DType.values())));
      case 18 -> leaf();
      default -> mapped();
    };
  }

  private Node leaf() {
    return switch (random.nextInt(3)) {
      case 0 -> graph.apply(new Op.Iota(pick(List.of(Dim.of(3), Dim.named("n")))), List.of());
      case 1 -> graph.apply(new Op.SizeOf(Dim.named("n"), dtype()), List.of());
      default -> graph.apply(new Op.Detach(), List.of(node()));
    };
  }

  private DType dtype() {
    return pick(List.of(DType.F64, DType.F64, DType.F32, DType.I64));
  }

  private Node number() {
    DType dtype = dtype();
    if (dtype.isFloat() && random.nextInt(5) == 0) {
      return graph.constant(pick(List.of(NamedConstant.values())), dtype);
    }
    long numerator = random.nextInt(7) - 3L;
    long denominator = dtype.isFloat() ? pick(List.of(1L, 1L, 2L, 3L, 1000L)) : 1;
    return graph.constant(Rational.of(numerator, denominator), dtype);
  }

  private Node data() {
    Shape shape = pick(List.of(Shape.of(3), Shape.of(2, 3)));
    double[] elements =
        IntStream.range(0, shape.elements()).mapToDouble(i -> random.nextInt(9) - 4).toArray();
    elements[0] = pick(List.of(0.1, -1e300, 1e-9, 3.0, Double.POSITIVE_INFINITY, -0.0));
    Tensor tensor = Tensor.of(shape, elements);
    return graph.data(random.nextBoolean() ? tensor : tensor.cast(dtype()));
  }

  private Node mapped() {
    ScalarOp op = random.nextBoolean() ? pick(List.of(ScalarOp.values())) : pick(WRITTEN);
    List<Node> operands = new ArrayList<>();
    boolean logical = op.kind() == ScalarKind.LOGICAL;
    for (int i = 0; i < op.arity(); i++) {
      boolean truth = logical || (op.kind() == ScalarKind.CHOICE && i == 0);
      operands.add(truth ? graph.cast(node(), DType.BOOL) : node());
    }
    return graph.apply(new Op.Map(op), operands);
  }

  /** Operations with a sign of their own. */
  private static final List<ScalarOp> WRITTEN =
      List.of(
          ScalarOp.ADD,
          ScalarOp.SUB,
          ScalarOp.MUL,
          ScalarOp.DIV,
          ScalarOp.NEG,
          ScalarOp.POW,
          ScalarOp.SQUARE,
          ScalarOp.SQRT);

  private Node reduced() {
    Node x = node();
    Reduction reduction = pick(List.of(Reduction.values()));
    List<Integer> axes = new ArrayList<>(graph.allAxes(x));
    boolean one = reduction == Reduction.MAX || reduction == Reduction.MIN;
    if ((one || random.nextBoolean()) && !axes.isEmpty()) {
      axes = List.of(pick(axes));
    }
    return graph.reduce(reduction, x, axes, random.nextBoolean());
  }

  private Node reshaped() {
    Node x = node();
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    if (random.nextBoolean()) {
      dims.add(random.nextInt(dims.size() + 1), Dim.of(1));
    } else {
      dims.remove(Dim.of(1));
      Collections.shuffle(dims, random);
    }
    return graph.reshape(x, Shape.of(dims));
  }

  private Node permuted() {
    Node x = node();
    List<Integer> axes = new ArrayList<>(graph.allAxes(x));
    Collections.shuffle(axes, random);
    return random.nextBoolean() ? graph.transpose(x) : graph.permute(x, axes);
  }

  private Op.Range range(Dim dim) {
    if (!dim.isFixed() || random.nextInt(3) == 0) {
      return Op.Range.all(dim);
    }
    long size = dim.size();
    long step = pick(List.of(1L, 1L, 2L, -1L, -2L));
    long start = random.nextInt((int) Math.max(size, 1));
    long room = step > 0 ? size - start : start + 1;
    long most = (room + Math.abs(step) - 1) / Math.abs(step);
    return new Op.Range(start, step, Dim.of(random.nextInt((int) most + 1)));
  }

  private Node sliced() {
    Node x = node();
    List<Op.Range> ranges = x.shape().dims().stream().map(this::range).toList();
    List<Op.Range> whole = x.shape().dims().stream().map(Op.Range::all).toList();
    if (ranges.equals(whole)) {
      return x;
    }
    Node slice = graph.apply(new Op.Slice(ranges), List.of(x));
    List<Dim> kept = new ArrayList<>(slice.shape().dims());
    kept.remove(Dim.of(1));
    return random.nextBoolean() ? slice : graph.reshape(slice, Shape.of(kept));
  }

  private Node embedded() {
    Node x = node();
    List<Op.Range> ranges = new ArrayList<>();
    List<Dim> dims = new ArrayList<>();
    for (Dim dim : x.shape().dims()) {
      long size = dim.isFixed() ? dim.size() : 0;
      boolean all = !dim.isFixed() || random.nextBoolean();
      ranges.add(all ? Op.Range.all(dim) : new Op.Range(1, 2, dim));
      dims.add(all ? dim : Dim.of(2 * size + 1));
    }
    return graph.apply(new Op.Embed(Shape.of(dims), ranges), List.of(x));
  }

  private Node contracted() {
    Node x = node();
    Node y = node();
    String left = letters(x.shape().rank());
    String right = letters(y.shape().rank());
    List<String> result = new ArrayList<>();
    for (int i = 0; i < (left + right).length(); i++) {
      String letter = (left + right).substring(i, i + 1);
      boolean shared = left.contains(letter) && right.contains(letter);
      if (!result.contains(letter) && !(shared && random.nextInt(3) > 0)) {
        result.add(letter);
      }
    }
    Collections.shuffle(result, random);
    return graph.contract(x, y, left, right, String.join("", result));
  }

  private String letters(int rank) {
    List<String> letters = new ArrayList<>(List.of("i", "j", "k", "l"));
    Collections.shuffle(letters, random);
    return String.join("", letters.subList(0, rank));
  }

  private Node gathered() {
    Node x = numeric();
    int axis = random.nextInt(2);
    Op op = random.nextBoolean() ? new Op.Gather(axis) : new Op.ScatterAdd(axis, Dim.of(5));
    return graph.apply(op, List.of(x, node()));
  }
}

package dev.jacobi.testkit;

import static dev.jacobi.testkit.TensorCases.numbers;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs that differences cannot judge: they round, jump, stop derivatives or have none. */
final class JumpCases {

  private final List<TensorCase> cases = new ArrayList<>();

  private JumpCases() {}

  /** All of them. */
  static List<TensorCase> all() {
    JumpCases result = new JumpCases();
    result.casts();
    result.marks();
    result.truths();
    result.integers();
    return List.copyOf(result.cases);
  }

  private void add(String name, TensorCase.Formula formula, Tensor... operands) {
    cases.add(new TensorCase(name, List.of(operands), formula));
  }

  private static Node one(Op op, Node x) {
    return x.graph().apply(op, List.of(x));
  }

  private void casts() {
    for (DType from : DType.values()) {
      for (DType to : DType.values()) {
        add(
            "cast from " + from + " to " + to,
            (a, x) -> one(new Op.Cast(to), a.cast(x.get(0), from)),
            Tensor.vector(0.0, 1, -1, 0.1, -2.75, 1e9, 16777217));
      }
    }
    Tensor large =
        Tensor.integers(
            0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, (1L << 62) + (1L << 38) + 1);
    Tensor wide =
        Tensor.vector(
            0x1p63,
            -0x1p63,
            -0x1p64,
            1e30,
            4.5e18,
            -0.5,
            -0.0,
            Double.POSITIVE_INFINITY,
            Double.NaN);
    for (DType to : DType.values()) {
      add("cast of large integers to " + to, (a, x) -> a.cast(x.get(0), to), large);
    }
    for (DType from : new DType[] {DType.F32, DType.F64}) {
      add(
          "cast to integers of wide " + from,
          (a, x) -> a.cast(a.cast(x.get(0), from), DType.I64),
          wide);
    }
    add(
        "a rounded factor",
        (a, x) -> a.times(x.get(0), a.cast(a.cast(x.get(1), DType.F32), x.get(0).dtype())),
        numbers("x", 3),
        numbers("y", 3));
    add(
        "a detached factor",
        (a, x) -> a.times(x.get(0), x.get(1).detach().map(ScalarOp.EXP)),
        numbers("x", 3),
        numbers("y", 3));
  }

  private void marks() {
    Tensor ties = Tensor.of(Shape.of(2, 4), 1.0, 3, 3, 2, -0.0, 0, Double.NaN, Double.NaN);
    for (int axis = 0; axis < 2; axis++) {
      Op op = new Op.ArgMax(axis);
      add("argmax over " + axis, (a, x) -> one(op, x.get(0)), ties);
    }
    for (DType dtype : DType.values()) {
      add(
          "argmax of long rows of " + dtype,
          (a, x) -> one(new Op.ArgMax(1), a.cast(x.get(0), dtype)),
          rows(3, 300));
      add(
          "argmax of long columns of " + dtype,
          (a, x) -> one(new Op.ArgMax(0), a.cast(x.get(0), dtype)),
          rows(150, 2));
    }
    add("argmax of one", (a, x) -> one(new Op.ArgMax(1), x.get(0)), rows(4, 1));
    Tensor integers = Tensor.integers(Shape.of(2, 3), 4L, 7, 7, -2, -9, -2);
    add("argmax of integers", (a, x) -> one(new Op.ArgMax(1), x.get(0)), integers);
    Tensor labels = Tensor.integers(Shape.of(2, 2), 0L, 3, 1, 1);
    add("one_hot", (a, x) -> one(new Op.OneHot(Dim.of(4)), x.get(0)), labels);
    Op ignoring = new Op.OneHot(Dim.of(3), Optional.of(-100L));
    Tensor ignored = Tensor.integers(0L, -100L, 2L);
    Op inside = new Op.OneHot(Dim.of(3), Optional.of(1L));
    add(
        "one_hot, a class ignored",
        (a, x) -> one(inside, x.get(0)),
        Tensor.integers(Shape.of(2, 2), 0L, 1, 2, 1));
    add(
        "one_hot of a label",
        (a, x) -> one(new Op.OneHot(Dim.of(40)), x.get(0)),
        Tensor.integers(Shape.SCALAR, 39L));
    add(
        "one_hot of the largest",
        (a, x) -> one(new Op.OneHot(Dim.of(300)), one(new Op.ArgMax(1), x.get(0))),
        rows(3, 300));
    add("one_hot, a label ignored", (a, x) -> one(ignoring, x.get(0)), ignored);
    add(
        "iota",
        (a, x) -> a.map(ScalarOp.ADD, a.apply(new Op.Iota(Dim.of(6)), List.of()), x.get(0)),
        Tensor.integers(Shape.SCALAR, 5L));
    add(
        "numbers",
        (a, x) -> a.full(3, x.get(0).type()).plus(1.5).times(x.get(0)),
        Tensor.vector(0.5, -0.5));
  }

  private void integers() {
    for (int axis = 0; axis < 2; axis++) {
      Op sum = new Op.Reduce(Reduction.SUM, List.of(axis), false);
      add(
          "count of equals over " + axis,
          (a, x) -> one(sum, a.cast(a.map(ScalarOp.EQ, x.get(0), x.get(1)), DType.I64)),
          rows(300, 3),
          rows(300, 1));
    }
    add(
        "share of equals",
        (a, x) -> a.cast(a.map(ScalarOp.LT, x.get(0), x.get(1)), DType.I64).sum().times(2).minus(1),
        rows(3, 300),
        rows(1, 300));
    Tensor near =
        Tensor.integers(
            Long.MAX_VALUE - 4, Long.MIN_VALUE, -1L, Long.MIN_VALUE / 5, Long.MAX_VALUE / 5, 7L);
    add(
        "sums that nearly overflow",
        (a, x) -> a.map(ScalarOp.MAXIMUM, x.get(0).plus(4), a.constant(-9L, DType.I64)),
        near);
    add("a sum of large ones that cancel", (a, x) -> a.sum(x.get(0)), near);
    add(
        "products that nearly overflow",
        (a, x) -> x.get(0).times(-5).minus(x.get(0).times(x.get(1))),
        Tensor.integers(Long.MIN_VALUE / 5, Long.MAX_VALUE / 5, 0L, 1L << 31),
        Tensor.integers(-2L, -5L, Long.MIN_VALUE, (1L << 32) - 9));
    Tensor rows = Tensor.integers(2L, -3L, 0L, 2L, 2L);
    Tensor columns = Tensor.integers(Shape.of(4, 1), 3L, -1L, -4L, 0L);
    add(
        "elements at rows and columns",
        (a, x) -> {
          Node row = counted(x.get(1), 3).times(4);
          Node place = row.plus(counted(x.get(2), 4));
          Node flat = a.reshape(x.get(0), Shape.of(12));
          return a.apply(new Op.Gather(0), List.of(flat, place)).map(ScalarOp.SQUARE);
        },
        numbers("x", 3, 4),
        rows,
        columns);
  }

  /** Positions, the negative ones counted from the end. */
  private static Node counted(Node position, int extent) {
    Graph a = position.graph();
    Node negative = a.map(ScalarOp.LT, position, a.constant(0L, DType.I64));
    return a.where(negative, position.plus(extent), position);
  }

  /** Some equal elements, and in the last row a NaN. */
  private static Tensor rows(int rows, int columns) {
    double[] elements = new double[rows * columns];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i * 37 % 41 == 0 ? -0.0 : i * 53 % 101 - 70;
    }
    elements[elements.length - columns / 2 - 1] = Double.NaN;
    return Tensor.wrap(Shape.of(rows, columns), elements);
  }

  private void truths() {
    Tensor truth = Tensor.of(Shape.of(2, 3), true, false, true, true, true, true);
    for (Reduction reduction : new Reduction[] {Reduction.ANY, Reduction.ALL}) {
      for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(0, 1))) {
        Op op = new Op.Reduce(reduction, axes, false);
        add(reduction.text() + " over " + axes, (a, x) -> one(op, x.get(0)), truth);
      }
      Op op = new Op.Reduce(reduction, List.of(1), true);
      add(reduction.text() + " of nothing", (a, x) -> one(op, x.get(0)), noTruths());
    }
  }

  private static Tensor noTruths() {
    return Tensor.of(Shape.of(3, 0), new boolean[0]);
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.MatrixProduct;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Small programs for every kind of operation on tensors, smooth at their operands so that
 * differences can judge their derivatives.
 */
final class TensorCases {

  private final List<TensorCase> cases = new ArrayList<>();

  private TensorCases() {}

  /** All of them. */
  static List<TensorCase> all() {
    TensorCases result = new TensorCases();
    result.reductions();
    result.normalizations();
    result.views();
    result.parts();
    result.contractions();
    result.places();
    result.manyPlaces();
    result.broadcasting();
    result.programs();
    result.cases.addAll(GuardCases.all());
    return List.copyOf(result.cases);
  }

  /** Programs that only move elements, and so take every element type. */
  static List<TensorCase> layouts() {
    TensorCases result = new TensorCases();
    result.views();
    result.parts();
    return List.copyOf(result.cases);
  }

  /** Doubles of a shape, different for each name. */
  static Tensor numbers(String name, long... sizes) {
    Random random = Samples.random(name);
    return Samples.numbers(new TensorType(DType.F64, Shape.of(sizes)), random);
  }

  private static Tensor positive(String name, long... sizes) {
    Tensor x = numbers(name, sizes);
    double[] elements = x.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.abs(elements[i]);
    }
    return Tensor.wrap(x.shape(), elements);
  }

  private void add(String name, TensorCase.Formula formula, Tensor... operands) {
    cases.add(new TensorCase(name, List.of(operands), formula));
  }

  private static Node one(Op op, Node x) {
    return x.graph().apply(op, List.of(x));
  }

  private void reductions() {
    for (Reduction reduction : Reduction.values()) {
      if (!reduction.isLogical()) {
        reduction(reduction, List.of(0), 1);
        reduction(reduction, List.of(0), 7);
        reduction(reduction, List.of(0), 3, 4);
        reduction(reduction, List.of(1), 3, 4);
        reduction(reduction, List.of(0, 1), 3, 4);
        reduction(reduction, List.of(1), 2, 3, 2);
        reduction(reduction, List.of(0, 2), 2, 3, 2);
        reduction(reduction, List.of(0, 1), 3, 2);
        reduction(reduction, List.of(0, 1), 3, 2, 2);
        reduction(reduction, List.of(1, 2), 2, 1, 3);
        if (reduction.hasIdentity()) {
          reduction(reduction, List.of(0), 0);
          reduction(reduction, List.of(1), 3, 0);
        }
        reduction(reduction, List.of(1), 0, 3);
      }
    }
  }

  private void reduction(Reduction reduction, List<Integer> axes, long... sizes) {
    for (boolean keep : new boolean[] {false, true}) {
      Op op = new Op.Reduce(reduction, axes, keep);
      String name = reduction.text() + " of " + Shape.of(sizes) + " over " + axes;
      add(name + (keep ? ", kept" : ""), (a, x) -> one(op, x.get(0)), numbers(name, sizes));
    }
  }

  private void normalizations() {
    for (Normalization normalization : Normalization.values()) {
      long[][] shapes = {{1}, {5}, {3, 4}, {3, 4}, {2, 3, 2}, {0, 3}, {3, 0}};
      int[] axes = {0, 0, 0, 1, 1, 1, 1};
      for (int i = 0; i < axes.length; i++) {
        Op op = new Op.Normalize(normalization, axes[i]);
        String name = normalization.text() + " of " + Shape.of(shapes[i]) + " over " + axes[i];
        add(name, (a, x) -> one(op, x.get(0)), numbers(name, shapes[i]));
      }
    }
  }

  private void views() {
    broadcast(new long[] {}, 3);
    broadcast(new long[] {3}, 2, 3);
    broadcast(new long[] {2, 1}, 2, 4);
    broadcast(new long[] {1, 3, 1}, 2, 2, 3, 2);
    broadcast(new long[] {1}, 0);
    broadcast(new long[] {1, 1}, 1, 1, 1);
    add("reshape", (a, x) -> one(new Op.Reshape(Shape.of(3, 2, 2)), x.get(0)), numbers("r", 4, 3));
    add(
        "reshape to a scalar",
        (a, x) -> one(new Op.Reshape(Shape.SCALAR), x.get(0)),
        numbers("", 1));
    add(
        "reshape of nothing",
        (a, x) -> one(new Op.Reshape(Shape.of(5, 0)), x.get(0)),
        numbers("", 0));
    permute(List.of(1, 0), 2, 3);
    permute(List.of(1, 0), 3, 0);
    permute(List.of(2, 0, 1), 2, 3, 4);
    permute(List.of(1, 2, 0), 2, 3, 4);
    permute(List.of(0, 2, 1), 2, 3, 4);
    permute(List.of(3, 1, 0, 2), 2, 3, 1, 2);
  }

  private void broadcast(long[] from, long... to) {
    Op op = new Op.Broadcast(Shape.of(to));
    add(
        "broadcast " + Shape.of(from) + " to " + Shape.of(to),
        (a, x) -> one(op, x.get(0)),
        numbers("b", from));
  }

  private void permute(List<Integer> axes, long... sizes) {
    Op op = new Op.Permute(axes);
    add(
        "permute " + Shape.of(sizes) + " by " + axes,
        (a, x) -> one(op, x.get(0)),
        numbers("p", sizes));
  }

  private static Op.Range range(long start, long step, long count) {
    return new Op.Range(start, step, Dim.of(count));
  }

  private void parts() {
    part("a middle", List.of(range(2, 1, 3)), 7);
    part("every other", List.of(range(1, 2, 3)), 7);
    part("backwards", List.of(range(6, -1, 7)), 7);
    part("backwards by three", List.of(range(5, -3, 2)), 7);
    part("nothing", List.of(range(0, 1, 0)), 7);
    part("one element", List.of(range(4, 1, 1)), 7);
    part("a block", List.of(range(1, 1, 2), range(0, 2, 2)), 4, 4);
    part("columns reversed", List.of(range(0, 1, 3), range(3, -1, 4)), 3, 4);
    part("of rank 3", List.of(range(0, 1, 2), range(2, -2, 2), range(1, 1, 1)), 2, 3, 2);
    for (int axis = 0; axis < 2; axis++) {
      Op op = new Op.Concat(axis);
      String name = "concat along " + axis;
      Tensor other = axis == 0 ? numbers("v", 1, 3) : numbers("v", 2, 4);
      add(name, (a, x) -> a.apply(op, x), numbers("u", 2, 3), other, numbers("w", 2, 3));
      add(name + " of one", (a, x) -> a.apply(op, x), numbers("u", 2, 3));
      add(
          name + " with itself",
          (a, x) -> a.apply(op, List.of(x.get(0), x.get(0))),
          numbers("u", 2, 3));
      Tensor empty = axis == 0 ? numbers("", 0, 3) : numbers("", 2, 0);
      add(name + " with nothing", (a, x) -> a.apply(op, x), empty, numbers("u", 2, 3), empty);
    }
  }

  /** A slice, and the embedding that is its adjoint. */
  private void part(String name, List<Op.Range> ranges, long... sizes) {
    Op slice = new Op.Slice(ranges);
    add("slice: " + name, (a, x) -> one(slice, x.get(0)), numbers("s", sizes));
    Op embed = new Op.Embed(Shape.of(sizes), ranges);
    long[] counts = ranges.stream().mapToLong(range -> range.count().size()).toArray();
    add("embed: " + name, (a, x) -> one(embed, x.get(0)), numbers("e", counts));
  }

  private void contractions() {
    String[] patterns = {
      "ij,jk->ik",
      "ij,jk->ki",
      "ji,jk->ik",
      "ij,kj->ik",
      "ji,kj->ki",
      "i,i->",
      "i,j->ij",
      "i,j->ji",
      "ij,j->i",
      "i,ij->j",
      "ij,i->j",
      ",->",
      "ij,->ij",
      ",ij->ji",
      "ij,ij->",
      "ij,ji->",
      "ij,ij->ij",
      "ij,ij->i",
      "ij,ji->ij",
      "ij,i->ij",
      "ij,j->ji",
      "bij,bjk->bik",
      "bij,jk->bik",
      "ij,bjk->bik",
      "bij,bj->bi",
      "bji,bkj->kbi",
      "ijk,k->ij",
      "ijk,ijk->",
      "ijk,kji->j",
      "ij,kl->ilkj",
      "ijk,jkl->il"
    };
    for (String pattern : patterns) {
      contraction(pattern, "ijklb", 2, 3, 4, 2, 3);
    }
    for (String pattern : new String[] {"ij,jk->ik", "i,i->", "i,j->ij", "bij,bjk->bik"}) {
      contraction(pattern, "ijklb", 1, 1, 1, 1, 1);
      contraction(pattern, "ijklb", 2, 0, 3, 1, 2);
      contraction(pattern, "ijklb", 0, 2, 3, 1, 2);
    }
    matrixProduct(new long[] {3}, new long[] {3});
    matrixProduct(new long[] {2, 3}, new long[] {3});
    matrixProduct(new long[] {3}, new long[] {3, 2});
    matrixProduct(new long[] {2, 3}, new long[] {3, 4});
    matrixProduct(new long[] {2, 1, 2, 3}, new long[] {3, 3, 2});
    add(
        "product with itself",
        (a, x) -> MatrixProduct.of(a, x.get(0), a.transpose(x.get(0))),
        numbers("x", 2, 3));
  }

  private void contraction(String pattern, String letters, long... extents) {
    String[] sides = pattern.split("->|,", -1);
    Op op = new Op.Contract(sides[0], sides[1], sides[2]);
    Tensor left = numbers("left", sizes(sides[0], letters, extents));
    Tensor right = numbers("right", sizes(sides[1], letters, extents));
    String name = pattern + " of " + left.shape() + " and " + right.shape();
    add(name, (a, x) -> a.apply(op, x), left, right);
  }

  private static long[] sizes(String side, String letters, long... extents) {
    return side.chars().mapToLong(letter -> extents[letters.indexOf(letter)]).toArray();
  }

  private void matrixProduct(long[] left, long[] right) {
    add(
        "matrix product of " + Shape.of(left) + " and " + Shape.of(right),
        (a, x) -> MatrixProduct.of(a, x.get(0), x.get(1)),
        numbers("left", left),
        numbers("right", right));
  }

  private void places() {
    Tensor[] positions = {
      Tensor.integers(Shape.SCALAR, 1L),
      Tensor.integers(2L, 0L, 2L, -1L, 2L),
      Tensor.integers(Shape.of(2, 2), 0L, -2L, 1L, 0L),
      Tensor.integers(new long[0])
    };
    for (Tensor place : positions) {
      gather(0, place, 4);
      gather(0, place, 3, 2);
      gather(1, place, 2, 3);
      gather(1, place, 2, 3, 2);
    }
  }

  /** Places that many share, in numbers that are no multiples of anything. */
  private void manyPlaces() {
    for (long inner : new long[] {1, 3, 33}) {
      for (int axis = 0; axis < 2; axis++) {
        long[] places = new long[77];
        for (int i = 0; i < places.length; i++) {
          places[i] = ((long) i * i + i / 3) % 19 - (i % 4 == 0 ? 19 : 0);
        }
        Op scatter = new Op.ScatterAdd(axis, Dim.of(19));
        add(
            "scatter_add of 77 along " + axis + " in rows of " + inner,
            (a, x) -> a.apply(scatter, x),
            axis == 0 ? numbers("s", 77, inner) : numbers("s", 2, 77, inner),
            Tensor.integers(places));
      }
    }
  }

  /** A gather, and the addition at places that is its adjoint. */
  private void gather(int axis, Tensor positions, long... sizes) {
    Op gather = new Op.Gather(axis);
    String name = positions.shape() + " places along " + axis + " of " + Shape.of(sizes);
    add("gather " + name, (a, x) -> a.apply(gather, x), numbers("g", sizes), positions);
    List<Dim> dims = new ArrayList<>(Shape.of(sizes).dims());
    Op scatter = new Op.ScatterAdd(axis, dims.remove(axis));
    dims.addAll(axis, positions.shape().dims());
    long[] from = dims.stream().mapToLong(Dim::size).toArray();
    add("scatter_add " + name, (a, x) -> a.apply(scatter, x), numbers("s", from), positions);
  }

  private void broadcasting() {
    long[][][] shapes = {
      {{2, 3}, {3}},
      {{3}, {2, 3}},
      {{2, 1}, {1, 3}},
      {{}, {2, 2}},
      {{2, 3, 1}, {3, 2}},
      {{3}, {2, 2, 3}},
      {{2, 2, 3}, {3}},
      {{0}, {1}}
    };
    for (long[][] pair : shapes) {
      for (ScalarOp op : new ScalarOp[] {ScalarOp.MUL, ScalarOp.DIV, ScalarOp.HYPOT}) {
        add(
            op.text() + " of " + Shape.of(pair[0]) + " and " + Shape.of(pair[1]),
            (a, x) -> a.map(op, x.get(0), x.get(1)),
            numbers("x", pair[0]),
            numbers("y", pair[1]));
      }
    }
    add("a value twice", (a, x) -> x.get(0).times(x.get(0)).plus(x.get(0)), numbers("x", 2, 2));
  }

  private void programs() {
    add(
        "layer norm",
        (a, x) -> {
          Node centred = x.get(0).minus(average(x.get(0)));
          Node spread = average(centred.times(centred)).plus(1).map(ScalarOp.RSQRT);
          return centred.times(spread).times(x.get(1)).plus(x.get(2));
        },
        numbers("x", 3, 4),
        numbers("scale", 4),
        numbers("shift", 4));
    add(
        "cross entropy of a perceptron",
        (a, x) -> {
          Node hidden = x.get(0).matmul(x.get(1)).plus(x.get(2)).map(ScalarOp.TANH);
          Node logits = one(new Op.Normalize(Normalization.LOG_SOFTMAX, 1), hidden);
          Node hot = a.apply(new Op.OneHot(Dim.of(5)), List.of(x.get(3)));
          Node picked = a.times(logits, a.cast(hot, logits.dtype()));
          return a.negate(picked.sum()).div(4);
        },
        numbers("x", 4, 3),
        numbers("w", 3, 5),
        numbers("b", 5),
        Tensor.integers(0L, 3L, 3L, 1L));
    add(
        "attention",
        (a, x) -> {
          Node scores = x.get(0).matmul(x.get(1).transpose());
          return one(new Op.Normalize(Normalization.SOFTMAX, 1), scores).matmul(x.get(2));
        },
        numbers("q", 2, 3),
        numbers("k", 4, 3),
        numbers("v", 4, 2));
    add(
        "norm of a residual",
        (a, x) -> {
          Node residual = x.get(0).matmul(x.get(1)).minus(x.get(2));
          return residual.times(residual).sum().map(ScalarOp.SQRT);
        },
        numbers("A", 4, 3),
        numbers("w", 3),
        positive("b", 4));
  }

  /** The mean over the last of two axes, kept. */
  private static Node average(Node x) {
    Graph a = x.graph();
    Node sum = a.reduce(Reduction.SUM, x, List.of(1), true);
    return a.div(sum, a.count(x, List.of(1), x.dtype()));
  }
}

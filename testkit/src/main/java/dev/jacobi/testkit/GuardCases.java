package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.MatrixProduct;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Programs whose value is finite only because {@code where} does not choose a branch: √x at −1, the
 * logarithm and the reciprocal at 0. Nothing of that branch may reach a derivative, whatever
 * operations stand between it and the choice.
 */
final class GuardCases {

  private final List<TensorCase> cases = new ArrayList<>();

  private GuardCases() {}

  /** All of them; smooth at their operands, so that differences can judge the derivatives. */
  static List<TensorCase> all() {
    GuardCases result = new GuardCases();
    result.branches();
    result.nested();
    result.behindLinearMaps();
    result.mixedProducts();
    result.scalarConditions();
    return List.copyOf(result.cases);
  }

  private void add(String name, TensorCase.Formula formula, Tensor... operands) {
    cases.add(new TensorCase("guard: " + name, List.of(operands), formula));
  }

  private static Node positive(Node x) {
    Graph a = x.graph();
    return a.map(ScalarOp.GT, x, a.constant(0, x.dtype()));
  }

  private static Node zero(Node x) {
    return x.graph().constant(0, x.dtype());
  }

  /** √x where x is positive, x·x elsewhere. */
  private static Node guarded(Node x, UnaryOperator<Node> risky) {
    return x.graph().where(positive(x), risky.apply(x), x.times(x));
  }

  private static final Tensor MIXED = Tensor.vector(-1.0, 4, 0.25, -2.5);

  private void branches() {
    add("sqrt at -1", (a, x) -> guarded(x.get(0), r -> r.map(ScalarOp.SQRT)), MIXED);
    add(
        "log at 0",
        (a, x) -> {
          Node shifted = x.get(0).minus(x.get(0).detach());
          Node safe = a.map(ScalarOp.NE, x.get(0).detach(), x.get(0).detach());
          return a.where(safe, shifted.map(ScalarOp.LOG), x.get(0));
        },
        MIXED);
    add(
        "reciprocal of 0",
        (a, x) -> {
          Node never = a.map(ScalarOp.GT, x.get(0), a.constant(100, x.get(0).dtype()));
          Node nothing = x.get(0).times(0);
          return a.where(never, a.constant(1, x.get(0).dtype()).div(nothing), x.get(0).times(3));
        },
        MIXED);
    add(
        "the other way round",
        (a, x) -> {
          Node negative = a.map(ScalarOp.LE, x.get(0), zero(x.get(0)));
          return a.where(negative, x.get(0).times(2), x.get(0).map(ScalarOp.LOG));
        },
        MIXED);
    add(
        "a chain behind it",
        (a, x) -> guarded(x.get(0), r -> r.map(ScalarOp.LOG).map(ScalarOp.SQUARE).plus(1).times(r)),
        MIXED);
    add(
        "both branches risky",
        (a, x) ->
            a.where(
                positive(x.get(0)),
                x.get(0).map(ScalarOp.LOG),
                x.get(0).unaryMinus().map(ScalarOp.SQRT)),
        MIXED);
    add(
        "the risky value used elsewhere too",
        (a, x) -> {
          Node root = x.get(0).map(ScalarOp.SQRT);
          Node first = a.where(positive(x.get(0)), root, zero(root));
          Node second = a.where(positive(x.get(0)), root.times(root), x.get(0));
          return first.plus(second);
        },
        MIXED);
  }

  private void nested() {
    add(
        "inside a guard",
        (a, x) -> {
          Node large = a.map(ScalarOp.GT, x.get(0), a.constant(1, x.get(0).dtype()));
          Node log = x.get(0).map(ScalarOp.LOG);
          Node inner = a.where(large, log.map(ScalarOp.SQRT), log);
          return a.where(positive(x.get(0)), inner, x.get(0));
        },
        MIXED);
    add(
        "under different guards",
        (a, x) -> {
          Node root = x.get(0).map(ScalarOp.SQRT);
          Node large = a.map(ScalarOp.GT, x.get(0), a.constant(1, x.get(0).dtype()));
          return a.where(positive(x.get(0)), root, zero(root))
              .plus(a.where(large, root.times(2), x.get(0)));
        },
        MIXED);
    add(
        "three deep",
        (a, x) -> {
          Node y = x.get(0);
          for (int i = 0; i < 3; i++) {
            y = guarded(y, r -> r.map(ScalarOp.LOG).plus(2));
          }
          return y;
        },
        MIXED);
  }

  private void behindLinearMaps() {
    Tensor matrix = Tensor.of(Shape.of(2, 3), -1.0, 4, 0.25, 1, 2.5, 9);
    behind("sum", matrix, y -> y.graph().reduce(Reduction.SUM, y, List.of(1), false));
    behind("mean", matrix, Node::mean);
    behind("product", matrix, y -> y.graph().reduce(Reduction.PROD, y, List.of(0), true));
    behind("max", matrix, y -> y.graph().reduce(Reduction.MAX, y, List.of(1), true));
    behind("amin", matrix, y -> y.graph().reduce(Reduction.AMIN, y, List.of(0), true));
    behind("logsumexp", matrix, y -> y.graph().reduce(Reduction.LOGSUMEXP, y, List.of(0), true));
    for (Normalization kind : Normalization.values()) {
      behind(kind.text(), matrix, y -> apply(new Op.Normalize(kind, 1), y));
    }
    behind("reshape", matrix, y -> y.reshape(3, 2));
    behind("permutation", matrix, Node::transpose);
    List<Op.Range> ranges = List.of(new Op.Range(1, -1, Dim.of(2)), new Op.Range(0, 2, Dim.of(2)));
    behind("slice", matrix, y -> apply(new Op.Slice(ranges), y));
    behind("embed", matrix, y -> apply(new Op.Embed(Shape.of(5, 3), rows(3)), y));
    behind("concat", matrix, y -> y.graph().apply(new Op.Concat(1), List.of(y, y.times(2), y)));
    behind("broadcast", matrix, y -> y.graph().broadcast(y, Shape.of(2, 2, 3)));
    behind("matrix product", matrix, y -> MatrixProduct.of(y.graph(), y, y.transpose()));
    behind("gather", matrix, y -> y.graph().apply(new Op.Gather(1), List.of(y, positions(y))));
    behind(
        "scatter_add",
        matrix,
        y -> y.graph().apply(new Op.ScatterAdd(1, Dim.of(4)), List.of(y, positions(y))));
  }

  private static List<Op.Range> rows(long width) {
    return List.of(new Op.Range(3, -2, Dim.of(2)), new Op.Range(0, 1, Dim.of(width)));
  }

  private static Node positions(Node y) {
    return y.graph().data(Tensor.integers(2L, 0L, 2L));
  }

  private static Node apply(Op op, Node y) {
    return y.graph().apply(op, List.of(y));
  }

  /** The map between the risky function and the choice, after the choice, and both. */
  private void behind(String name, Tensor x, UnaryOperator<Node> map) {
    add(
        "risky, " + name + ", choice",
        (a, in) -> {
          Node good = map.apply(in.get(0).map(ScalarOp.TANH));
          Node bad = map.apply(in.get(0).map(ScalarOp.SQRT));
          return a.where(a.map(ScalarOp.ISNAN, bad.detach()), good, bad);
        },
        x);
    add("choice, " + name, (a, in) -> map.apply(chosen(in.get(0))), x);
    add(
        "risky, choice, " + name + ", choice",
        (a, in) -> {
          Node y = map.apply(chosen(in.get(0)));
          return a.where(positive(y), y.map(ScalarOp.LOG), y);
        },
        x);
  }

  private static Node chosen(Node x) {
    return x.graph().where(positive(x), x.map(ScalarOp.SQRT).plus(x.map(ScalarOp.LOG)), x);
  }

  /** A result that is chosen, made of good rows only, beside results made of bad ones. */
  private void mixedProducts() {
    Tensor matrix = Tensor.of(Shape.of(3, 2), -1.0, 4, 0.25, 1, 2, 9);
    add(
        "products of good and bad rows",
        (a, in) -> {
          Node root = in.get(0).map(ScalarOp.SQRT);
          Node products = root.matmul(root.transpose());
          Node zeros = a.full(0, products.type());
          return a.where(a.map(ScalarOp.ISNAN, products.detach()), zeros, products);
        },
        matrix);
  }

  private void scalarConditions() {
    Tensor matrix = Tensor.of(Shape.of(2, 2), -1.0, 4, 0.25, -2.5);
    add(
        "a scalar condition",
        (a, x) -> {
          Node positive = positive(x.get(0).sum().minus(100));
          return a.where(positive, x.get(0).map(ScalarOp.SQRT), x.get(0).times(x.get(0)));
        },
        matrix);
    add(
        "a scalar condition over a scalar risk",
        (a, x) -> {
          Node total = x.get(0).sum().minus(100);
          return a.where(positive(total), total.map(ScalarOp.LOG), total).times(x.get(0));
        },
        matrix);
    add(
        "a column of conditions",
        (a, x) -> {
          Node column = a.reduce(Reduction.SUM, x.get(0), List.of(1), true);
          Node risky = column.map(ScalarOp.SQRT).times(x.get(0));
          return a.where(positive(column), risky, x.get(0));
        },
        matrix);
    add(
        "a scalar branch under a matrix of conditions",
        (a, x) -> {
          Node least = a.reduce(Reduction.MIN, x.get(0), List.of(0, 1), false);
          return a.where(positive(x.get(0).minus(100)), least.map(ScalarOp.LOG), x.get(0));
        },
        matrix);
  }
}

package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One step of reverse mode: what each operand of an operation gets of the adjoint of the result. In
 * the names, {@code x} are operands, {@code y} the result, {@code yBar} its adjoint, {@code i} the
 * operand that is asked for.
 *
 * @param <T> the carrier
 */
final class Adjoint<T> implements Op.Cases<Guarded<T>> {

  private final TensorAlgebra<T> a;
  private final Op op;
  private final List<T> x;
  private final T y;
  private final Guarded<T> yBar;
  private final TensorType type;
  private int i;

  Adjoint(TensorAlgebra<T> a, Op op, List<T> x, T y, Guarded<T> yBar) {
    this.a = a;
    this.op = op;
    this.x = x;
    this.y = y;
    this.yBar = yBar;
    this.type = a.type(y);
  }

  /** What an operand gets; none when it carries no derivative. */
  Guarded<T> share(int operand) {
    i = operand;
    if (!typeOf(i).dtype().isFloat()) {
      return Guarded.none();
    }
    // By far the most frequent kind: called directly, so that the call costs nothing.
    return op instanceof Op.Map map ? map(map) : op.fold(this);
  }

  private Guarded<T> share(Supplier<Guarded<T>> rule) {
    return yBar.isZero() ? yBar : rule.get();
  }

  private T value() {
    return yBar.value();
  }

  private TensorType typeOf(int operand) {
    return a.type(x.get(operand));
  }

  @Override
  public Guarded<T> input(Op.Input op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> constant(Op.Constant op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> data(Op.Data op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> map(Op.Map map) {
    if (!map.op().isDifferentiable()) {
      return Guarded.none();
    }
    return yBar.isZero() ? yBar : map(map.op());
  }

  private Guarded<T> map(ScalarOp op) {
    Shape target = typeOf(i).shape();
    if (op == ScalarOp.WHERE) {
      return yBar.where(a, x.get(0), i == 1).sumTo(a, type, target);
    }
    if (FlatPartials.contains(op, i)) {
      return Guarded.zero();
    }
    Guarded<T> share = GuardedRule.apply(a, type.dtype(), op, i, yBar, x, y);
    return share.isZero() ? share : share.broadcast(a, type.shape()).sumTo(a, type, target);
  }

  @Override
  public Guarded<T> cast(Op.Cast op) {
    return share(() -> yBar.with(a.cast(value(), typeOf(i).dtype())));
  }

  @Override
  public Guarded<T> reduce(Op.Reduce op) {
    return share(() -> reduceOne(op));
  }

  private Guarded<T> reduceOne(Op.Reduce op) {
    T operand = x.get(0);
    Shape shape = typeOf(0).shape();
    Guarded<T> expanded = yBar.move(a, value -> Reductions.expand(a, op, shape, value));
    T v = expanded.value();
    return switch (op.reduction()) {
      case SUM -> expanded.broadcast(a, shape);
      case PROD -> expanded.with(a.times(v, Reductions.productOfOthers(a, op, operand)));
      case MAX, MIN, AMAX, AMIN ->
          Reductions.extremum(a, op, operand, y, expanded).broadcast(a, shape);
      case NORM -> expanded.with(a.times(v, Reductions.direction(a, op, operand, y)));
      case LOGSUMEXP ->
          expanded.with(a.times(v, softmax(a, operand, Reductions.expand(a, op, shape, y))));
      case ANY, ALL -> throw new AssertionError(op);
    };
  }

  /** exp(x − log Σ exp x). */
  static <T> T softmax(TensorAlgebra<T> a, T x, T logSumExp) {
    return a.map(ScalarOp.EXP, a.minus(x, logSumExp));
  }

  @Override
  public Guarded<T> argMax(Op.ArgMax op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> normalize(Op.Normalize op) {
    List<Integer> axis = List.of(op.axis());
    return share(
        () ->
            yBar.mix(
                a,
                type,
                v -> normalizeOne(op.normalization(), axis, v),
                truth -> a.broadcast(a.reduce(Reduction.ANY, truth, axis, true), type.shape())));
  }

  private T normalizeOne(Normalization normalization, List<Integer> axis, T v) {
    return switch (normalization) {
      case SOFTMAX -> a.times(y, a.minus(v, a.reduce(Reduction.SUM, a.times(y, v), axis, true)));
      case LOG_SOFTMAX ->
          a.minus(v, a.times(a.map(ScalarOp.EXP, y), a.reduce(Reduction.SUM, v, axis, true)));
    };
  }

  @Override
  public Guarded<T> broadcast(Op.Broadcast op) {
    return share(() -> yBar.sumTo(a, type, typeOf(i).shape()));
  }

  @Override
  public Guarded<T> reshape(Op.Reshape op) {
    return share(() -> yBar.move(a, value -> a.reshape(value, typeOf(i).shape())));
  }

  @Override
  public Guarded<T> permute(Op.Permute op) {
    List<Integer> back = Reductions.inverse(op.axes());
    return share(() -> yBar.move(a, value -> a.permute(value, back)));
  }

  @Override
  public Guarded<T> slice(Op.Slice op) {
    return share(() -> yBar.embedded(a, op, typeOf(i)));
  }

  @Override
  public Guarded<T> embed(Op.Embed op) {
    return share(() -> yBar.move(a, value -> a.apply(new Op.Slice(op.ranges()), List.of(value))));
  }

  @Override
  public Guarded<T> concat(Op.Concat op) {
    return share(
        () -> {
          long start = 0;
          for (int before = 0; before < i; before++) {
            start += typeOf(before).shape().dim(op.axis()).size();
          }
          Op part = part(typeOf(i).shape(), op.axis(), start);
          return yBar.move(a, value -> a.apply(part, List.of(value)));
        });
  }

  private static Op part(Shape shape, int axis, long start) {
    List<Op.Range> ranges = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      ranges.add(i == axis ? new Op.Range(start, 1, shape.dim(i)) : Op.Range.all(shape.dim(i)));
    }
    return new Op.Slice(ranges);
  }

  @Override
  public Guarded<T> contract(Op.Contract op) {
    return share(
        () -> {
          String own = i == 0 ? op.left() : op.right();
          String other = i == 0 ? op.right() : op.left();
          Guarded<T> adjoint = yBar.contracted(a, type);
          T factor = Contractions.reached(a, adjoint, type, op.result(), x.get(1 - i), other);
          return adjoint.mix(
              a,
              type,
              v -> a.apply(op.adjoint(i), i == 0 ? List.of(v, factor) : List.of(factor, v)),
              truth -> Contractions.reach(a, truth, op.result(), own, typeOf(i).shape()));
        });
  }

  @Override
  public Guarded<T> gather(Op.Gather op) {
    return share(
        () -> {
          Op.ScatterAdd back = new Op.ScatterAdd(op.axis(), typeOf(0).shape().dim(op.axis()));
          T positions = x.get(1);
          return yBar.addUp(
              a,
              type,
              v -> a.apply(back, List.of(v, positions)),
              truth -> Reductions.scattered(a, back, truth, positions, type.dtype()));
        });
  }

  @Override
  public Guarded<T> scatterAdd(Op.ScatterAdd op) {
    return share(
        () -> yBar.move(a, value -> a.apply(new Op.Gather(op.axis()), List.of(value, x.get(1)))));
  }

  @Override
  public Guarded<T> oneHot(Op.OneHot op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> iota(Op.Iota op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> sizeOf(Op.SizeOf op) {
    return Guarded.none();
  }

  @Override
  public Guarded<T> detach(Op.Detach op) {
    return Guarded.none();
  }
}

package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of forward mode: the tangent of an operation's result from those of its operands. In the
 * names, {@code x} are operands, {@code y} the result, {@code dx} tangents; an empty tangent is
 * zero.
 *
 * @param <T> the carrier
 */
final class Tangent<T> implements Op.Cases<Optional<Guarded<T>>> {

  private final TensorAlgebra<T> a;
  private final List<T> x;
  private final T y;
  private final List<Optional<Guarded<T>>> dx;
  private final TensorType type;

  Tangent(TensorAlgebra<T> a, List<T> x, T y, List<Optional<Guarded<T>>> dx) {
    this.a = a;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.type = a.type(y);
  }

  /** The operation itself, applied to the tangent: right for a change of layout. */
  private Optional<Guarded<T>> layout(Op op) {
    return dx.get(0).map(d -> d.move(a, value -> a.apply(op, List.of(value))));
  }

  private TensorType typeOf(int i) {
    return a.type(x.get(i));
  }

  @Override
  public Optional<Guarded<T>> input(Op.Input op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> constant(Op.Constant op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> data(Op.Data op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> map(Op.Map map) {
    ScalarOp op = map.op();
    if (!op.isDifferentiable()) {
      return Optional.empty();
    }
    if (op == ScalarOp.WHERE) {
      return Optional.of(choice());
    }
    List<Guarded<T>> shares = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (dx.get(i).isPresent() && !FlatPartials.contains(op, i)) {
        Guarded<T> share = GuardedRule.apply(a, type.dtype(), op, i, dx.get(i).get(), x, y);
        if (!share.isZero()) {
          shares.add(share);
        }
      }
    }
    return sum(shares).map(total -> total.broadcast(a, type.shape()));
  }

  /** Operands that all move everywhere, as those of a maximum, leave no element that does not. */
  private Optional<Guarded<T>> sum(List<Guarded<T>> shares) {
    boolean plain = shares.size() > 1 && !isGuarded();
    return shares.stream()
        .map(share -> plain ? Guarded.of(share.materialize(a, type)) : share)
        .reduce((sum, share) -> sum.plus(a, share, type));
  }

  /** The tangent of the chosen operand; its guard is the chosen one's as well. */
  private Guarded<T> choice() {
    T condition = x.get(0);
    if (dx.get(1).isEmpty() || dx.get(2).isEmpty()) {
      int moving = dx.get(1).isPresent() ? 1 : 2;
      Guarded<T> d = dx.get(moving).get();
      return d.broadcast(a, type.shape()).guardedBy(a, condition, moving == 1, false);
    }
    T value = a.broadcast(a.where(condition, chosen(1), chosen(2)), type.shape());
    if (!isGuarded()) {
      return Guarded.of(value);
    }
    T then = a.map(ScalarOp.AND, condition, truth(1));
    T otherwise = a.map(ScalarOp.AND, a.map(ScalarOp.NOT, condition), truth(2));
    return Guarded.of(value).where(a, a.map(ScalarOp.OR, then, otherwise), true);
  }

  private boolean isGuarded() {
    return dx.stream().flatMap(Optional::stream).anyMatch(Guarded::isGuarded);
  }

  private T chosen(int i) {
    return dx.get(i).orElseThrow().value();
  }

  /** Where the tangent of an operand may be other than zero, in the operand's shape. */
  private T truth(int i) {
    TensorType bools = new TensorType(DType.BOOL, typeOf(i).shape());
    return dx.get(i).isEmpty()
        ? a.full(0, bools)
        : dx.get(i).get().truth(a, typeOf(i)).orElseGet(() -> a.full(1, bools));
  }

  @Override
  public Optional<Guarded<T>> cast(Op.Cast op) {
    return op.dtype().isFloat()
        ? dx.get(0).map(d -> d.with(a.apply(op, List.of(d.value()))))
        : Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> reduce(Op.Reduce op) {
    if (op.reduction() == Reduction.ANY || op.reduction() == Reduction.ALL) {
      return Optional.empty();
    }
    return dx.get(0).map(d -> sum(op, weighed(op, d)));
  }

  /** What each element of the operand adds to the tangent of its reduction. */
  private Guarded<T> weighed(Op.Reduce op, Guarded<T> d) {
    T operand = x.get(0);
    T v = d.value();
    return switch (op.reduction()) {
      case SUM -> d;
      case PROD -> d.with(a.times(v, Reductions.productOfOthers(a, op, operand)));
      case MAX, MIN, AMAX, AMIN -> extremum(op, d);
      case NORM -> d.with(a.times(v, Reductions.direction(a, op, operand, y)));
      case LOGSUMEXP -> d.with(a.times(v, weights(op)));
      case ANY, ALL -> throw new AssertionError(op);
    };
  }

  /** Zeros for all but the extremum; a row that moves everywhere has one that moves. */
  private Guarded<T> extremum(Op.Reduce op, Guarded<T> d) {
    Guarded<T> won = Reductions.extremum(a, op, x.get(0), y, d);
    return d.isGuarded() ? won : Guarded.of(won.materialize(a, typeOf(0)));
  }

  private T weights(Op.Reduce op) {
    Shape shape = a.shape(x.get(0));
    return Adjoint.softmax(a, x.get(0), Reductions.expand(a, op, shape, y));
  }

  private Guarded<T> sum(Op.Reduce op, Guarded<T> d) {
    return d.addUp(
        a,
        typeOf(0),
        value -> a.reduce(Reduction.SUM, value, op.axes(), op.keepDims()),
        truth -> a.reduce(Reduction.ANY, truth, op.axes(), op.keepDims()));
  }

  @Override
  public Optional<Guarded<T>> argMax(Op.ArgMax op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> normalize(Op.Normalize op) {
    List<Integer> axis = List.of(op.axis());
    return dx.get(0)
        .map(
            tangent ->
                tangent.mix(
                    a,
                    type,
                    d -> normalizeOne(op.normalization(), axis, d),
                    truth ->
                        a.broadcast(a.reduce(Reduction.ANY, truth, axis, true), type.shape())));
  }

  private T normalizeOne(Normalization normalization, List<Integer> axis, T d) {
    return switch (normalization) {
      case SOFTMAX -> a.times(y, a.minus(d, a.reduce(Reduction.SUM, a.times(y, d), axis, true)));
      case LOG_SOFTMAX -> {
        T weights = a.map(ScalarOp.EXP, y);
        yield a.minus(d, a.reduce(Reduction.SUM, a.times(weights, d), axis, true));
      }
    };
  }

  @Override
  public Optional<Guarded<T>> broadcast(Op.Broadcast op) {
    return layout(op);
  }

  @Override
  public Optional<Guarded<T>> reshape(Op.Reshape op) {
    return layout(op);
  }

  @Override
  public Optional<Guarded<T>> permute(Op.Permute op) {
    return layout(op);
  }

  @Override
  public Optional<Guarded<T>> slice(Op.Slice op) {
    return layout(op);
  }

  @Override
  public Optional<Guarded<T>> embed(Op.Embed op) {
    return layout(op);
  }

  @Override
  public Optional<Guarded<T>> concat(Op.Concat op) {
    if (dx.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<T> parts = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      TensorType own = typeOf(i);
      parts.add(dx.get(i).map(d -> d.value()).orElseGet(() -> a.full(0, own)));
    }
    Guarded<T> joined = Guarded.of(a.apply(op, parts));
    if (!isGuarded() && dx.stream().allMatch(Optional::isPresent)) {
      return Optional.of(joined);
    }
    List<T> truths = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      truths.add(truth(i));
    }
    return Optional.of(joined.where(a, a.apply(op, truths), true));
  }

  @Override
  public Optional<Guarded<T>> contract(Op.Contract op) {
    Optional<Guarded<T>> left = dx.get(0).map(d -> product(op, d, 0));
    Optional<Guarded<T>> right = dx.get(1).map(d -> product(op, d, 1));
    if (left.isPresent() && right.isPresent()) {
      return Optional.of(left.get().plus(a, right.get(), type));
    }
    return left.isPresent() ? left : right;
  }

  private Guarded<T> product(Op.Contract op, Guarded<T> tangent, int i) {
    String own = i == 0 ? op.left() : op.right();
    String other = i == 0 ? op.right() : op.left();
    Guarded<T> moved = tangent.contracted(a, typeOf(i));
    T factor = Contractions.reached(a, moved, typeOf(i), own, x.get(1 - i), other);
    return moved.mix(
        a,
        typeOf(i),
        d -> a.apply(op, i == 0 ? List.of(d, factor) : List.of(factor, d)),
        truth -> Contractions.reach(a, truth, own, op.result(), type.shape()));
  }

  @Override
  public Optional<Guarded<T>> gather(Op.Gather op) {
    return dx.get(0).map(d -> d.move(a, value -> a.apply(op, List.of(value, x.get(1)))));
  }

  @Override
  public Optional<Guarded<T>> scatterAdd(Op.ScatterAdd op) {
    T positions = x.get(1);
    return dx.get(0)
        .map(
            d ->
                d.addUp(
                    a,
                    typeOf(0),
                    value -> a.apply(op, List.of(value, positions)),
                    truth -> Reductions.scattered(a, op, truth, positions, type.dtype())));
  }

  @Override
  public Optional<Guarded<T>> oneHot(Op.OneHot op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> iota(Op.Iota op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> sizeOf(Op.SizeOf op) {
    return Optional.empty();
  }

  @Override
  public Optional<Guarded<T>> detach(Op.Detach op) {
    return Optional.empty();
  }
}

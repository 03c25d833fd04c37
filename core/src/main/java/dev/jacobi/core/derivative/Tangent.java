package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
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
final class Tangent<T> implements Op.Cases<Optional<T>> {

  private final TensorAlgebra<T> a;
  private final List<T> x;
  private final T y;
  private final List<Optional<T>> dx;
  private final TensorType type;

  Tangent(TensorAlgebra<T> a, List<T> x, T y, List<Optional<T>> dx) {
    this.a = a;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.type = a.type(y);
  }

  /** The operation itself, applied to the tangent: right for whatever is linear. */
  private Optional<T> linear(Op op) {
    return dx.get(0).map(d -> a.apply(op, List.of(d)));
  }

  private T orZero(int i) {
    return dx.get(i).orElseGet(() -> a.full(0, a.type(x.get(i))));
  }

  @Override
  public Optional<T> input(Op.Input op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> constant(Op.Constant op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> data(Op.Data op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> map(Op.Map map) {
    ScalarOp op = map.op();
    if (!op.isDifferentiable()) {
      return Optional.empty();
    }
    if (op == ScalarOp.WHERE) {
      return Optional.of(a.broadcast(a.where(x.get(0), choice(1), choice(2)), type.shape()));
    }
    Optional<T> sum = Optional.empty();
    for (int i = 0; i < x.size(); i++) {
      if (dx.get(i).isPresent()) {
        T part = op.timesPartial(a.scalars(type.dtype()), i, dx.get(i).get(), x, y);
        if (a.literal(part).filter(exact -> exact.isZero()).isEmpty()) {
          sum = Optional.of(sum.isPresent() ? a.plus(sum.get(), part) : part);
        }
      }
    }
    return sum.map(value -> a.broadcast(value, type.shape()));
  }

  private T choice(int i) {
    return dx.get(i).orElseGet(() -> a.constant(0, type.dtype()));
  }

  @Override
  public Optional<T> cast(Op.Cast op) {
    return op.dtype().isFloat() ? linear(op) : Optional.empty();
  }

  @Override
  public Optional<T> reduce(Op.Reduce op) {
    T operand = x.get(0);
    return switch (op.reduction()) {
      case SUM -> linear(op);
      case PROD ->
          dx.get(0).map(d -> sum(op, a.times(d, Reductions.productOfOthers(a, op, operand))));
      case MAX, MIN, AMAX, AMIN ->
          dx.get(0).map(d -> sum(op, Reductions.weigh(a, op, operand, y, d)));
      case NORM -> dx.get(0).map(d -> sum(op, a.times(d, Reductions.direction(a, op, operand, y))));
      case LOGSUMEXP -> dx.get(0).map(d -> sum(op, a.times(d, weights(op))));
      case ANY, ALL -> Optional.empty();
    };
  }

  private T weights(Op.Reduce op) {
    Shape shape = a.shape(x.get(0));
    return Adjoint.softmax(a, x.get(0), Reductions.expand(a, op, shape, y));
  }

  private T sum(Op.Reduce op, T value) {
    return a.reduce(Reduction.SUM, value, op.axes(), op.keepDims());
  }

  @Override
  public Optional<T> argMax(Op.ArgMax op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> normalize(Op.Normalize op) {
    List<Integer> axis = List.of(op.axis());
    return switch (op.normalization()) {
      case SOFTMAX ->
          dx.get(0)
              .map(
                  d -> {
                    T mean = a.reduce(Reduction.SUM, a.times(y, d), axis, true);
                    return a.times(y, a.minus(d, mean));
                  });
      case LOG_SOFTMAX ->
          dx.get(0)
              .map(
                  d -> {
                    T weights = a.map(ScalarOp.EXP, y);
                    return a.minus(d, a.reduce(Reduction.SUM, a.times(weights, d), axis, true));
                  });
    };
  }

  @Override
  public Optional<T> broadcast(Op.Broadcast op) {
    return linear(op);
  }

  @Override
  public Optional<T> reshape(Op.Reshape op) {
    return linear(op);
  }

  @Override
  public Optional<T> permute(Op.Permute op) {
    return linear(op);
  }

  @Override
  public Optional<T> slice(Op.Slice op) {
    return linear(op);
  }

  @Override
  public Optional<T> embed(Op.Embed op) {
    return linear(op);
  }

  @Override
  public Optional<T> concat(Op.Concat op) {
    if (dx.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<T> parts = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      parts.add(orZero(i));
    }
    return Optional.of(a.apply(op, parts));
  }

  @Override
  public Optional<T> contract(Op.Contract op) {
    Optional<T> left = dx.get(0).map(d -> a.apply(op, List.of(d, x.get(1))));
    Optional<T> right = dx.get(1).map(d -> a.apply(op, List.of(x.get(0), d)));
    if (left.isPresent() && right.isPresent()) {
      return Optional.of(a.plus(left.get(), right.get()));
    }
    return left.isPresent() ? left : right;
  }

  @Override
  public Optional<T> gather(Op.Gather op) {
    return dx.get(0).map(d -> a.apply(op, List.of(d, x.get(1))));
  }

  @Override
  public Optional<T> scatterAdd(Op.ScatterAdd op) {
    return dx.get(0).map(d -> a.apply(op, List.of(d, x.get(1))));
  }

  @Override
  public Optional<T> oneHot(Op.OneHot op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> iota(Op.Iota op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> sizeOf(Op.SizeOf op) {
    return Optional.empty();
  }

  @Override
  public Optional<T> detach(Op.Detach op) {
    return Optional.empty();
  }
}

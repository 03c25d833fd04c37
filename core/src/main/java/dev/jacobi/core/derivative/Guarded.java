package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An adjoint or a tangent: how much the result moves with a value, or a value with the inputs. One
 * that came through {@code where} or another choice holds only where that operand was chosen, and
 * the tangent by some elements only where those reach; elsewhere it is zero whatever the value
 * says, also when the value is NaN there. That is why the choice is carried along as a guard and
 * applied last: multiplying a zero by an infinite derivative would give NaN.
 *
 * @param <T> the carrier
 */
final class Guarded<T> {

  private static final Guarded<?> NONE = new Guarded<>(null, null, true);
  private static final Guarded<?> ZERO = new Guarded<>(null, null, true);

  /** The adjoint or tangent; null for a zero that is known to be one. */
  private final @Nullable T value;

  /** Where it holds; null for everywhere. */
  private final @Nullable Guard<T> guard;

  /** Whether the value is zero by itself where the guard does not hold. */
  private final boolean settled;

  private Guarded(@Nullable T value, @Nullable Guard<T> guard, boolean settled) {
    this.value = value;
    this.guard = guard;
    this.settled = settled;
  }

  /**
   * A condition, which broadcasts to the shape of the value, and the truth value it must have.
   *
   * @param hides whether operands may be infinite or NaN where it does not hold, as behind a branch
   *     that is not taken
   */
  record Guard<T>(T condition, boolean holds, boolean hides) {

    boolean complements(Guard<T> other) {
      return condition == other.condition && holds != other.holds;
    }

    boolean same(Guard<T> other) {
      return condition == other.condition && holds == other.holds;
    }

    /** The condition as a truth value, with a shape of its own choice. */
    T truth(TensorAlgebra<T> a) {
      return holds ? condition : a.map(ScalarOp.NOT, condition);
    }
  }

  /** What an operand gets that carries no derivative: nothing, which is less than a zero. */
  @SuppressWarnings("unchecked") // It holds no value.
  static <T> Guarded<T> none() {
    return (Guarded<T>) NONE;
  }

  boolean isNone() {
    return this == NONE;
  }

  @SuppressWarnings("unchecked") // It holds no value.
  static <T> Guarded<T> zero() {
    return (Guarded<T>) ZERO;
  }

  static <T> Guarded<T> of(T value) {
    return new Guarded<>(value, null, true);
  }

  boolean isZero() {
    return value == null;
  }

  /** Whether it may not hold everywhere. */
  boolean isGuarded() {
    return guard != null;
  }

  /** The value of one that is not known to be zero, whatever its guard says. */
  T value() {
    if (value == null) {
      throw new AssertionError("a zero has no value");
    }
    return value;
  }

  /** Another value under the same guard. */
  Guarded<T> with(T other) {
    return other == value ? this : new Guarded<>(other, guard, guard == null);
  }

  /** The value repeated to a shape, under the same guard. */
  Guarded<T> broadcast(TensorAlgebra<T> a, Shape shape) {
    T repeated = a.broadcast(value(), shape);
    return repeated == value ? this : new Guarded<>(repeated, guard, settled);
  }

  /** This where a condition has a truth value, and zero elsewhere, behind which all may be bad. */
  Guarded<T> where(TensorAlgebra<T> a, T condition, boolean holds) {
    return guardedBy(a, condition, holds, true);
  }

  /** This where a condition has a truth value, and zero elsewhere. */
  Guarded<T> guardedBy(TensorAlgebra<T> a, T condition, boolean holds, boolean hides) {
    Guard<T> chosen = new Guard<>(condition, holds, hides);
    if (guard != null && guard.same(chosen)) {
      return new Guarded<>(value, new Guard<>(condition, holds, guard.hides() || hides), settled);
    }
    Guard<T> both =
        guard == null
            ? chosen
            : new Guard<>(
                a.map(ScalarOp.AND, guard.truth(a), chosen.truth(a)), true, guard.hides() || hides);
    return new Guarded<>(value, both, false);
  }

  /** The plain value: zero where the guard does not hold. */
  T materialize(TensorAlgebra<T> a, TensorType type) {
    if (value == null) {
      return a.full(0, type);
    }
    if (guard == null || settled) {
      return value;
    }
    T zero = a.constant(0, type.dtype());
    return guard.holds()
        ? a.where(guard.condition(), value, zero)
        : a.where(guard.condition(), zero, value);
  }

  /** The sum with another of the same type. */
  Guarded<T> plus(TensorAlgebra<T> a, Guarded<T> other, TensorType type) {
    if (value == null || other.value == null) {
      return isZero() ? other : this;
    }
    Guard<T> mine = guard;
    Guard<T> theirs = other.guard;
    if (mine == null || theirs == null) {
      return of(a.plus(materialize(a, type), other.materialize(a, type)));
    }
    if (mine.same(theirs)) {
      return new Guarded<>(a.plus(value, other.value), mine, settled && other.settled);
    }
    if (mine.complements(theirs)) {
      T condition = mine.condition();
      return of(
          mine.holds()
              ? a.where(condition, value, other.value)
              : a.where(condition, other.value, value));
    }
    T either = a.map(ScalarOp.OR, mine.truth(a), theirs.truth(a));
    T sum = a.plus(materialize(a, type), other.materialize(a, type));
    return new Guarded<>(sum, new Guard<>(either, true, mine.hides() || theirs.hides()), true);
  }

  /** A change of layout that both value and guard follow, such as a permutation of axes. */
  Guarded<T> move(TensorAlgebra<T> a, UnaryOperator<T> layout) {
    T plain = value();
    T moved = layout.apply(plain);
    return guard == null
        ? of(moved)
        : new Guarded<>(
            moved,
            new Guard<>(
                layout.apply(a.broadcast(guard.condition(), a.shape(plain))),
                guard.holds(),
                guard.hides()),
            settled);
  }

  /**
   * A linear map that mixes elements: the value it gives, and a guard that says which results no
   * guarded-in element reaches.
   *
   * @param linear the map, applied to the plain value
   * @param reach the same map on truth values: which results some element reaches
   */
  Guarded<T> mix(
      TensorAlgebra<T> a, TensorType type, UnaryOperator<T> linear, UnaryOperator<T> reach) {
    return mix(a, type, linear, reach, false);
  }

  /** As {@link #mix}, of a map that only adds elements up and puts zeros beside them. */
  Guarded<T> addUp(
      TensorAlgebra<T> a, TensorType type, UnaryOperator<T> linear, UnaryOperator<T> reach) {
    return mix(a, type, linear, reach, true);
  }

  private Guarded<T> mix(
      TensorAlgebra<T> a,
      TensorType type,
      UnaryOperator<T> linear,
      UnaryOperator<T> reach,
      boolean zeros) {
    T result = linear.apply(materialize(a, type));
    return guard == null
        ? of(result)
        : new Guarded<>(
            result, new Guard<>(reach.apply(truth(a, type, guard)), true, guard.hides()), zeros);
  }

  /** The adjoint of a whole value from that of a slice of it: zeros beside. */
  Guarded<T> embedded(TensorAlgebra<T> a, Op.Slice part, TensorType whole) {
    if (isZero()) {
      return this;
    }
    Op embed = new Op.Embed(whole.shape(), part.ranges());
    UnaryOperator<T> placed = plain -> a.apply(embed, List.of(plain));
    return addUp(a, part.infer(List.of(whole)), placed, placed);
  }

  /** Plain zeros for a guard that hides nothing; a product would not show where it holds. */
  Guarded<T> contracted(TensorAlgebra<T> a, TensorType type) {
    return guard == null || guard.hides() ? this : of(materialize(a, type));
  }

  /** Where the guard holds, in the shape of the value; empty for everywhere. */
  Optional<T> truth(TensorAlgebra<T> a, TensorType type) {
    return guard == null ? Optional.empty() : Optional.of(truth(a, type, guard));
  }

  private static <T> T truth(TensorAlgebra<T> a, TensorType type, Guard<T> guard) {
    return a.broadcast(guard.truth(a), type.shape());
  }

  /** The sum over the axes along which an operand's shape was repeated. */
  Guarded<T> sumTo(TensorAlgebra<T> a, TensorType type, Shape target) {
    if (type.shape().equals(target)) {
      return this;
    }
    List<Integer> axes = type.shape().repeatedAxes(target);
    return addUp(
        a,
        type,
        value -> a.sumTo(value, target),
        truth -> a.reshape(a.reduce(Reduction.ANY, truth, axes, false), target));
  }
}

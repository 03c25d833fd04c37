package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An adjoint or a tangent: how much the result moves with a value, or a value with the inputs. One
 * that came through {@code where} holds only where that operand was chosen, and the tangent by some
 * elements only where those reach; elsewhere it is zero whatever the value says, also when the
 * value is NaN there. That is why the choice is carried along as a guard and applied last:
 * multiplying a zero by an infinite derivative would give NaN.
 *
 * @param value the adjoint or tangent, or empty for a zero that is known to be one
 * @param guard where it holds; empty for everywhere
 */
record Guarded<T>(Optional<T> value, Optional<Guard<T>> guard) {

  /** A condition, which broadcasts to the shape of the value, and the truth value it must have. */
  record Guard<T>(T condition, boolean holds) {

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

  static <T> Guarded<T> zero() {
    return new Guarded<>(Optional.empty(), Optional.empty());
  }

  static <T> Guarded<T> of(T value) {
    return new Guarded<>(Optional.of(value), Optional.empty());
  }

  boolean isZero() {
    return value.isEmpty();
  }

  /** Another value under the same guard. */
  Guarded<T> with(T other) {
    return new Guarded<>(Optional.of(other), guard);
  }

  /** This where a condition has a truth value, and zero elsewhere. */
  Guarded<T> where(TensorAlgebra<T> a, T condition, boolean holds) {
    Guard<T> chosen = new Guard<>(condition, holds);
    Guard<T> both =
        guard
            .map(own -> new Guard<>(a.map(ScalarOp.AND, own.truth(a), chosen.truth(a)), true))
            .orElse(chosen);
    return new Guarded<>(value, Optional.of(both));
  }

  /** The plain value: zero where the guard does not hold. */
  T materialize(TensorAlgebra<T> a, TensorType type) {
    if (value.isEmpty()) {
      return a.full(0, type);
    }
    T plain = value.get();
    if (guard.isEmpty()) {
      return plain;
    }
    T zero = a.constant(0, type.dtype());
    Guard<T> g = guard.get();
    return g.holds() ? a.where(g.condition(), plain, zero) : a.where(g.condition(), zero, plain);
  }

  /** The sum with another of the same type. */
  Guarded<T> plus(TensorAlgebra<T> a, Guarded<T> other, TensorType type) {
    if (isZero() || other.isZero()) {
      return isZero() ? other : this;
    }
    if (guard.isPresent() && other.guard.isPresent()) {
      Guard<T> mine = guard.get();
      Guard<T> theirs = other.guard.get();
      T left = value.get();
      T right = other.value.get();
      if (mine.same(theirs)) {
        return with(a.plus(left, right));
      }
      if (mine.complements(theirs)) {
        T condition = mine.condition();
        return of(mine.holds() ? a.where(condition, left, right) : a.where(condition, right, left));
      }
      T either = a.map(ScalarOp.OR, mine.truth(a), theirs.truth(a));
      T sum = a.plus(materialize(a, type), other.materialize(a, type));
      return new Guarded<>(Optional.of(sum), Optional.of(new Guard<>(either, true)));
    }
    return of(a.plus(materialize(a, type), other.materialize(a, type)));
  }

  /** A change of layout that both value and guard follow, such as a permutation of axes. */
  Guarded<T> move(TensorAlgebra<T> a, UnaryOperator<T> layout) {
    T plain = value.orElseThrow();
    Shape shape = a.shape(plain);
    return new Guarded<>(
        Optional.of(layout.apply(plain)),
        guard.map(g -> new Guard<>(layout.apply(a.broadcast(g.condition(), shape)), g.holds())));
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
    T result = linear.apply(materialize(a, type));
    return new Guarded<>(
        Optional.of(result), truth(a, type).map(truth -> new Guard<>(reach.apply(truth), true)));
  }

  /** Where the guard holds, in the shape of the value; empty for everywhere. */
  Optional<T> truth(TensorAlgebra<T> a, TensorType type) {
    return guard.map(g -> a.broadcast(g.truth(a), type.shape()));
  }

  /** The sum over the axes along which an operand's shape was repeated. */
  Guarded<T> sumTo(TensorAlgebra<T> a, TensorType type, Shape target) {
    if (type.shape().equals(target)) {
      return this;
    }
    List<Integer> axes = type.shape().repeatedAxes(target);
    return mix(
        a,
        type,
        value -> a.sumTo(value, target),
        truth -> a.reshape(a.reduce(Reduction.ANY, truth, axes, false), target));
  }
}

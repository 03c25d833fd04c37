package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations for one use of a derivative rule: computes as the carrier does, and keeps the
 * condition under which the rule's result is other than 0 apart, as a guard.
 *
 * @param <T> the carrier
 */
final class GuardedRule<T> implements Algebra<T> {

  private final TensorAlgebra<T> tensors;
  private final DType dtype;
  private @Nullable T condition;
  private boolean holds;

  private GuardedRule(TensorAlgebra<T> tensors, DType dtype) {
    this.tensors = tensors;
    this.dtype = dtype;
  }

  /**
   * One operand's share of an adjoint or a tangent.
   *
   * @param v the adjoint of the result, or the tangent of the operand
   * @return without a guard of its own when that is not known to be one
   */
  static <T> Guarded<T> apply(
      TensorAlgebra<T> a, DType dtype, ScalarOp op, int i, Guarded<T> v, List<T> x, T y) {
    GuardedRule<T> rule = new GuardedRule<>(a, dtype);
    T product = op.timesPartial(rule, i, v.value(), x, y);
    if (a.literal(product).filter(Rational::isZero).isPresent()) {
      return Guarded.zero();
    }
    Guarded<T> share = v.with(product);
    T condition = rule.condition;
    return condition == null ? share : share.guardedBy(a, condition, rule.holds, false);
  }

  @Override
  public T guarded(T condition, boolean holds, T value) {
    this.condition = condition;
    this.holds = holds;
    return value;
  }

  @Override
  public T integer(long value) {
    return tensors.constant(value, dtype);
  }

  @Override
  public T constant(NamedConstant value) {
    return tensors.constant(value, dtype);
  }

  @Override
  public T apply(ScalarOp op, List<T> operands) {
    return tensors.apply(Op.Map.of(op), operands);
  }

  @Override
  public Optional<Rational> literal(T x) {
    return tensors.literal(x);
  }
}

package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sweep of reverse mode over a trace: hands adjoints on from results to operands. A rule is
 * asked only for operands that lead to a wanted step.
 *
 * <p>Before a slice, element-wise rules are asked for the elements of the slice only: those that it
 * leaves out get nothing, also where their derivative is infinite.
 */
final class ReverseSweep<T> {

  private final TensorAlgebra<T> a;
  private final Trace<T> trace;

  /** By step: the sum of what it has got so far. */
  private final @Nullable Share<T>[] adjoints;

  /**
   * Prepares a sweep.
   *
   * @param output the step to begin at
   */
  ReverseSweep(TensorAlgebra<T> a, Trace<T> trace, int output) {
    this.a = a;
    this.trace = trace;
    this.adjoints = array(output + 1);
  }

  @SuppressWarnings("unchecked")
  private static <T> @Nullable Share<T>[] array(int count) {
    return (Share<T>[]) new Share<?>[count];
  }

  /** Goes from the output, whose adjoint is the seed, to the first step; keeps what is wanted. */
  void run(T seed, List<Integer> wanted) {
    int output = adjoints.length - 1;
    adjoints[output] = Share.of(Guarded.of(seed));
    boolean[] keep = new boolean[output + 1];
    for (int step : wanted) {
      if (step <= output) {
        keep[step] = true;
      }
    }
    boolean[] leads = leading(keep);
    for (int step = output; step >= 0; step--) {
      Share<T> share = adjoints[step];
      if (share != null) {
        pass(step, share, leads);
        if (!keep[step]) {
          adjoints[step] = null;
        }
      }
    }
  }

  /** The adjoint of a wanted step; empty when the output does not depend on it. */
  Optional<T> adjoint(int step) {
    Share<T> share = step < adjoints.length ? adjoints[step] : null;
    if (share == null) {
      return Optional.empty();
    }
    TensorType type = a.type(trace.value(step));
    return Optional.of(share.whole(a, type).materialize(a, type));
  }

  /** The wanted steps, and those that are made of one. */
  private boolean[] leading(boolean[] wanted) {
    boolean[] leads = wanted.clone();
    for (int step = 0; step < leads.length; step++) {
      int count = trace.operands(step);
      for (int i = 0; i < count && !leads[step]; i++) {
        int operand = trace.operand(step, i);
        leads[step] = operand >= 0 && leads[operand];
      }
    }
    return leads;
  }

  private void pass(int step, Share<T> share, boolean[] leads) {
    int count = trace.operands(step);
    if (count == 0) {
      return;
    }
    Op op = trace.op(step);
    List<T> x = trace.operandValues(step);
    T y = trace.value(step);
    boolean lifted = share.part().isPresent() && isElementWise(step, x, a.shape(y), leads);
    Optional<Op.Slice> part = lifted ? share.part() : Optional.empty();
    Guarded<T> yBar = lifted ? share.adjoint() : share.whole(a, a.type(y));
    if (op instanceof Op.Slice slice) {
      if (leads(step, 0, leads)) {
        add(trace.operand(step, 0), x.get(0), new Share<>(yBar, Optional.of(slice)));
      }
      return;
    }
    Adjoint<T> rule =
        lifted
            ? new Adjoint<>(a, op, cut(part.get(), x, y), cut(part.get(), y, y), yBar)
            : new Adjoint<>(a, op, x, y, yBar);
    List<Optional<Guarded<T>>> shares = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shares.add(leads(step, i, leads) ? rule.share(i) : Optional.empty());
    }
    for (int i = 0; i < count; i++) {
      if (shares.get(i).isPresent()) {
        add(trace.operand(step, i), x.get(i), new Share<>(shares.get(i).get(), part));
      }
    }
  }

  private boolean leads(int step, int i, boolean[] leads) {
    int operand = trace.operand(step, i);
    return operand >= 0 && leads[operand];
  }

  private void add(int operand, T x, Share<T> share) {
    Share<T> sum = adjoints[operand];
    adjoints[operand] = sum == null ? share : sum.plus(a, share, a.type(x));
  }

  /** Whether each element depends on its own alone, and on numbers that need no adjoint. */
  private boolean isElementWise(int step, List<T> x, Shape shape, boolean[] leads) {
    for (int i = 0; i < x.size(); i++) {
      Shape own = a.shape(x.get(i));
      if (!own.equals(shape) && !(own.isOneElement() && !leads(step, i, leads))) {
        return false;
      }
    }
    return trace.op(step) instanceof Op.Map;
  }

  private List<T> cut(Op.Slice part, List<T> x, T y) {
    return x.stream().map(value -> cut(part, value, y)).toList();
  }

  /** The part of a value that has the shape of the result. */
  private T cut(Op.Slice part, T value, T y) {
    return a.shape(value).equals(a.shape(y)) ? a.apply(part, List.of(value)) : value;
  }
}

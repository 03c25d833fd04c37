package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final @Nullable Guarded<T>[] adjoints;

  /** The slice that the adjoint of a step is of; for most it is of the whole, and none is here. */
  private final Map<Integer, Op.Slice> parts = new HashMap<>();

  /** What the operands of the present step get; room that every step uses again. */
  private @Nullable Guarded<T>[] shares = array(2);

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
  private static <T> @Nullable Guarded<T>[] array(int count) {
    return (Guarded<T>[]) new Guarded<?>[count];
  }

  /** Goes from the output, whose adjoint is the seed, to the first step; keeps what is wanted. */
  void run(T seed, List<Integer> wanted) {
    int output = adjoints.length - 1;
    adjoints[output] = Guarded.of(seed);
    boolean[] keep = new boolean[output + 1];
    for (int step : wanted) {
      if (step <= output) {
        keep[step] = true;
      }
    }
    boolean[] leads = leading(keep);
    for (int step = output; step >= 0; step--) {
      Guarded<T> adjoint = adjoints[step];
      if (adjoint != null) {
        pass(step, adjoint, leads);
        if (!keep[step]) {
          adjoints[step] = null;
          parts.remove(step);
        }
      }
    }
  }

  /** The adjoint of a wanted step; empty when the output does not depend on it. */
  Optional<T> adjoint(int step) {
    Guarded<T> adjoint = step < adjoints.length ? adjoints[step] : null;
    if (adjoint == null) {
      return Optional.empty();
    }
    TensorType type = a.type(trace.value(step));
    return Optional.of(whole(adjoint, parts.get(step), type).materialize(a, type));
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

  private Guarded<T> whole(Guarded<T> adjoint, Op.@Nullable Slice part, TensorType type) {
    return part == null ? adjoint : adjoint.embedded(a, part, type);
  }

  private void pass(int step, Guarded<T> adjoint, boolean[] leads) {
    if (trace.operands(step) == 0) {
      return;
    }
    Op op = trace.op(step);
    List<T> x = trace.operandValues(step);
    T y = trace.value(step);
    Op.Slice part = parts.isEmpty() ? null : parts.get(step);
    if (part != null && isElementWise(step, x, a.shape(y), leads)) {
      List<T> cut = x.stream().map(value -> cut(part, value, y)).toList();
      pass(step, x, new Adjoint<>(a, op, cut, cut(part, y, y), adjoint), part, leads);
      return;
    }
    Guarded<T> yBar = part == null ? adjoint : whole(adjoint, part, a.type(y));
    if (op instanceof Op.Slice slice) {
      if (leads(step, 0, leads)) {
        add(trace.operand(step, 0), x.get(0), yBar, slice);
      }
      return;
    }
    pass(step, x, new Adjoint<>(a, op, x, y, yBar), null, leads);
  }

  /**
   * Hands on what a rule says.
   *
   * @param part the slice that it was asked for; null for the whole
   */
  private void pass(
      int step, List<T> x, Adjoint<T> rule, Op.@Nullable Slice part, boolean[] leads) {
    int count = x.size();
    if (count > shares.length) {
      shares = array(count);
    }
    for (int i = 0; i < count; i++) {
      shares[i] = leads(step, i, leads) ? rule.share(i) : Guarded.none();
    }
    for (int i = 0; i < count; i++) {
      Guarded<T> share = shares[i];
      if (share != null && !share.isNone()) {
        add(trace.operand(step, i), x.get(i), share, part);
      }
    }
  }

  private boolean leads(int step, int i, boolean[] leads) {
    int operand = trace.operand(step, i);
    return operand >= 0 && leads[operand];
  }

  private void add(int operand, T x, Guarded<T> share, Op.@Nullable Slice part) {
    Guarded<T> sum = adjoints[operand];
    Op.Slice own = parts.isEmpty() ? null : parts.get(operand);
    if (sum == null) {
      adjoints[operand] = share;
      if (part != null) {
        parts.put(operand, part);
      }
    } else if (own == null && part == null) {
      adjoints[operand] = sum.plus(a, share, a.type(x));
    } else if (part != null && part.equals(own)) {
      adjoints[operand] = sum.plus(a, share, part.infer(List.of(a.type(x))));
    } else {
      TensorType type = a.type(x);
      parts.remove(operand);
      adjoints[operand] = whole(sum, own, type).plus(a, whole(share, part, type), type);
    }
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

  /** The part of a value that has the shape of the result. */
  private T cut(Op.Slice part, T value, T y) {
    return a.shape(value).equals(a.shape(y)) ? a.apply(part, List.of(value)) : value;
  }
}

package dev.jacobi.core.derivative;

import dev.jacobi.core.graph.TensorAlgebra;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sweep of reverse mode over a trace: hands adjoints on from results to operands. A rule is
 * asked only for operands that lead to a wanted step.
 */
final class ReverseSweep<T> {

  private final TensorAlgebra<T> a;
  private final Trace<T> trace;

  /** By step: the sum of what it has got so far. */
  private final @Nullable Guarded<T>[] adjoints;

  /** What the operands of the present step get; room that every step uses again. */
  private @Nullable Guarded<T>[] shares = array(2);

  private int[] operands = new int[2];

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
        }
      }
    }
  }

  /** The adjoint of a wanted step; empty when the output does not depend on it. */
  Optional<T> adjoint(int step) {
    Guarded<T> adjoint = step < adjoints.length ? adjoints[step] : null;
    return adjoint == null
        ? Optional.empty()
        : Optional.of(adjoint.materialize(a, a.type(trace.value(step))));
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

  private void pass(int step, Guarded<T> yBar, boolean[] leads) {
    int count = trace.operands(step);
    if (count == 0) {
      return;
    }
    List<T> x = trace.operandValues(step);
    Adjoint<T> rule = new Adjoint<>(a, trace.op(step), x, trace.value(step), yBar);
    if (count > shares.length) {
      shares = array(count);
      operands = new int[count];
    }
    for (int i = 0; i < count; i++) {
      int operand = trace.operand(step, i);
      operands[i] = operand;
      shares[i] = operand >= 0 && leads[operand] ? rule.share(i) : Guarded.none();
    }
    for (int i = 0; i < count; i++) {
      Guarded<T> share = shares[i];
      if (share != null && !share.isNone()) {
        int operand = operands[i];
        Guarded<T> sum = adjoints[operand];
        adjoints[operand] = sum == null ? share : sum.plus(a, share, a.type(x.get(i)));
      }
    }
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults in the whole of a rule: in its result, and in what it is given. */
final class WholeRuleFaults {

  private WholeRuleFaults() {}

  /** What happens to the result. */
  private interface After {
    <T> T apply(Algebra<T> a, T result);
  }

  static List<Fault> of(ScalarOp op) {
    List<Fault> result = new ArrayList<>();
    after(result, op, "the sign is flipped", WholeRuleFaults::negated);
    after(result, op, "twice as much", WholeRuleFaults::doubled);
    after(result, op, "off by 1e-6", WholeRuleFaults::offByMillionth);
    after(result, op, "off by 1e-12", WholeRuleFaults::offByTrillionth);
    after(result, op, "zero", WholeRuleFaults::zero);
    after(result, op, "one too many", WholeRuleFaults::oneMore);
    given(result, op);
    return result;
  }

  private static <T> T negated(Algebra<T> a, T result) {
    return a.negate(result);
  }

  private static <T> T doubled(Algebra<T> a, T result) {
    return a.times(a.integer(2), result);
  }

  private static <T> T offByMillionth(Algebra<T> a, T result) {
    return CallFaults.scaled(a, result, 1_000_000);
  }

  private static <T> T offByTrillionth(Algebra<T> a, T result) {
    return CallFaults.scaled(a, result, 1_000_000_000_000L);
  }

  private static <T> T zero(Algebra<T> a, T result) {
    return a.integer(0);
  }

  private static <T> T oneMore(Algebra<T> a, T result) {
    return a.plus(result, a.integer(1));
  }

  private static void after(List<Fault> faults, ScalarOp op, String name, After change) {
    faults.add(
        new Fault(
            name,
            new Partial() {
              @Override
              public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
                return change.apply(a, op.timesPartial(a, i, v, x, y));
              }
            }));
  }

  private static void given(List<Fault> faults, ScalarOp op) {
    given(
        faults,
        "the factor is lost",
        new Partial() {
          @Override
          public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
            return op.timesPartial(a, i, a.integer(1), x, y);
          }
        });
    given(
        faults,
        "the result is used for the operand",
        new Partial() {
          @Override
          public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
            List<T> wrong = new ArrayList<>(x);
            wrong.set(i, y);
            return op.timesPartial(a, i, v, wrong, y);
          }
        });
    given(
        faults,
        "the operand is used for the result",
        new Partial() {
          @Override
          public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
            return op.timesPartial(a, i, v, x, x.get(i));
          }
        });
    for (int other = 1; other < op.arity(); other++) {
      operands(faults, op, other);
    }
  }

  private static void operands(List<Fault> faults, ScalarOp op, int shift) {
    given(
        faults,
        "operands are exchanged, by " + shift,
        new Partial() {
          @Override
          public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
            List<T> wrong = new ArrayList<>(x);
            Collections.swap(wrong, i, (i + shift) % x.size());
            return op.timesPartial(a, i, v, wrong, y);
          }
        });
    given(
        faults,
        "the rule of another operand, by " + shift,
        new Partial() {
          @Override
          public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
            return op.timesPartial(a, (i + shift) % x.size(), v, x, y);
          }
        });
  }

  private static void given(List<Fault> faults, String name, Partial rule) {
    faults.add(new Fault(name, rule));
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule with one fault planted in it.
 *
 * @param name what was done to the rule
 * @param rule the faulty rule
 */
record Fault(String name, Partial rule) {

  /** What a rule asked of its carrier in one call: an integer, a constant or an operation. */
  record Call(Optional<Long> integer, Optional<NamedConstant> constant, Optional<ScalarOp> op) {

    @Override
    public String toString() {
      return integer
          .map(Object::toString)
          .or(() -> constant.map(Object::toString))
          .or(() -> op.map(ScalarOp::text))
          .orElseThrow();
    }
  }

  /** What happens to one call. */
  interface Change {
    <T> T apply(Algebra<T> a, Call call, List<T> x, T y);
  }

  /** A carrier that passes every call on, and changes the result of one of them. */
  private static final class Tampered<T> implements Algebra<T> {

    private final Algebra<T> inner;
    private final int target;
    private final Change change;
    private final List<Call> calls = new ArrayList<>();

    Tampered(Algebra<T> inner, int target, Change change) {
      this.inner = inner;
      this.target = target;
      this.change = change;
    }

    private T pass(Call call, List<T> x, T y) {
      calls.add(call);
      return calls.size() - 1 == target ? change.apply(inner, call, x, y) : y;
    }

    @Override
    public T integer(long value) {
      Call call = new Call(Optional.of(value), Optional.empty(), Optional.empty());
      return pass(call, List.of(), inner.integer(value));
    }

    @Override
    public T constant(NamedConstant value) {
      Call call = new Call(Optional.empty(), Optional.of(value), Optional.empty());
      return pass(call, List.of(), inner.constant(value));
    }

    @Override
    public T apply(ScalarOp op, List<T> x) {
      Call call = new Call(Optional.empty(), Optional.empty(), Optional.of(op));
      return pass(call, x, inner.apply(op, x));
    }

    @Override
    public Optional<Rational> literal(T x) {
      return inner.literal(x);
    }
  }

  /** Every fault that is planted in a rule: in the whole of it, and in each call it makes. */
  static List<Fault> all(ScalarOp op, int operand) {
    List<Fault> result = new ArrayList<>(WholeRuleFaults.of(op));
    List<Call> calls = calls(op, operand);
    for (int k = 0; k < calls.size(); k++) {
      int target = k;
      CallFaults.of(calls.get(k))
          .forEach(
              (name, change) ->
                  result.add(
                      new Fault(
                          "call " + target + ", " + calls.get(target) + ": " + name,
                          tampered(op, target, change))));
    }
    return result;
  }

  private static List<Call> calls(ScalarOp op, int operand) {
    List<Double> ones = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      ones.add(1.0);
    }
    Tampered<Double> recorder = new Tampered<>(new DoubleAlgebra(false), -1, CallFaults.NOTHING);
    op.timesPartial(recorder, operand, 1.0, ones, 1.0);
    return recorder.calls;
  }

  private static Partial tampered(ScalarOp op, int target, Change change) {
    return new Partial() {
      @Override
      public <T> T apply(Algebra<T> a, int i, T v, List<T> x, T y) {
        return op.timesPartial(new Tampered<>(a, target, change), i, v, x, y);
      }
    };
  }
}

package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Faults in one call that a rule makes: another operation, another number, a lost operand. */
final class CallFaults {

  /** No fault. */
  static final Fault.Change NOTHING =
      new Fault.Change() {
        @Override
        public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
          return y;
        }
      };

  private static final Map<ScalarOp, List<ScalarOp>> PARTNERS = partners();

  private static final Set<ScalarOp> COMMUTATIVE =
      Set.of(
          ScalarOp.ADD,
          ScalarOp.MUL,
          ScalarOp.MAXIMUM,
          ScalarOp.MINIMUM,
          ScalarOp.HYPOT,
          ScalarOp.EQ,
          ScalarOp.NE,
          ScalarOp.AND,
          ScalarOp.OR);

  private CallFaults() {}

  private static Map<ScalarOp, List<ScalarOp>> partners() {
    Map<ScalarOp, List<ScalarOp>> result = new EnumMap<>(ScalarOp.class);
    List<List<ScalarOp>> families =
        List.of(
            List.of(ScalarOp.ADD, ScalarOp.SUB),
            List.of(ScalarOp.MUL, ScalarOp.DIV, ScalarOp.ADD),
            List.of(ScalarOp.SIN, ScalarOp.COS, ScalarOp.SINH),
            List.of(ScalarOp.SINH, ScalarOp.COSH),
            List.of(ScalarOp.EXP, ScalarOp.EXPM1),
            List.of(ScalarOp.LOG, ScalarOp.LOG1P, ScalarOp.LOG2),
            List.of(ScalarOp.SQRT, ScalarOp.CBRT, ScalarOp.RSQRT),
            List.of(ScalarOp.SQUARE, ScalarOp.ABS),
            List.of(ScalarOp.SIGMOID, ScalarOp.TANH, ScalarOp.SOFTPLUS),
            List.of(ScalarOp.DIGAMMA, ScalarOp.LGAMMA, ScalarOp.TRIGAMMA),
            List.of(ScalarOp.FLOOR, ScalarOp.TRUNC, ScalarOp.CEIL, ScalarOp.ROUND),
            List.of(ScalarOp.LT, ScalarOp.LE, ScalarOp.GT, ScalarOp.GE, ScalarOp.EQ, ScalarOp.NE),
            List.of(ScalarOp.AND, ScalarOp.OR));
    for (List<ScalarOp> family : families) {
      for (ScalarOp op : family) {
        List<ScalarOp> others = family.stream().filter(other -> other != op).toList();
        result.merge(op, others, (old, more) -> old);
      }
    }
    return result;
  }

  /** What is easily written instead of an operation. */
  static List<ScalarOp> partners(ScalarOp op) {
    return PARTNERS.getOrDefault(op, List.of());
  }

  /** y·(1 + 1/parts). */
  static <T> T scaled(Algebra<T> a, T y, long parts) {
    return a.plus(y, a.div(y, a.integer(parts)));
  }

  /** The faults of a call, by what they do. */
  static Map<String, Fault.Change> of(Fault.Call call) {
    Map<String, Fault.Change> changes = new LinkedHashMap<>();
    call.integer().ifPresent(value -> integers(changes, value));
    call.constant().ifPresent(value -> numbers(changes));
    call.op().ifPresent(op -> operations(changes, op));
    return changes;
  }

  private static void integers(Map<String, Fault.Change> changes, long value) {
    for (long other : new long[] {value + 1, value - 1, -value}) {
      if (other != value) {
        changes.put("the integer " + other, integer(other));
      }
    }
  }

  private static Fault.Change integer(long value) {
    return new Fault.Change() {
      @Override
      public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
        return a.integer(value);
      }
    };
  }

  private static void numbers(Map<String, Fault.Change> changes) {
    for (long parts : new long[] {1_000_000, 10_000_000, 1_000_000_000_000L}) {
      changes.put(
          "off by one part in " + parts,
          new Fault.Change() {
            @Override
            public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
              return scaled(a, y, parts);
            }
          });
    }
    changes.put(
        "negated",
        new Fault.Change() {
          @Override
          public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
            return a.negate(y);
          }
        });
    changes.put("0 instead", integer(0));
    changes.put("1 instead", integer(1));
  }

  private static void operations(Map<String, Fault.Change> changes, ScalarOp op) {
    if (op.isDifferentiable()) {
      numbers(changes);
    } else {
      changes.put("never", integer(0));
      changes.put("always", integer(1));
      changes.put("the opposite", replaced(ScalarOp.NOT, -1));
    }
    for (ScalarOp partner : partners(op)) {
      changes.put(partner.text() + " instead", replaced(partner, op.arity()));
    }
    boolean choice = op.kind() == ScalarKind.CHOICE;
    for (int i = choice ? 1 : 0; i < op.arity(); i++) {
      changes.put("operand " + i + " instead", operand(i));
    }
    if (op == ScalarOp.SQUARE) {
      changes.put("the cube", CUBE);
    }
    if (op.arity() > 1 && !COMMUTATIVE.contains(op)) {
      changes.put("the last two operands exchanged", SWAPPED);
    }
  }

  private static final Fault.Change CUBE =
      new Fault.Change() {
        @Override
        public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
          return a.times(y, x.get(0));
        }
      };

  private static final Fault.Change SWAPPED =
      new Fault.Change() {
        @Override
        public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
          List<T> wrong = new ArrayList<>(x);
          Collections.swap(wrong, x.size() - 1, x.size() - 2);
          return a.apply(call.op().orElseThrow(), wrong);
        }
      };

  /** Another operation on the same operands, or on the result for an arity of −1. */
  private static Fault.Change replaced(ScalarOp other, int arity) {
    return new Fault.Change() {
      @Override
      public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
        return arity < 0 ? a.apply(other, y) : a.apply(other, x);
      }
    };
  }

  private static Fault.Change operand(int i) {
    return new Fault.Change() {
      @Override
      public <T> T apply(Algebra<T> a, Fault.Call call, List<T> x, T y) {
        return x.get(i);
      }
    };
  }
}

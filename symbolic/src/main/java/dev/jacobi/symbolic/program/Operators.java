package dev.jacobi.symbolic.program;

import dev.jacobi.core.op.Notation;
import dev.jacobi.core.op.ScalarOp;
import java.util.HashMap;
import java.util.Map;

/** The operations that signs of the language stand for, as the catalogue writes them. */
final class Operators {

  private static final Map<String, ScalarOp> BETWEEN = new HashMap<>();
  private static final Map<String, ScalarOp> BEFORE = new HashMap<>();

  static {
    for (ScalarOp op : ScalarOp.values()) {
      Notation.Form form = op.notation().form();
      String sign = op.notation().symbol().strip();
      if (form == Notation.Form.INFIX || form == Notation.Form.POWER) {
        BETWEEN.put(sign, op);
      } else if (form == Notation.Form.PREFIX) {
        BEFORE.put(sign, op);
      }
    }
  }

  private Operators() {}

  /** The operation of a sign between two operands. */
  static ScalarOp between(String sign) {
    return known(BETWEEN.get(sign), sign);
  }

  /** The operation of a sign before its operand. */
  static ScalarOp before(String sign) {
    return known(BEFORE.get(sign), sign);
  }

  private static ScalarOp known(@org.jspecify.annotations.Nullable ScalarOp op, String sign) {
    if (op == null) {
      throw new AssertionError("no operation is written " + sign);
    }
    return op;
  }
}

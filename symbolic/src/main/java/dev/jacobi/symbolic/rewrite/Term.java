package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;

/** One side of an element-wise equation, or a part of it. */
sealed interface Term {

  /** A letter; which values it may stand for depends on the letter. */
  record Variable(String name) implements Term {
    /** Whether it stands for a rational constant. */
    boolean isConstant() {
      return "abc".contains(name) || isInteger();
    }

    /** Whether it stands for a whole constant. */
    boolean isInteger() {
      return "nm".contains(name);
    }

    /** Whether it stands for truth values. */
    boolean isTruth() {
      return "pq".contains(name);
    }
  }

  /** A number. */
  record Literal(Rational value) implements Term {}

  /** An operation of the catalogue on terms. */
  record Application(ScalarOp op, List<Term> operands) implements Term {
    /** The operand at a position. */
    Term operand(int index) {
      return operands.get(index);
    }
  }
}

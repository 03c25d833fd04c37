package dev.jacobi.gpu.simulated;

import java.util.List;

/** What an instruction is given. */
sealed interface Operand {

  /** Something declared. */
  record Variable(Symbol symbol) implements Operand {
    @Override
    public String toString() {
      return symbol.name();
    }
  }

  /** A name that is not declared before: a label, a function, a special register, or a mistake. */
  record Word(String text) implements Operand {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A number as written, its sign included. */
  record Number(String text) implements Operand {

    /** Whether it is the bits of a double. */
    boolean isDouble() {
      return text.matches("-?0[dD].*");
    }

    /** Whether it is the bits of a float. */
    boolean isFloat() {
      return text.matches("-?0[fF].*");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** {@code [base + offset]}. */
  record Address(Operand base, long offset) implements Operand {
    @Override
    public String toString() {
      return "[" + base + (offset == 0 ? "" : "+" + offset) + "]";
    }
  }

  /** {@code {a, b}} or the operands in parentheses of a call. */
  record Group(List<Operand> members) implements Operand {
    public Group {
      members = List.copyOf(members);
    }
  }

  /** {@code %r|%p}. */
  record Pair(Operand first, Operand second) implements Operand {}
}

package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Optional;

/** A line of a routine. */
sealed interface Statement {

  /** The line it stands on. */
  int line();

  /** A place to branch to. */
  record Label(String name, int line) implements Statement {}

  /** A predicate that an instruction hangs on. */
  record Guard(Operand predicate, boolean negated) {}

  /** An instruction; of a call the operands are results, name and arguments. */
  record Instruction(Optional<Guard> guard, String opcode, List<Operand> operands, int line)
      implements Statement {
    public Instruction {
      operands = List.copyOf(operands);
    }
  }
}

package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A routine of an entry: its registers and its labels. */
final class Frame {

  private final Layout layout;
  private final String prefix;
  private final Map<Symbol, Register> registers = new IdentityHashMap<>();
  private final List<Register> own = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<Jump, String> jumps = new LinkedHashMap<>();

  Frame(Layout layout, String prefix) {
    this.layout = layout;
    this.prefix = prefix;
  }

  /** The register of a symbol; all uses of a symbol have one. */
  Register register(Symbol symbol) {
    return registers.computeIfAbsent(
        symbol,
        s -> {
          Register register = layout.allotment().register(s.kind(), prefix + s.name());
          own.add(register);
          return register;
        });
  }

  /** The registers given out so far; grows. */
  List<Register> own() {
    return own;
  }

  /** What an operand is read from, as a register of a kind. */
  Register source(Operand operand, Kind kind, int line) {
    if (operand instanceof Operand.Number number) {
      return layout.allotment().constant(kind, Literal.bits(number.text(), kind, line));
    }
    if (operand instanceof Operand.Variable variable
        && variable.symbol().space() == Symbol.Space.REGISTER) {
      return register(variable.symbol());
    }
    throw new Rejection(line, operand + " is not declared as a register");
  }

  /** The same for an instruction that names only a width: bits of a float may be given as one. */
  Register bits(Operand operand, Kind kind, int line) {
    if (operand instanceof Operand.Number number) {
      Kind written = kind == Kind.B64 && number.isDouble() ? Kind.F64 : kind;
      written = kind == Kind.B32 && number.isFloat() ? Kind.F32 : written;
      return layout.allotment().constant(kind, Literal.bits(number.text(), written, line));
    }
    return source(operand, kind, line);
  }

  /** The register that an operand names. */
  Register target(Operand operand, int line) {
    if (operand instanceof Operand.Variable variable
        && variable.symbol().space() == Symbol.Space.REGISTER) {
      return register(variable.symbol());
    }
    throw new Rejection(line, operand + " is not declared as a register");
  }

  /** The same, of a kind. */
  Register target(Operand operand, Kind kind, int line) {
    return checked(target(operand, line), kind, line);
  }

  static Register checked(Register register, Kind kind, int line) {
    if (register.kind() != kind) {
      throw new Rejection(
          line, register.name() + " is a register of kind " + register.kind() + ", not " + kind);
    }
    return register;
  }

  void label(String name, int step) {
    labels.put(name, step);
  }

  void jump(Jump jump, String label) {
    jumps.put(jump, label);
  }

  /** Aims all jumps, once all labels are known. */
  void aim() {
    jumps.forEach(
        (jump, label) -> {
          Integer step = labels.get(label);
          if (step == null) {
            throw new Rejection(jump.line(), "there is no label " + label);
          }
          jump.aim(step);
        });
  }

  Layout layout() {
    return layout;
  }
}

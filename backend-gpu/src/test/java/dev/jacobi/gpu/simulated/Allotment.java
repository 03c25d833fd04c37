package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the registers of an entry their rows: those of the text, and one for each constant. */
final class Allotment {

  private record Constant(Kind kind, long bits) {}

  private final Map<Kind, Integer> rows = new EnumMap<>(Kind.class);
  private final Map<Constant, Register> constants = new HashMap<>();
  private final Map<String, Register> specials = new HashMap<>();
  private final List<Register> registers = new ArrayList<>();

  Allotment() {
    for (Kind kind : Kind.values()) {
      rows.put(kind, 1);
    }
  }

  Register register(Kind kind, String name) {
    int row = rows.merge(kind, 1, Integer::sum) - 1;
    int at = kind == Kind.PREDICATE ? row : row * Registers.LANES;
    Register register = new Register(kind, at, registers.size(), name);
    registers.add(register);
    return register;
  }

  Register constant(Kind kind, long bits) {
    return constants.computeIfAbsent(
        new Constant(kind, bits), c -> register(kind, "0x" + Long.toHexString(bits)));
  }

  /** A register that the hardware fills, such as {@code %tid.x}. */
  Register special(String name) {
    return specials.computeIfAbsent(name, n -> register(Kind.B32, n));
  }

  /** The registers that the hardware fills, by name. */
  Map<String, Register> specials() {
    return specials;
  }

  int rows(Kind kind) {
    return rows.getOrDefault(kind, 1);
  }

  int count() {
    return registers.size();
  }

  /** Fills the constants. */
  void fill(Registers file) {
    constants.forEach((constant, register) -> file.putAll(register, constant.bits()));
  }
}

package dev.jacobi.gpu.simulated;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instructions that compute, by their whole opcode: what is not listed is no instruction. */
final class Opcodes {

  private static final Map<String, List<Operation>> ALL = all();

  private static final Set<String> ROUNDED =
      Set.of("add", "sub", "mul", "div", "fma", "sqrt", "rcp", "cvt");

  private Opcodes() {}

  private static Map<String, List<Operation>> all() {
    Table table = new Table();
    FloatOperations.addTo(table);
    IntegerOperations.addTo(table);
    BitOperations.addTo(table);
    Comparisons.addTo(table);
    Conversions.addTo(table);
    return table.operations();
  }

  /** The operations of an opcode; one that does not exist is rejected with the reason. */
  static List<Operation> of(String opcode, int line) {
    List<Operation> operations = ALL.get(opcode);
    if (operations == null) {
      throw new Rejection(line, reason(opcode));
    }
    return operations;
  }

  /** All of them. */
  static List<Operation> operations() {
    return ALL.values().stream().flatMap(List::stream).toList();
  }

  private static String reason(String opcode) {
    if (opcode.contains(".approx") || opcode.contains(".ftz") || opcode.contains(".full")) {
      return opcode + " has other bits than the definition";
    }
    int dot = opcode.indexOf('.');
    String stem = dot < 0 ? opcode : opcode.substring(0, dot);
    String rest = dot < 0 ? "" : opcode.substring(dot);
    if (ROUNDED.contains(stem)) {
      for (String rounding : List.of(".rn", ".rni")) {
        if (ALL.containsKey(stem + rounding + rest)) {
          return opcode + " does not say how it rounds: " + stem + rounding + rest;
        }
      }
    }
    return "unknown instruction " + opcode;
  }
}

package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects operations; an opcode may have several, for different kinds of registers. */
final class Table {

  private final Map<String, List<Operation>> operations = new LinkedHashMap<>();

  void add(String opcode, Row row, Kind result, Kind... operands) {
    add(opcode, 0, row, result, operands);
  }

  void add(String opcode, int capability, Row row, Kind result, Kind... operands) {
    operations
        .computeIfAbsent(opcode, o -> new ArrayList<>())
        .add(new Operation(opcode, result, List.of(operands), row, capability));
  }

  Map<String, List<Operation>> operations() {
    return operations;
  }
}

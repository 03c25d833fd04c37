package dev.jacobi.gpu.simulated;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the memory that a module declares lies, and the registers of an entry. */
final class Layout {

  /** Where shared memory begins; addresses below belong to nothing. */
  static final int SHARED_START = 1024;

  private final Allotment allotment = new Allotment();
  private final Map<Symbol, Long> shared = new IdentityHashMap<>();
  private final Map<Symbol, Long> constants;
  private final Map<Symbol, Register> tables = new LinkedHashMap<>();
  private final int target;
  private long sharedEnd = SHARED_START;

  /** A layout with constants at given addresses. */
  Layout(Map<Symbol, Long> constants, int target) {
    this.constants = constants;
    this.target = target;
  }

  Allotment allotment() {
    return allotment;
  }

  /** The register that holds the address of declared memory. */
  Register address(Symbol symbol, Kind kind, int line) {
    return switch (symbol.space()) {
      case SHARED -> allotment.constant(kind, shared(symbol, line));
      case CONSTANT -> allotment.constant(kind, constants.get(symbol));
      case GLOBAL ->
          Frame.checked(
              tables.computeIfAbsent(symbol, s -> allotment.register(Kind.B64, s.name())),
              kind,
              line);
      default -> throw new Rejection(line, symbol + " has no address");
    };
  }

  private long shared(Symbol symbol, int line) {
    return shared.computeIfAbsent(
        symbol,
        s -> {
          long start = (sharedEnd + s.alignment() - 1) & -s.alignment();
          sharedEnd = start + s.initial().length;
          if (sharedBytes() > 48 * 1024) {
            throw new Rejection(line, sharedBytes() + " bytes of shared memory are too many");
          }
          return start;
        });
  }

  /** Ten times the least compute capability. */
  int target() {
    return target;
  }

  int sharedBytes() {
    return (int) (sharedEnd - SHARED_START);
  }

  Map<Symbol, Register> tables() {
    return tables;
  }
}

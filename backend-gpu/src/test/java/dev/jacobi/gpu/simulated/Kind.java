package dev.jacobi.gpu.simulated;

import java.util.Optional;

/** What a register holds. Integers of one width are alike, signed or not. */
enum Kind {
  F64(8),
  F32(4),
  B64(8),
  B32(4),
  PREDICATE(0);

  private final int bytes;

  Kind(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of one lane; of a predicate none. */
  int bytes() {
    return bytes;
  }

  /** The kind of registers that are declared with a type. */
  static Optional<Kind> of(String type) {
    return switch (type) {
      case ".f64" -> Optional.of(F64);
      case ".f32" -> Optional.of(F32);
      case ".b64", ".u64", ".s64" -> Optional.of(B64);
      case ".b32", ".u32", ".s32" -> Optional.of(B32);
      case ".pred" -> Optional.of(PREDICATE);
      default -> Optional.empty();
    };
  }
}

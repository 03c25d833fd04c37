package dev.jacobi.gpu.simulated;

/** Something declared, with an identity of its own: equal names of two scopes are two symbols. */
final class Symbol {

  /** Where it lies. */
  enum Space {
    REGISTER,
    PARAMETER,
    SHARED,
    CONSTANT,
    GLOBAL
  }

  private final String name;
  private final Space space;
  private final Kind kind;
  private final int alignment;
  private final byte[] initial;
  private final boolean initialised;

  private Symbol(
      String name, Space space, Kind kind, int alignment, byte[] initial, boolean initialised) {
    this.name = name;
    this.space = space;
    this.kind = kind;
    this.alignment = alignment;
    this.initial = initial;
    this.initialised = initialised;
  }

  /** A register or a parameter. */
  static Symbol scalar(String name, Space space, Kind kind) {
    return new Symbol(name, space, kind, Math.max(1, kind.bytes()), new byte[0], false);
  }

  /** Memory: of shared memory only the number of bytes matters. */
  static Symbol memory(
      String name, Space space, int alignment, byte[] initial, boolean initialised) {
    return new Symbol(name, space, Kind.B64, alignment, initial, initialised);
  }

  String name() {
    return name;
  }

  Space space() {
    return space;
  }

  /** Of a register or a parameter. */
  Kind kind() {
    return kind;
  }

  int alignment() {
    return alignment;
  }

  /** The bytes of memory as a module gives them. */
  byte[] initial() {
    return initial;
  }

  /** Whether the module gives them. */
  boolean isInitialised() {
    return initialised;
  }

  @Override
  public String toString() {
    return name;
  }
}

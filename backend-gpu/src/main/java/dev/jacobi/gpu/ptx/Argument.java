package dev.jacobi.gpu.ptx;

/** What a launch gives for a parameter of its kernel. */
public sealed interface Argument {

  /** The address of a buffer of the program, aligned to 256 bytes: a {@code .u64} parameter. */
  record Address(int buffer) implements Argument {}

  /** The address of scratch memory of the emission, aligned likewise: a {@code .u64} parameter. */
  record Scratch(int index) implements Argument {}

  /**
   * The address of positions that the host groups by place, as {@link
   * dev.jacobi.core.definition.Places#grouped} does: 64-bit integers, a {@code .u64} parameter.
   *
   * @param positions the buffer that they are
   */
  record Groups(int positions, int count, int axis, int extent) implements Argument {

    /** How many integers the groups are. */
    public int size() {
      return extent + 1 + count;
    }
  }

  /** A number: a {@code .u32} parameter. */
  record Value(int value) implements Argument {}
}

package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;

/**
 * Storage for the dense elements of one value.
 *
 * @param id its place in {@link Program#buffers}
 * @param dtype the type of its elements
 * @param size how many
 * @param source where it comes from
 */
public record Buffer(int id, DType dtype, int size, Source source) {

  /** Where a buffer's storage comes from. */
  public sealed interface Source {}

  /** The value of an input; read only. */
  public record Input(String name) implements Source {
    @Override
    public String toString() {
      return "input " + Name.text(name);
    }
  }

  /** A tensor known when the program was made; read only. */
  public record Constant(Tensor tensor) implements Source {
    @Override
    public String toString() {
      return "constant " + ConstantText.of(tensor);
    }
  }

  /**
   * Computed and needed only inside the program.
   *
   * @param slot temporaries of one slot and element type are never alive at once
   */
  public record Temporary(int slot) implements Source {
    @Override
    public String toString() {
      return "slot " + slot;
    }
  }

  /** Computed and handed out: made anew for each run. */
  public record Output() implements Source {
    @Override
    public String toString() {
      return "output";
    }
  }

  @Override
  public String toString() {
    return "@" + id + ": " + dtype + "[" + size + "], " + source;
  }
}

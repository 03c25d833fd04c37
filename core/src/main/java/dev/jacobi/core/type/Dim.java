package dev.jacobi.core.type;

import java.util.Objects;

/** One extent of a shape: a number, or a name that is bound when inputs are. */
public sealed interface Dim {

  /** The extent one, which broadcasts. */
  Dim ONE = new Fixed(1);

  /** A known extent, at least zero. */
  record Fixed(long size) implements Dim {
    /** Refuses a negative extent. */
    public Fixed {
      if (size < 0) {
        throw Diagnostic.error(
                "shape/negative",
                "a dimension cannot be " + size,
                "give a size of 0 or more, or a name such as n")
            .exception();
      }
    }

    @Override
    public boolean isFixed() {
      return true;
    }

    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /** An extent of any size; equal names are equal sizes. */
  record Named(String name) implements Dim {
    @Override
    public boolean isFixed() {
      return false;
    }

    @Override
    public long size() {
      throw Diagnostic.error(
              "shape/unbound",
              "the size of dimension " + this + " is not known here",
              "bind it: give the input a value, or a shape of numbers")
          .exception();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A known extent. */
  static Dim of(long size) {
    return new Fixed(size);
  }

  /** A named extent. */
  static Dim named(String name) {
    return new Named(Objects.requireNonNull(name, "name"));
  }

  /** Whether the extent is known. */
  boolean isFixed();

  /** The known extent; a named one is an error that asks for the size. */
  long size();
}

package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Dim;
import java.util.List;

/**
 * What an expression of the language can be.
 *
 * @param <T> the carrier of tensors
 */
public sealed interface Value<T> {

  /** A tensor, with its element type. */
  record Typed<T>(T tensor) implements Value<T> {}

  /** A number that takes the element type of what it meets. */
  record Numeral<T>(Weak weak) implements Value<T> {}

  /** The size of a named dimension: a number, and where a shape is written, the dimension. */
  record Extent<T>(Dim.Named dim) implements Value<T> {}

  /**
   * A list or tuple; where a tensor is needed, the stack of its elements.
   *
   * @param isTuple whether it is several values rather than one
   */
  record Items<T>(List<Value<T>> items, boolean isTuple) implements Value<T> {
    /** Copies the items. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** {@code true} or {@code false}. */
  record Truth<T>(boolean value) implements Value<T> {}

  /** A string: the name of a choice. */
  record Text<T>(String value) implements Value<T> {}

  /** {@code None}. */
  record None<T>() implements Value<T> {}

  /** An integer. */
  static <T> Value<T> integer(long value) {
    return new Numeral<>(Weak.of(value));
  }

  /** A few words that say what this is, for error messages. */
  default String describe(TensorAlgebra<T> a) {
    if (this instanceof Typed<T> typed) {
      return "a tensor " + a.type(typed.tensor());
    }
    if (this instanceof Numeral<T> number) {
      return number.weak() instanceof Weak.Exact ? "the number " + number.weak() : "a number";
    }
    if (this instanceof Extent<T> extent) {
      return "the dimension " + extent.dim();
    }
    if (this instanceof Items<T> items) {
      int count = items.items().size();
      return "a list of " + count + (count == 1 ? " item" : " items");
    }
    if (this instanceof Truth<T> truth) {
      return String.valueOf(truth.value());
    }
    return this instanceof Text<T> text ? "the string \"" + text.value() + "\"" : "None";
  }
}

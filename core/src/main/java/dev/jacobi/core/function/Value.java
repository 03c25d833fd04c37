package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Diagnostic;
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
   * A list or tuple; where a tensor is needed, the stack of its elements. Walks over items may
   * recurse: lists nest no deeper than {@link #MAX_DEPTH}.
   */
  final class Items<T> implements Value<T> {

    /** How deep lists may nest; the tensor of such a list has as many axes. */
    public static final int MAX_DEPTH = 64;

    /** How many items that are no lists one list may hold at all depths. */
    public static final int MAX_LEAVES = 1_000_000;

    private final List<Value<T>> items;
    private final boolean isTuple;
    private final int depth;
    private final long leaves;

    /**
     * A list of items.
     *
     * @param isTuple whether it is several values rather than one
     * @throws dev.jacobi.core.type.DiagnosticException if it nests too deep or holds too much
     */
    public Items(List<Value<T>> items, boolean isTuple) {
      this.items = List.copyOf(items);
      this.isTuple = isTuple;
      int deepest = 0;
      long total = 0;
      for (Value<T> item : this.items) {
        deepest = item instanceof Items<T> list ? Math.max(deepest, list.depth) : deepest;
        total += item instanceof Items<T> list ? list.leaves : 1;
      }
      this.depth = deepest + 1;
      this.leaves = total;
      if (depth > MAX_DEPTH || leaves > MAX_LEAVES) {
        throw tooLarge().exception();
      }
    }

    private Diagnostic tooLarge() {
      return depth > MAX_DEPTH
          ? Diagnostic.error(
              "list/too-deep", "lists nest more than " + MAX_DEPTH + " deep", "use fewer axes")
          : Diagnostic.error(
              "list/too-large",
              "a list holds more than " + MAX_LEAVES + " values",
              "declare an input of that shape and give its values apart");
    }

    /** The items, in order. */
    public List<Value<T>> items() {
      return items;
    }

    /** Whether it is several values rather than one. */
    public boolean isTuple() {
      return isTuple;
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

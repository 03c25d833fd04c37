package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import java.util.function.Function;
import java.util.function.LongFunction;

/** One dimension of a declared input: a size or a name that stands for any size. */
public sealed interface Dimension extends Syntax {

  /** Calls {@code size} or {@code named} with what was written. */
  <R> R fold(LongFunction<R> size, Function<String, R> named);

  /** A size that is known; at least 0. */
  record Size(long value, Span span) implements Dimension {

    @Override
    public <R> R fold(LongFunction<R> size, Function<String, R> named) {
      return size.apply(value);
    }
  }

  /** A size that is bound with the inputs; equal names are equal sizes. */
  record Named(String name, Span span) implements Dimension {

    @Override
    public <R> R fold(LongFunction<R> size, Function<String, R> named) {
      return named.apply(name);
    }
  }
}

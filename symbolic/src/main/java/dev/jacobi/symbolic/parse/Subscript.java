package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import java.util.Optional;

/** What stands for one or more axes between the brackets of an index. */
public sealed interface Subscript extends Syntax {

  /** Calls the case of {@code cases} for this kind of subscript. */
  <R> R fold(Cases<R> cases);

  /** One position, or a gather if the expression is an integer tensor: {@code a[i]}. */
  record At(Expression index, Span span) implements Subscript {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.at(this);
    }
  }

  /** {@code start:stop:step}, of which at least one is written; a literal step is not 0. */
  record Range(
      Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step, Span span)
      implements Subscript {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.range(this);
    }
  }

  /** {@code ...}: as many whole axes as are left over; at most one in an index. */
  record Ellipsis(Span span) implements Subscript {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.ellipsis(this);
    }
  }

  /** {@code None}: a new axis of size one. */
  record NewAxis(Span span) implements Subscript {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.newAxis(this);
    }
  }

  /** {@code :}, a whole axis. */
  record All(Span span) implements Subscript {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.all(this);
    }
  }

  /** One answer for each kind of subscript. */
  interface Cases<R> {

    /** A position. */
    R at(At subscript);

    /** A slice. */
    R range(Range subscript);

    /** The axes left over. */
    R ellipsis(Ellipsis subscript);

    /** A new axis. */
    R newAxis(NewAxis subscript);

    /** A whole axis. */
    R all(All subscript);
  }
}

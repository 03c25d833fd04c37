package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import java.util.List;
import java.util.Optional;

/** One statement of a program. */
public sealed interface Statement extends Syntax {

  /** Calls the case of {@code cases} for this kind of statement. */
  <R> R fold(Cases<R> cases);

  /**
   * {@code input p: f32[2, n]}.
   *
   * @param name what is declared
   * @param dtype the element type, if written
   * @param dims the dimensions; empty for a scalar
   */
  record Input(Name name, Optional<DType> dtype, List<Dimension> dims, Span span)
      implements Statement {

    /** Copies the list. */
    public Input {
      dims = List.copyOf(dims);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /**
   * {@code y = x*x}, {@code gx, gy = grad(s, [x, y])}, {@code (d,) = grad(s, x)}.
   *
   * @param names what is assigned, at least one, all different, none reserved
   * @param value the right-hand side
   * @param tuple whether the left-hand side was written as a tuple, also of one name
   */
  record Assign(List<Name> names, Expression value, boolean tuple, Span span) implements Statement {

    /** Copies the list. */
    public Assign {
      names = List.copyOf(names);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.assign(this);
    }
  }

  /**
   * {@code def f(a, b) = a*b}.
   *
   * @param params the parameters, all different, none reserved
   */
  record Def(Name name, List<Name> params, Expression body, Span span) implements Statement {

    /** Copies the list. */
    public Def {
      params = List.copyOf(params);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.def(this);
    }
  }

  /** An expression on its own: a call done for what it does, or the output of the program. */
  record Bare(Expression expression, Span span) implements Statement {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.bare(this);
    }
  }

  /** One answer for each kind of statement. */
  interface Cases<R> {

    /** An input declaration. */
    R input(Input statement);

    /** An assignment. */
    R assign(Assign statement);

    /** A function definition. */
    R def(Def statement);

    /** A bare expression. */
    R bare(Bare statement);
  }
}

package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;

/** A part of a program as it was written. */
public sealed interface Syntax
    permits Program, Statement, Expression, Subscript, Dimension, Argument {

  /** Where it stands in the text. */
  Span span();
}

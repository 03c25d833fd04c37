package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;

/** A named argument of a call: {@code axis=0}. */
public record Argument(Name name, Expression value, Span span) implements Syntax {}

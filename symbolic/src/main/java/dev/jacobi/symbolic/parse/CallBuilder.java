package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.ArgumentContext;
import dev.jacobi.symbolic.parse.JacobiParser.ArgumentsContext;
import dev.jacobi.symbolic.parse.JacobiParser.EllipsisContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import dev.jacobi.symbolic.parse.JacobiParser.IndexContext;
import dev.jacobi.symbolic.parse.JacobiParser.RangeContext;
import dev.jacobi.symbolic.parse.JacobiParser.SubscriptContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes calls and indices, and holds the rules of their arguments. */
final class CallBuilder {

  private CallBuilder() {}

  /** A call: named arguments come last, each name once. */
  static Expression call(
      Name function, ArgumentsContext tree, ExpressionBuilder values, Span span) {
    List<Expression> positional = new ArrayList<>();
    List<Argument> named = new ArrayList<>();
    for (ArgumentContext argument : tree.argument()) {
      Expression value = values.build(argument.expr());
      if (argument.NAME() != null) {
        named.add(
            new Argument(
                ExpressionBuilder.name(argument.getStart()),
                value,
                ExpressionBuilder.span(argument)));
      } else if (named.isEmpty()) {
        positional.add(value);
      } else {
        throw Diagnostic.error(
                "syntax/argument-order",
                "an argument without a name follows one with a name",
                "put it before " + named.get(0).name().text() + "=…, or name it too")
            .withSpan(value.span())
            .exception();
      }
    }
    refuseDuplicates(named);
    return new Expression.Call(function, positional, named, span);
  }

  private static void refuseDuplicates(List<Argument> named) {
    if (named.size() > 1) {
      List<Name> names = named.stream().map(Argument::name).toList();
      Optional<Diagnostic> duplicate =
          DeclarationFaults.duplicate(names, "syntax/duplicate-argument", "argument");
      if (duplicate.isPresent()) {
        throw duplicate.get().exception();
      }
    }
  }

  /** An index: at most one ellipsis. */
  static Expression index(Expression base, IndexContext tree, ExpressionBuilder values, Span span) {
    List<Subscript> subscripts = new ArrayList<>();
    boolean ellipsis = false;
    for (SubscriptContext part : tree.subscript()) {
      Subscript subscript = subscript(part, values);
      if (ellipsis && subscript instanceof Subscript.Ellipsis) {
        throw Diagnostic.error(
                "syntax/second-ellipsis",
                "a second '...' stands in one index",
                "only one '...' can stand for the axes left over; write ':' for one axis")
            .withSpan(subscript.span())
            .exception();
      }
      ellipsis |= subscript instanceof Subscript.Ellipsis;
      subscripts.add(subscript);
    }
    return new Expression.Index(base, subscripts, span);
  }

  private static Subscript subscript(SubscriptContext tree, ExpressionBuilder values) {
    Span span = ExpressionBuilder.span(tree);
    if (tree instanceof EllipsisContext) {
      return new Subscript.Ellipsis(span);
    }
    if (tree instanceof RangeContext range) {
      return range.COLON().isEmpty()
          ? at(values.build(range.low), span)
          : range(range, values, span);
    }
    throw new AssertionError("no such subscript at " + span);
  }

  private static Subscript at(Expression index, Span span) {
    return index instanceof Expression.NoneLiteral
        ? new Subscript.NewAxis(span)
        : new Subscript.At(index, span);
  }

  private static Subscript range(RangeContext tree, ExpressionBuilder values, Span span) {
    Optional<Expression> start = optional(tree.low, values);
    Optional<Expression> stop = optional(tree.high, values);
    Optional<Expression> step = optional(tree.step, values);
    if (step.isPresent()
        && step.get() instanceof Expression.NumberLiteral number
        && number.value().signum() == 0) {
      throw Diagnostic.error(
              "syntax/zero-step",
              "the step of a slice cannot be 0",
              "write a step of at least 1: a[::2]; or -1 to go backwards")
          .withSpan(number.span())
          .exception();
    }
    boolean all = start.isEmpty() && stop.isEmpty() && step.isEmpty();
    return all ? new Subscript.All(span) : new Subscript.Range(start, stop, step, span);
  }

  private static Optional<Expression> optional(
      @Nullable ExprContext tree, ExpressionBuilder values) {
    return tree == null ? Optional.empty() : Optional.of(values.build(tree));
  }
}

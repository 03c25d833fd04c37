package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import java.util.List;

/**
 * A whole text: its statements in order.
 *
 * @param statements the statements that could be read
 * @param span from the first statement to the last; {@link Span#NONE} if there is none
 */
public record Program(List<Statement> statements, Span span) implements Syntax {

  /** Copies the list. */
  public Program {
    statements = List.copyOf(statements);
  }

  /** A program whose span is that of its statements. */
  static Program of(List<Statement> statements) {
    Span span = Span.NONE;
    for (Statement statement : statements) {
      span = span.to(statement.span());
    }
    return new Program(statements, span);
  }
}

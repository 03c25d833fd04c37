package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import java.util.List;

/**
 * What a text held.
 *
 * @param program the statements that could be read
 * @param diagnostics what is wrong with the others, in the order of the text, at most {@link
 *     Parser#MAX_DIAGNOSTICS}; empty exactly if the whole text could be read
 */
public record ParseResult(Program program, List<Diagnostic> diagnostics) {

  /** Copies the list. */
  public ParseResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether the whole text could be read. */
  public boolean isOk() {
    return diagnostics.isEmpty();
  }
}
